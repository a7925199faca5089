import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { elementTable } from '../../packages/widgets/src/loader/element-table.ts'
import { readImports } from './read-imports.ts'

/** A row of the table: a folder or a top-level file of `src`, and everything it may import. `sources/*` is a row for each folder in `sources`; they may not import each other. */
export interface Part {
  readonly name: string
  /** Parts of the same package; all are earlier in the table. */
  readonly parts: readonly string[]
  /**
   * Other imports: `node:*` means all of Node, `(computed)` a specifier known only at run time, `(own)` dependencies of the package that no other folder in the
   * same row uses.
   */
  readonly packages: readonly string[]
}

/** A package's table, in the order of the flow. */
export interface PackageFlow {
  readonly src: string
  readonly table: readonly Part[]
}

const part = (name: string, parts: readonly string[] = [], packages: readonly string[] = []): Part => ({ name, parts, packages })

const ground = [
  part('errors.ts'),
  part('abort.ts', ['errors.ts']),
  part('timing.ts'),
  part('compare-text.ts'),
  part('hash.ts'),
  part('base64.ts'),
  part('json-size.ts'),
  part('safe-url.ts'),
  part('plain-data.ts'),
  part('similar.ts', [], ['fastest-levenshtein']),
  part('ref.ts', ['errors.ts']),
  part('entity.ts', ['plain-data.ts']),
  part('diagnostics.ts'),
]
const all = (parts: readonly Part[]): readonly string[] => parts.map(({ name }) => name)

const core: PackageFlow = {
  src: 'packages/core/src',
  table: [
    ...ground,
    part('source', all(ground), ['picomatch']),
    part('kinds', all(ground), ['zod']),
    part('descriptor', [...all(ground), 'source', 'kinds'], ['yaml', 'js-yaml']),
    part('codeowners', all(ground)),
    part('reading', [...all(ground), 'source', 'kinds', 'descriptor', 'codeowners']),
    part('catalog', [...all(ground), 'source', 'kinds', 'descriptor', 'codeowners', 'reading'], ['fastest-levenshtein']),
    part('plugin.ts', ['source', 'kinds']),
    part('portal.ts', ['catalog', 'plugin.ts']),
    part('http', [...all(ground), 'source', 'catalog'], ['zod/v3']),
    part('server', [...all(ground), 'descriptor', 'catalog', 'portal.ts', 'http']),
    part('client', [...all(ground), 'kinds', 'catalog', 'http'], ['ky']),
    part('testing', [...all(ground), 'source', 'catalog'], ['vitest']),
    part('index.ts', [...all(ground), 'source', 'kinds', 'descriptor', 'catalog', 'plugin.ts', 'portal.ts']),
  ],
}

const client = '@callboard/core/client'
const common = ['version.ts', 'define-element.ts', 'strings', 'style', 'page', 'answer']
const elements = Object.keys(elementTable)

const widgets: PackageFlow = {
  src: 'packages/widgets/src',
  table: [
    part('version.ts'),
    part('define-element.ts'),
    part('events.ts', [], [client]),
    part('strings', [], [client, 'lit']),
    part('style', [], [client, 'lit']),
    part('page', [], [client, 'lit']),
    // How elements describe an owner.
    part('answer', ['strings', 'page'], [client]),
    ...elements.map(name => part(name, common, [client, 'lit'])),
    part('loader', ['define-element.ts', 'strings', 'page', ...elements]),
    part('embed', ['strings']),
    part('index.ts', [...common, 'events.ts', ...elements]),
  ],
}

const adapters: PackageFlow = {
  src: 'packages/adapters/src',
  table: [
    part('shared', [], ['@callboard/core', 'node:*']),
    part('sources/*', ['shared'], ['@callboard/core', 'node:*', '(own)']),
    part('node', ['shared'], ['@callboard/core', '@callboard/core/server', 'node:*']),
    part(
      'cli',
      ['shared', 'sources/*', 'node'],
      ['@callboard/core', '@callboard/core/server', 'node:*', 'fastest-levenshtein', 'picomatch', 'yaml', '(computed)'],
    ),
  ],
}

/** The direction of imports in every package. */
export const flow: readonly PackageFlow[] = [core, widgets, adapters]

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every import of the packages' sources that the table does not allow: `file:line imports 'x': why`. */
export function wrongImports(): string[] {
  return flow.flatMap(({ src }) => sourceFiles(src).flatMap(file => wrongImportsOf(file, readFileSync(join(root, file), 'utf8'))))
}

/** The same for a text as the content of `file`, a path from the root of the repository. */
export function wrongImportsOf(file: string, text: string): string[] {
  const own = flow.find(({ src }) => file.startsWith(`${src}/`))
  if (own === undefined) throw new TypeError(`${file} belongs to no package of the table`)
  const from = partOf(own, file)
  if (from === undefined) return [`${file}:1 belongs to no part of the table in test/support/flow.ts`]
  return readImports(file, text).flatMap(({ specifier = '(computed)', line }) => {
    const why = fault(own, from, file, specifier)
    return why === undefined ? [] : [`${file}:${String(line)} imports '${specifier}': ${why}`]
  })
}

function fault(own: PackageFlow, from: Part, file: string, specifier: string): string | undefined {
  const folder = folderOf(own, from, file)
  if (!specifier.startsWith('.')) return outerFault(own, from, folder, specifier)
  const target = posix.join(dirname(file), specifier)
  if (!target.startsWith(`${own.src}/`)) return `outside of ${own.src}`
  if (isTestFile(target)) return 'a file of tests'
  const to = partOf(own, target)
  const toFolder = to === undefined ? firstOf(own, target) : folderOf(own, to, target)
  return toFolder === folder || (to !== undefined && from.parts.includes(to.name)) ? undefined : `${folder} may not import ${toFolder}`
}

function outerFault(own: PackageFlow, { name, packages }: Part, folder: string, specifier: string): string | undefined {
  if (packages.includes(specifier) || (specifier.startsWith('node:') && packages.includes('node:*'))) return undefined
  if (!packages.includes('(own)') || !dependenciesOf(own).includes(specifier)) return `${folder} may not import it`
  const others = sourceFiles(join(own.src, name.slice(0, -2))).filter(file => !file.startsWith(`${own.src}/${folder}/`))
  const user = others.find(file => readImports(file, readFileSync(join(root, file), 'utf8')).some(found => found.specifier === specifier))
  return user === undefined ? undefined : `${folder} may not import it, as ${user} does`
}

function dependenciesOf({ src }: PackageFlow): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(root, dirname(src), 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  return Object.keys(manifest.dependencies).filter(name => !name.startsWith('@callboard/'))
}

/** The row of the table for a file. */
function partOf(own: PackageFlow, file: string): Part | undefined {
  const first = firstOf(own, file)
  return own.table.find(({ name }) => name === first || name === `${first}/*`)
}

/** The folder or top-level file of a part to which a file belongs: for `sources/*`, the single source. */
function folderOf({ src }: PackageFlow, { name }: Part, file: string): string {
  const depth = name.endsWith('/*') ? 2 : 1
  return file
    .slice(src.length + 1)
    .split('/')
    .slice(0, depth)
    .join('/')
}

function firstOf({ src }: PackageFlow, file: string): string {
  return file.slice(src.length + 1).split('/')[0] ?? ''
}

function isTestFile(file: string): boolean {
  return /\.(test|fixture)\.ts$|(^|\/)fixtures\//.test(file)
}

/** The source files in a folder, without those of tests. */
export function sourceFiles(src: string): string[] {
  const names = readdirSync(join(root, src), { recursive: true, encoding: 'utf8' })
  return names
    .map(name =>
      relative(root, join(root, src, name))
        .split(sep)
        .join('/'),
    )
    .filter(file => file.endsWith('.ts') && !isTestFile(file))
    .sort()
}

/** Every circular import between the files of a package, including types: `a.ts → b.ts → a.ts`. */
export function importCircles(files: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file)
    if (start !== -1) circles.push([...way.slice(start), file].join(' → '))
    if (start !== -1 || done.has(file)) return
    for (const target of files.get(file) ?? []) visit(target, [...way, file])
    done.add(file)
  }
  for (const file of files.keys()) visit(file, [])
  return circles
}

/** The imports between source files of a package, by their paths from the root of the repository. */
export function importsWithin(src: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    sourceFiles(src).map(file => [
      file,
      readImports(file, readFileSync(join(root, file), 'utf8')).flatMap(({ specifier }) =>
        specifier?.startsWith('.') === true ? [posix.join(dirname(file), specifier)] : [],
      ),
    ]),
  )
}

/** The folders with more than `most` source files, with their number: `packages/core/src/catalog: 37`. */
export function crowdedFolders(files: readonly string[], most: number): string[] {
  const count = new Map<string, number>()
  for (const file of files) count.set(dirname(file), (count.get(dirname(file)) ?? 0) + 1)
  return [...count].filter(([, number]) => number > most).map(([folder, number]) => `${folder}: ${String(number)}`)
}
