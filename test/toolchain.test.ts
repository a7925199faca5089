import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
const toolchain = pathToFileURL(`${import.meta.dirname}/../scripts/toolchain.mjs`).href
const program = `const { run } = await import(${JSON.stringify(toolchain)})
await run(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'])
console.log('continued')`

test.skipIf(process.platform === 'win32')(
  'processes of a script end with the shell that npm starts in between',
  async () => {
    const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    shell.stdout.on('data', (data: Buffer) => {
      said.push(data.toString())
      shell.kill()
    })
    // The pipe closes when the last process has ended.
    await once(shell.stdout, 'close')
    expect(said.join('')).toBe('1\n')
  },
  20_000,
)

test.skipIf(process.platform === 'win32')('dependencies are checked when npm finds the pinned Node first', async () => {
  const look = `console.log((await import(${JSON.stringify(toolchain)})).isPinned())`
  const child = spawn(pinned, ['--input-type=module', '-e', look], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('false\n')
})

test('an unknown bench is refused in one sentence, with the list of benches', async () => {
  const script = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url))
  const env = { ...process.env, CALLBOARD_PINNED: '1' }
  const child = spawn(process.execPath, [script, 'bench', 'reads', 'nonsense'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(2)
  expect(said.join('')).toMatch(/^There is no bench "nonsense"\. The benches are .*\breads\b.*\.\n$/)
})
