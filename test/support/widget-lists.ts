import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { elementTable } from '../../packages/widgets/src/loader/element-table.ts'
import { languages } from '../../packages/widgets/src/strings/languages.ts'

const home: string = join(import.meta.dirname, '..', '..', 'packages', 'widgets')
const read = (file: string): string => (existsSync(join(home, file)) ? readFileSync(join(home, file), 'utf8') : '')

/** The elements, in the order of the table. */
export const elementNames: readonly string[] = Object.keys(elementTable)

/** Those that show one entity. */
export const entityElements: readonly string[] = elementNames.filter(name => elementTable[name]?.asks.length !== 0)

/** The class name of an element: `OwnerBadge` for `owner-badge`. */
export function classOf(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** The files of the widgets that are derived from the tables of elements and languages, each with its expected text. */
export function listedFiles(): Readonly<Record<string, string>> {
  return { 'package.json': packageText(), 'src/index.ts': indexText(), 'README.md': readmeText() }
}

/** Those whose current text differs. */
export function staleLists(): string[] {
  return Object.entries(listedFiles()).flatMap(([file, text]) => (read(file) === text ? [] : [`packages/widgets/${file}`]))
}

/** Writes each of them. */
export function writeLists(): void {
  for (const [file, text] of Object.entries(listedFiles())) writeFileSync(join(home, file), text)
}

type Entry = Readonly<Record<string, string>> | string

function packageText(): string {
  const manifest = JSON.parse(read('package.json')) as { readonly exports: Readonly<Record<string, Entry>> }
  const { '.': main = '', ...rest } = manifest.exports
  const others = Object.entries(rest).filter(([path]) => !path.endsWith('/define') && rest[`${path}/define`] === undefined)
  const elements = elementNames.flatMap(name => [
    [`./${name}`, entryOf(`${name}/${name}`)],
    [`./${name}/define`, entryOf(`${name}/define`)],
  ])
  const exports = Object.fromEntries([['.', main], ...elements, ...others]) as Readonly<Record<string, Entry>>
  return `${JSON.stringify({ ...manifest, exports }, undefined, 2)}\n`
}

function entryOf(path: string): Entry {
  return { '@callboard/source': `./src/${path}.ts`, 'types': `./dist/${path}.d.ts`, 'default': `./dist/${path}.js` }
}

function indexText(): string {
  const elements = elementNames.map(name => `export { ${classOf(name)} } from './${name}/${name}.ts'`)
  const words = Object.keys(languages).map(name => `export { ${name} } from './strings/${name}.ts'`)
  const text = replaceAfter(read('src/index.ts'), /^\/\/ Elements\b.*\n/m, /(?:export \{ \w+ \} from '\.\/.*'\n)*/y, elements)
  return replaceAfter(text, /^\/\/ Languages\b.*\n/m, /(?:export \{ \w+ \} from '\.\/.*'\n)*/y, words)
}

function readmeText(): string {
  const rows = elementNames.map(name => {
    const summary = / \* @summary (.+)\./.exec(read(`src/${name}/${name}.ts`))?.[1] ?? ''
    return `| \`<${name}>\` | ${summary.charAt(0).toLowerCase()}${summary.slice(1)} |`
  })
  return replaceAfter(read('README.md'), /^\| element \| gives \|\n\| --- \| --- \|\n/m, /(?:\|.*\n)*/y, rows)
}

/** A text in which the lines after a heading are replaced. */
function replaceAfter(text: string, heading: RegExp, old: RegExp, lines: readonly string[]): string {
  const found = heading.exec(text)
  if (found === null) throw new TypeError(`no line matches ${String(heading)}`)
  const from = found.index + found[0].length
  old.lastIndex = from
  return `${text.slice(0, from)}${lines.map(line => `${line}\n`).join('')}${text.slice(from + (old.exec(text)?.[0].length ?? 0))}`
}
