// `npm run test:runtimes [-- NAME …]`: runs the tests of the core in other JavaScript runtimes, and prints a table of the results.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './build.mjs'
import { printedResults, readReport, runtimeTable, runtimeTotals } from '../test/support/runtime-totals.ts'
import { fail, npmCi, root, run } from './toolchain.mjs'

const home = join(root, 'test', 'runtimes')
const reports = join(root, '.build', 'runtimes')
const published = 'test/runtimes/published.runtime-test.ts'

/**
 * Each runtime: its program below `node_modules`, and its name. `pool` is a kind of worker that this runtime can start: Bun has no `channel` on a
 * forked process, Deno no `parentPort.removeAllListeners`. `leaveOut` lists test files that cannot run because of a bug in the runtime, each with the reason.
 */
const runtimes = {
  'node-22': { program: 'test/runtimes/node_modules/node-22-*/bin/node{,.exe}', calledName: 'node', pool: 'forks' },
  'node-24': { program: 'node_modules/node/bin/node{,.exe}', calledName: 'node', pool: 'forks' },
  'node-26': { program: 'test/runtimes/node_modules/node-26-*/bin/node{,.exe}', calledName: 'node', pool: 'forks' },
  'bun': { program: 'test/runtimes/node_modules/@oven/bun-*/bin/bun{,.exe}', calledName: 'bun', pool: 'threads' },
  'deno': {
    program: 'test/runtimes/node_modules/@deno/*/deno{,.exe}',
    calledName: 'deno',
    args: ['run', '--allow-all', '--no-lock'],
    pool: 'forks',
  },
  'workerd': { program: 'test/runtimes/node_modules/@cloudflare/workerd-*/bin/workerd{,.exe}', calledName: 'workerd', run: runWorker },
}

/** Runs the tests of the core inside the named runtimes, or all of them; resolves to true when every test passed in each. */
export async function testRuntimes(names) {
  const unknown = names.filter(name => !Object.hasOwn(runtimes, name))
  if (unknown.length > 0) fail(`Unknown runtime ${unknown.join(', ')}. Known: ${Object.keys(runtimes).join(', ')}`, 2)
  const wanted = names.length === 0 ? Object.keys(runtimes) : names
  installRuntimes()
  await build()
  mkdirSync(reports, { recursive: true })

  const rows = []
  for (const name of wanted) {
    console.log(`\n── ${name}`)
    rows.push(await testRuntime(name, runtimes[name]))
  }
  for (const { name, failures } of rows) for (const failure of failures) console.log(`✗ ${name}: ${failure}`)
  for (const { name, skips } of rows) for (const skip of skips) console.log(`↓ ${name}: ${skip}`)
  console.log(`\n${runtimeTable(rows)}`)
  return rows.every(({ failed }) => failed === 0)
}

async function testRuntime(name, { program, calledName, leaveOut = {}, run: runTests = runVitest, ...how }) {
  const [found] = globSync(program, { cwd: root })
  if (found === undefined) {
    const failure = `there is no binary of it for ${process.platform} ${process.arch}`
    return { name, version: '–', passed: 0, failed: 1, skipped: 0, seconds: 0, skips: [], failures: [failure] }
  }
  const version = versionOf(found)
  const all = [...globSync('packages/core/src/**/*.test.ts', { cwd: root }), published].map(path => path.replaceAll('\\', '/')).sort()
  const files = all.filter(path => !Object.hasOwn(leaveOut, path))
  const report = join(reports, `${name}.json`)
  rmSync(report, { force: true })
  const start = performance.now()
  const code = await runTests({ name, program: join(root, found), files, report, ...how })
  const seconds = (performance.now() - start) / 1000
  // Code in workerd cannot read its version.
  const runtime = calledName === 'workerd' ? calledName : `${calledName} ${version}`
  return { name, version, seconds, ...runtimeTotals(readReport(report), { root, runtime, files, leaveOut, code }) }
}

/** Starts vitest's command with the runtime instead of Node. */
function runVitest({ program, args = [], pool, files, report }) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const options = [
    '--config',
    'test/runtimes/vitest.config.mjs',
    `--pool=${pool}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  return run(program, [...args, vitest, 'run', ...options, ...files])
}

/** Bundles the tests into a Worker and runs it. The Worker prints its report; its other output is shown. */
async function runWorker({ name, program, files, report }) {
  const { bundleWorker } = await import('../test/runtimes/worker/bundle-worker.mjs')
  const folder = join(reports, name)
  mkdirSync(folder, { recursive: true })
  try {
    await bundleWorker({ root, files, outfile: join(folder, 'worker.mjs') })
  } catch {
    return 1 // The bundler has reported why.
  }
  copyFileSync(join(home, 'worker', 'worker.capnp'), join(folder, 'worker.capnp'))
  const printed = join(folder, 'printed.txt')
  const code = await run(program, ['test', join(folder, 'worker.capnp')], { stdio: ['ignore', openSync(printed, 'w'), 'inherit'] })
  for (const line of readFileSync(printed, 'utf8').split('\n')) {
    if (line.startsWith('{"testResults":')) writeFileSync(report, line)
    else if (line !== '') console.log(line)
  }
  console.log(printedResults(readReport(report)))
  return code
}

/** The version of the package that contains a program. */
function versionOf(program) {
  let folder = join(root, dirname(program))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}

/** Installs what `test/runtimes/package-lock.json` pins, if it has changed. Runs no scripts of these packages. */
function installRuntimes() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(home, 'package-lock.json')))
    .digest('hex')
  const stamp = join(home, 'node_modules', '.callboard-installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Installing the runtimes, about 800 MB on disk …')
  const { status, stderr } = npmCi(home, ['--ignore-scripts', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'], 'pipe')
  if (status !== 0) {
    process.stderr.write(stderr ?? '')
    const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED/.test(stderr ?? '')
    fail(
      isOffline
        ? 'The runtimes are not installed, and the npm registry cannot be reached. Nothing was tested. They need a network once.'
        : 'The runtimes could not be installed; see what npm says above. Nothing was tested.',
    )
  }
  writeFileSync(stamp, wanted)
}
