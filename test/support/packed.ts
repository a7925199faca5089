import { execFile } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root: string = join(import.meta.dirname, '..', '..')

/** The published packages, in order of dependency. */
export const packageNames = ['core', 'widgets', 'adapters'] as const

/** The fields of package.json that tests read. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The content of a tarball. */
export interface Unpacked {
  readonly folder: string
  readonly manifest: Manifest
  /** Paths in the folder, sorted. */
  readonly files: readonly string[]
}

/** Why the tarballs cannot be tested; `undefined` when they can. */
export function whyNotPacked(): string | undefined {
  const missing = ['core/dist/index.js', 'widgets/dist-cdn/callboard.js', 'adapters/dist/cli/bin.js'].find(
    file => !existsSync(join(root, 'packages', file)),
  )
  return missing === undefined ? undefined : `packages/${missing} is not built; \`npm run build\` first`
}

/**
 * Packs the workspaces and unpacks them into `node_modules` of the empty folder `project`, as npm does. Next to each package are only the dependencies
 * in its package.json, linked from this checkout, so an undeclared dependency is not found. Needs no network.
 */
export async function installPacked(project: string): Promise<ReadonlyMap<string, Unpacked>> {
  const scope = join(project, 'node_modules', '@callboard')
  const tarballs = join(project, 'tarballs')
  mkdirSync(scope, { recursive: true })
  mkdirSync(tarballs)
  const workspaces = packageNames.map(name => `--workspace=packages/${name}`)
  await succeed('npm', ['pack', ...workspaces, '--ignore-scripts', '--silent', '--pack-destination', tarballs], root)
  const packages = await Promise.all(packageNames.map(async name => [name, await unpack(name, tarballs, scope)] as const))
  linkDependency(join(root, 'package.json'), '@types/node', join(project, 'node_modules'))
  for (const [, { folder, manifest }] of packages) linkCommands(project, folder, manifest)
  return new Map(packages)
}

async function unpack(name: string, tarballs: string, scope: string): Promise<Unpacked> {
  const folder = join(scope, name)
  const [tarball = ''] = globSync(`callboard-${name}-*.tgz`, { cwd: tarballs })
  mkdirSync(join(tarballs, name))
  await succeed('tar', ['-xzf', join(tarballs, tarball), '-C', join(tarballs, name)], tarballs)
  renameSync(join(tarballs, name, 'package'), folder)
  rmSync(join(tarballs, name), { recursive: true })
  const files = globSync('**', { cwd: folder, withFileTypes: true }).filter(entry => entry.isFile())
  const manifest = readManifest(folder)
  const from = join(root, 'packages', name, 'package.json')
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (!dependency.startsWith('@callboard/')) linkDependency(from, dependency, join(folder, 'node_modules'))
  }
  return { folder, manifest, files: files.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort() }
}

/** Links the package to which `from` resolves `dependency` into `modules`. */
function linkDependency(from: string, dependency: string, modules: string): void {
  let folder = dirname(from)
  while (!existsSync(join(folder, 'node_modules', dependency))) {
    if (folder === dirname(folder)) throw new Error(`${dependency}, a dependency in ${from}, is not installed`)
    folder = dirname(folder)
  }
  const link = join(modules, dependency)
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(realpathSync(join(folder, 'node_modules', dependency)), link, 'junction')
}

function linkCommands(project: string, folder: string, manifest: Manifest): void {
  for (const [name, file] of Object.entries(manifest.bin ?? {})) {
    const link = join(project, 'node_modules', '.bin', name)
    mkdirSync(dirname(link), { recursive: true })
    chmodSync(join(folder, file), 0o755)
    symlinkSync(join(folder, file), link)
  }
}

/** The package.json in a folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** The exit code and output of a program. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program with the pinned Node first in its PATH. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  const path = [join(root, 'node_modules', 'node', 'bin'), process.env['PATH'] ?? ''].join(process.platform === 'win32' ? ';' : ':')
  return new Promise(resolve => {
    execFile(program, args, { cwd, env: { ...process.env, PATH: path, NODE_OPTIONS: '' }, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err })
    })
  })
}

async function succeed(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, out, err } = await run(program, args, cwd)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(code)}: ${out}${err}`)
}

/** Every file in the `exports` of a package, with patterns expanded. */
export function filesOfExports({ exports }: Manifest): readonly string[] {
  return Object.values(exports)
    .flatMap(to => (typeof to === 'string' ? [to] : Object.values(to)))
    .filter(file => !file.includes('*'))
}
