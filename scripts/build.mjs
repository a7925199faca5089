// Compiles with tsc, bundles each package entry with rollup, and puts the declarations next to the bundles.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fail, root, runBin, runNode } from './toolchain.mjs'

const packages = ['core', 'widgets', 'adapters']
const stamp = join(root, '.build', 'stamp')

/** Builds every package, unless none of its inputs has changed. */
export async function build({ force = false } = {}) {
  const wanted = fingerprint()
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Building the packages …')
  rmSync(join(root, '.build'), { recursive: true, force: true })
  if ((await runBin('tsc', ['-p', 'tsconfig.build.json'], { quiet: true })) !== 0) fail('The sources do not compile.')
  for (const name of packages) rmSync(join(root, 'packages', name, 'dist'), { recursive: true, force: true })
  rmSync(join(root, 'packages', 'widgets', 'dist-cdn'), { recursive: true, force: true })
  if ((await runBin('rollup', ['--config', 'rollup.config.mjs', '--silent'], { quiet: true })) !== 0) fail('The packages do not bundle.')
  for (const name of packages) copyDeclarations(name)
  linkCommand()
  for (const after of ['packages/widgets/scripts/manifest.mjs']) {
    if (existsSync(join(root, after)) && (await runNode([after], { quiet: true })) !== 0) fail(`${after} failed.`)
  }
  mkdirSync(join(root, '.build'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Makes `npx callboard` work in the checkout: npm creates the link only if the file exists at install. */
function linkCommand() {
  const bin = join(root, 'packages', 'adapters', 'dist', 'cli', 'bin.js')
  const link = join(root, 'node_modules', '.bin', 'callboard')
  if (!existsSync(bin)) return
  chmodSync(bin, 0o755)
  if (process.platform === 'win32') return
  rmSync(link, { force: true })
  symlinkSync(relative(join(link, '..'), bin), link)
}

/** Declarations keep their folders; their imports end in `.js`, as users' resolvers expect. */
function copyDeclarations(name) {
  const from = join(root, '.build', 'packages', name, 'src')
  for (const file of filesUnder(from)) {
    if (!file.endsWith('.d.ts')) continue
    const to = join(root, 'packages', name, 'dist', relative(from, file))
    mkdirSync(join(to, '..'), { recursive: true })
    const text = readFileSync(file, 'utf8')
      .replace(/((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2')
      .replace(/\/\/# sourceMappingURL=.*\n?/, '')
    writeFileSync(to, text)
  }
}

function fingerprint() {
  const hash = createHash('sha256')
  const inputs = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'rollup.config.mjs',
    'scripts/build.mjs',
    ...packages.flatMap(name => [
      `packages/${name}/package.json`,
      ...['src', 'scripts'].flatMap(folder => filesUnder(join(root, 'packages', name, folder)).map(file => relative(root, file))),
    ]),
  ]
  for (const file of inputs.sort()) {
    if (file.endsWith('.test.ts') || !existsSync(join(root, file))) continue
    hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}
