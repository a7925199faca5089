// Sets up what the other scripts need, using only the Node that started them: dependencies when the lock file has changed, and the pinned newer Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.callboard-installed')

/** Installs the dependencies if some are missing or the lock file has changed. */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(pinnedNode) && isWhole()) return
  console.error('Installing dependencies …')
  const { status, error } = npmCi(root)
  if (status !== 0)
    fail(
      `The dependencies could not be installed${error === undefined ? '' : `: ${error.message}`}. See the output of npm above; it needs the npm registry and a writable home folder.`,
    )
  if (!existsSync(pinnedNode)) fail('The package `node` did not install its binary. Allow its install script: npm rebuild node')
  writeFileSync(stamp, wanted)
}

/** Installs what the lock file of a folder pins. With `stderr` piped, the result contains npm's errors; otherwise they are shown. */
export function npmCi(folder, flags = [], stderr = 2) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  return spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags], {
    cwd: folder,
    stdio: ['ignore', 2, stderr],
    shell: process.platform === 'win32',
    encoding: 'utf8',
  })
}

/** True when the folder of every package that npm installed still exists. */
function isWhole() {
  try {
    const { packages } = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'))
    return Object.keys(packages).every(path => existsSync(join(root, path)))
  } catch {
    return false
  }
}

/** True when a script that has checked the dependencies runs this one. Running on the pinned Node proves nothing: npm finds it first, even with outdated dependencies. */
export function isPinned() {
  return process.env.CALLBOARD_PINNED === '1'
}

/** Runs the current script again on the pinned Node, and exits with its exit code. */
export function rerunPinned() {
  const child = spawn(pinnedNode, process.argv.slice(1), { cwd: root, stdio: 'inherit', env: pinnedEnv() })
  passSignal(child)
  child.on('error', error => failToStart(pinnedNode, error))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/**
 * Passes the first signal on to a child, so that it does not keep running. A terminal has already sent SIGINT to the child: it gets SIGTERM instead of a
 * second SIGINT. Returns a function that returns true after a signal.
 */
function passSignal(child) {
  let passed = false
  const pass = () => {
    if (!passed) child.kill('SIGTERM')
    passed = true
  }
  // The shell between npm and this process dies without passing on a signal.
  const parent = process.ppid
  const timer = setInterval(() => process.ppid !== parent && pass(), 500)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
  child.on('exit', () => {
    clearInterval(timer)
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, pass)
  })
  return () => passed
}

/** Runs a program of the toolchain; resolves to its exit code. */
export function run(program, args, options = {}) {
  const { quiet = false, env = {}, stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] } = options
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: root,
      stdio,
      env: { ...pinnedEnv(), ...env },
    })
    const isInterrupted = passSignal(child)
    let output = ''
    child.stdout?.on('data', data => (output += data))
    child.stderr?.on('data', data => (output += data))
    child.on('error', error => failToStart(program, error))
    child.on('exit', code => {
      if (isInterrupted()) process.exit(code ?? 130)
      if (quiet && code !== 0) process.stderr.write(output)
      resolve(code ?? 1)
    })
  })
}

/** Runs a command of `node_modules/.bin`. */
export function runBin(name, args, options) {
  return run(join(root, 'node_modules', '.bin', name), args, options)
}

/** Runs a script on the pinned Node. */
export function runNode(args, options) {
  return run(pinnedNode, args, options)
}

/** Exits with a one-sentence message and no stack. */
export function fail(message, code = 1) {
  console.error(message)
  process.exit(code)
}

function failToStart(program, error) {
  fail(`${program} cannot be started: ${error.code}. Remove the folder node_modules and try again.`)
}

function pinnedEnv() {
  const path = [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, CALLBOARD_PINNED: '1' }
}
