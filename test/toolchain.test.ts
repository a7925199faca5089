import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const toolchain = pathToFileURL(`${import.meta.dirname}/../scripts/toolchain.mjs`).href
const program = `const { run } = await import(${JSON.stringify(toolchain)})
await run(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'])
console.log('went on')`

test.skipIf(process.platform === 'win32')(
  'what a script has started ends with the shell that npm puts between them',
  async () => {
    const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    shell.stdout.on('data', (data: Buffer) => {
      said.push(data.toString())
      shell.kill()
    })
    // The pipe is closed when the last of them is gone.
    await once(shell.stdout, 'close')
    expect(said.join('')).toBe('1\n')
  },
  20_000,
)
