import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'

const bin = fileURLToPath(new URL('../packages/adapters/src/cli/bin.ts', import.meta.url))
const fixtures = fileURLToPath(new URL('../packages/adapters/src/cli/fixtures', import.meta.url))

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--conditions=@callboard/source', bin, ...args], {
    cwd: fixtures,
    env: { ...process.env, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = start(args)
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (err += text.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

describe('the command as a process', () => {
  test.each([
    [['validate', 'shop'], 0],
    [['validate', 'troubled'], 1],
    [['owner', 'cart', '--catalog', 'shop'], 0],
    [['owner', 'zebra', '--catalog', 'shop'], 1],
    [['validate', 'nowhere'], 2],
    [['no-such-command'], 2],
  ])('%j ends with %i', async (args, code) => {
    const ran = await run(...args)
    expect(ran.code).toBe(code)
    expect(ran.err).not.toMatch(/\n\s+at |Warning/)
    if (code === 2) expect([ran.out, ran.err.split('\n').length]).toEqual(['', 2])
  })

  test('writes a complete JSON document into a pipe, however long', async () => {
    const { code, out } = await run('schema', '--json')
    expect(code).toBe(0)
    expect(Object.keys(JSON.parse(out) as object).length).toBeGreaterThan(1)
    expect(out.length).toBeGreaterThan(10_000)
  })

  test('accepts a reader that closes the pipe early', async () => {
    const child = start(['schema'])
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.stdout.destroy()
    const [code] = (await once(child, 'close')) as [number]
    expect([code, err]).toEqual([0, ''])
  })

  test('keeps its exit code when a reader closes either output early', async () => {
    const child = start(['validate', 'troubled'])
    child.stdout.destroy()
    child.stderr.destroy()
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(1)
  })

  test.skipIf(process.platform !== 'linux')('reports that its output cannot be written', async () => {
    const child = spawn('sh', ['-c', '"$0" --conditions=@callboard/source "$1" schema > /dev/full', process.execPath, bin])
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect([code, err]).toEqual([1, 'callboard: The output cannot be written: ENOSPC.\n'])
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('stops serving with exit code 0 on %s', async signal => {
    const child = start(['serve', 'shop', '--port', '0'])
    await once(child.stdout, 'data')
    child.kill(signal)
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(0)
  })
})
