import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateOrg } from '../bench/support/generate-org.ts'
import { createCatalog } from '../packages/core/src/catalog/create-catalog.ts'
import type { Catalog } from '../packages/core/src/catalog/catalog.ts'
import { readItem } from '../packages/core/src/descriptor/read-item.ts'
import { coreKinds } from '../packages/core/src/kinds/core-kinds.ts'
import { memory, type MemorySource } from '../packages/core/src/source/memory.ts'
import { hostileFiles } from './support/hostile-descriptors.ts'
import { sharedDir, withoutShared } from './support/shared.ts'

const shared = sharedDir()
const files = shared === undefined ? [] : hostileFiles(shared)

/** Valid files without a problem. */
const harmless: ReadonlySet<string> = new Set([
  '10k annotations, as YAML',
  '10k annotations, as JSON',
  '1 MB description, as YAML',
  '1 MB description, as JSON',
])

describe.skipIf(shared === undefined)(`One poisoned file among 10,000 entities${withoutShared}`, () => {
  let source: MemorySource
  let catalog: Catalog
  let others: ReadonlySet<string>

  beforeAll(async () => {
    source = memory({ files: Object.fromEntries(generateOrg({ entities: 9_999, files: 200 }).map(({ path, text }) => [path, text])) })
    catalog = await createCatalog({ sources: [source] })
    others = new Set(catalog.snapshot.internals.nodes.keys())
    expect(others.size).toBe(9_999)
    expect(catalog.diagnostics).toEqual([])
  })
  afterAll(() => catalog.close())

  test.each(files)('is the only one reported, with line and column: $name', async ({ name, path, text }) => {
    source.write(path, text)
    await catalog.refresh()
    const { diagnostics, snapshot } = catalog
    const blamed = new Set(diagnostics.map(({ at }) => at.path))
    const homeless = diagnostics.filter(({ at }) => at.line === undefined || at.column === undefined)
    const lost = [...others].filter(ref => !snapshot.internals.nodes.has(ref))
    source.remove(path)
    expect([...blamed]).toEqual(harmless.has(name) ? [] : [path])
    expect(homeless.slice(0, 3)).toEqual([])
    expect(lost).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(Object.hasOwn(globalThis, 'pwn')).toBe(false)
  })

  test('is absent: nothing of the poison remains', async () => {
    await catalog.refresh()
    expect(catalog.diagnostics).toEqual([])
    expect(catalog.size).toBe(9_999)
  })
})

interface FieldRow {
  readonly field: string
  readonly value: string
  readonly class: 'url' | 'markup'
}

describe.skipIf(shared === undefined)(`Hostile values in fields${withoutShared}`, () => {
  const rows =
    shared === undefined ? [] : (JSON.parse(readFileSync(`${shared}/hostile/entities/hostile-fields.json`, 'utf8')) as FieldRow[])

  test('with a forbidden protocol are reported at load, wherever they appear', async () => {
    const silent: string[] = []
    let forbidden = 0
    for (const { field, value } of rows) {
      if (!URL.canParse(value) || ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(value).protocol)) continue
      forbidden++
      const kind = field.startsWith('spec.target') ? 'Location' : field.startsWith('spec.profile') ? 'User' : 'Component'
      const entity = plant(kind, field, value)
      const { diagnostics } = await readItem(
        { type: 'object', path: 'x', value: entity },
        { source: 's', kinds: coreKinds, signal: new AbortController().signal },
      )
      if (!diagnostics.some(({ message, text = '' }) => text === value || message.includes(field)))
        silent.push(`${field} = ${JSON.stringify(value)}`)
    }
    expect(silent).toEqual([])
    expect(forbidden).toBeGreaterThan(50)
  })

  test('never stop a load, and are plain data when they are valid', async () => {
    for (const { field, value } of rows) {
      const { descriptors, documents } = await readItem(
        { type: 'object', path: 'x', value: plant('Component', field, value) },
        {
          source: 's',
          kinds: coreKinds,
          signal: new AbortController().signal,
        },
      )
      expect(documents).toHaveLength(1)
      expect(descriptors).toHaveLength(documents[0]?.valid === true ? 1 : 0)
    }
  })
})

/** An otherwise valid entity with a value at a field like `metadata.links[0].url`. */
function plant(kind: string, field: string, value: string): unknown {
  const specs: Record<string, object> = { User: { memberOf: [] }, Location: {}, Component: { type: 's', lifecycle: 'l', owner: 'o' } }
  const entity: Record<string, unknown> = { apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name: 'x' }, spec: { ...specs[kind] } }
  const path = [...field.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? (index === undefined ? (plain ?? '') : Number(index)),
  )
  let holder: Record<string | number, unknown> = entity
  for (const [i, part] of path.slice(0, -1).entries()) {
    holder[part] ??= typeof path[i + 1] === 'number' ? [] : {}
    holder = holder[part] as Record<string | number, unknown>
  }
  holder[path.at(-1) ?? ''] = value
  if (field.startsWith('metadata.links') && !field.endsWith('url')) holder['url'] = 'https://example.com/'
  return entity
}
