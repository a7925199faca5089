// `npm start`: installs what is missing, builds, and serves the example company.
import { fail, install, isPinned, rerunPinned, runNode } from './toolchain.mjs'

const port = process.env.PORT ?? '7007'
if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) fail(`PORT is "${port}"; it must be a number from 0 to 65535.`, 2)

if (!isPinned()) {
  install()
  rerunPinned()
} else {
  const { build } = await import('./build.mjs')
  await build()
  process.exitCode = await runNode([
    'packages/adapters/dist/cli/bin.js',
    'serve',
    '--config',
    'examples/acme/callboard.config.ts',
    '--site',
    'examples/acme/site',
    '--site',
    'examples/plain-html',
    '--port',
    port,
  ])
}
