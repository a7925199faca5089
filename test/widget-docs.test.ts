import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Named {
  readonly name: string
  readonly default?: string
}

interface Element {
  readonly tagName?: string
  readonly attributes?: readonly Named[]
  readonly cssParts?: readonly Named[]
  readonly cssProperties?: readonly Named[]
  readonly slots?: readonly Named[]
  readonly events?: readonly Named[]
}

const root = join(import.meta.dirname, '..')
const manifestPath = join(root, 'packages', 'widgets', 'custom-elements.json')
const page = readFileSync(join(root, 'docs', 'widgets.md'), 'utf8')
const isBuilt = existsSync(manifestPath)
if (!isBuilt) process.stdout.write('skipped: the widgets page against their manifest: the widgets are not built; `npm run build` first\n')

const manifest = (isBuilt ? JSON.parse(readFileSync(manifestPath, 'utf8')) : { modules: [] }) as {
  readonly modules: readonly { readonly declarations: readonly Element[] }[]
}
const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName !== undefined)
const namesOf = (list: readonly Named[] = []): readonly string[] => list.map(({ name }) => name).sort()
const codes = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')

/** The section below the heading of an element. */
function sectionOf(tag: string): string {
  return page.split(/^## /m).find(part => part.startsWith(`\`${tag}\``)) ?? ''
}

describe.skipIf(!isBuilt)('the page about the widgets agrees with the manifest', () => {
  test.each(elements.map(element => [element.tagName ?? '', element] as const))('%s', (tag, element) => {
    const section = sectionOf(tag)
    const parts = /Parts: ([^.]*)\./.exec(section)?.[1] ?? ''
    expect([...codes(parts)].sort(), 'parts').toEqual(namesOf(element.cssParts))
    for (const name of [
      ...namesOf(element.attributes),
      ...namesOf(element.events),
      ...namesOf(element.slots).filter(slot => slot !== ''),
    ]) {
      expect(section, name).toContain(`\`${name}\``)
    }
  })

  test('the custom properties, with their defaults', () => {
    const rows = [...page.matchAll(/^\| `(--callboard-[a-z-]+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(
      ([, name = '', value = '']) => [name, codes(value).join(', ')] as const,
    )
    const properties = elements.find(({ tagName }) => tagName === 'owner-badge')?.cssProperties ?? []
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.map(([name]) => name).sort()).toEqual(namesOf(properties))
    for (const [name, value] of rows) {
      const said = properties.find(property => property.name === name)?.default ?? ''
      expect(said === 'inherit' ? '' : said.replace(/^light-dark\((.*)\)$/, '$1'), name).toBe(value)
    }
  })
})
