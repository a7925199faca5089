import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { acceptCommand } from './support/public-api.ts'
import { classOf, elementNames, entityElements, staleLists } from './support/widget-lists.ts'

const root = join(import.meta.dirname, '..')
const home = join(root, 'packages', 'widgets')
const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
const elementsFile = join(home, 'dist-cdn', 'callboard', 'elements.json')
const frameworks = ['react', 'solid', 'svelte', 'vue']
const isBuilt = existsSync(elementsFile)
if (!isBuilt)
  process.stdout.write('skipped: what the build derives from the table of elements: the widgets are not built; `npm run build` first\n')

describe('every element in the table', () => {
  const page = read(join(root, 'docs', 'widgets.md'))
  const isVueElement = /isCustomElement: tag => \/(\S+)\/\.test/.exec(page)?.[1] ?? 'not there'

  test.each(elementNames)('%s has a class, a definition, a test and a section in the docs', name => {
    const folder = join(home, 'src', name)
    const text = (file: string): string => read(join(folder, file))
    const missing = [
      [`export class ${classOf(name)} in src/${name}/${name}.ts`, text(`${name}.ts`).includes(`export class ${classOf(name)} `)],
      [`a row of HTMLElementTagNameMap in src/${name}/${name}.ts`, text(`${name}.ts`).includes(`'${name}': ${classOf(name)}\n`)],
      [`@summary in src/${name}/${name}.ts`, / \* @summary .+\.\n/.test(text(`${name}.ts`))],
      [`a definition in src/${name}/define.ts`, text('define.ts').includes(`defineElement('${name}', ${classOf(name)})`)],
      [`a test in src/${name}/${name}.test.ts`, /\bit\(/.test(text(`${name}.test.ts`))],
      [`a section in docs/widgets.md, below "## \`${name}\`"`, page.includes(`\n## \`${name}\`\n`)],
      ['its name in the isCustomElement of docs/widgets.md', new RegExp(isVueElement, 'u').test(name)],
    ].flatMap(([what, isThere]) => (isThere === true ? [] : [what]))
    expect(missing, `<${name}> is in loader/element-table.ts and lacks`).toEqual([])
  })

  test('is exported and in the README', () => {
    expect(staleLists(), `The tables of elements and languages changed. Write what follows from them: ${acceptCommand}`).toEqual([])
  })

  test.skipIf(!isBuilt)('is in the types for frameworks, and has an embed page if it shows an entity', () => {
    const stale = 'The build is older than the table: npm run build'
    expect(JSON.parse(read(elementsFile)), stale).toEqual(entityElements)
    const manifest = JSON.parse(read(join(home, 'custom-elements.json'))) as {
      readonly modules: readonly { readonly declarations: readonly { readonly tagName?: string }[] }[]
    }
    const described = manifest.modules.flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []))
    expect(described.sort(), stale).toEqual([...elementNames].sort())
    for (const framework of frameworks) {
      const types = read(join(home, 'editor', `${framework}.d.ts`))
      expect(
        elementNames.filter(name => !types.includes(`'${name}': `)),
        framework,
      ).toEqual([])
    }
  })
})

test('every folder with a definition is in the table', () => {
  const defined = readdirSync(join(home, 'src')).filter(name => existsSync(join(home, 'src', name, 'define.ts')))
  expect(defined.sort(), 'Folders with a define.ts, and the rows of loader/element-table.ts').toEqual([...elementNames].sort())
})
