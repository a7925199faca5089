import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../base64.ts'
import { memory } from '../../source/memory.ts'
import { createCatalog } from '../create-catalog.ts'
import type { Catalog } from '../catalog.ts'
import type { CatalogQuery } from './types.ts'

const component = (name: string, rank?: unknown) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-a', ...(rank === undefined ? {} : { rank }) },
})
const byRank: CatalogQuery['order'] = [{ field: 'spec.rank' }]
const names = (catalog: Catalog, query: CatalogQuery) => catalog.query(query).items.map(({ metadata }) => metadata.name)

test('numbers sort as numbers, in any notation, before strings, and entities without the field come last', async () => {
  const ranks = [10, 9, -1, -10, 1.5, '1.25', 1e21, 1e-7, '+5', '.5', '9007199254740993', 'v2', 'a', null, undefined]
  const catalog = await createCatalog({ sources: [memory({ entities: ranks.map((rank, i) => component(`c${String(i + 10)}`, rank)) })] })
  const sorted = (order: 'asc' | 'desc') =>
    catalog.query({ order: [{ field: 'spec.rank', order }] }).items.map(({ spec }) => spec?.['rank'])
  const rising = [-10, -1, 1e-7, '.5', '1.25', 1.5, '+5', 9, 10, '9007199254740993', 1e21, 'a', 'v2']
  expect(sorted('asc')).toEqual([...rising, null, undefined])
  expect(sorted('desc')).toEqual([...rising.toReversed(), null, undefined])
})

describe('a cursor', () => {
  const twelve = () => memory({ entities: Array.from({ length: 12 }, (_, i) => component(`c${String(i + 10)}`, i % 4)) })

  test('continues at its position when everything before it was removed', async () => {
    const source = twelve()
    const catalog = await createCatalog({ sources: [source] })
    const cursor = catalog.query({ limit: 5 }).nextCursor
    for (const i of [1, 2, 3, 4, 5]) source.remove(`entity-${String(i)}`)
    await catalog.refresh()
    expect(names(catalog, { cursor, limit: 3 })).toEqual(['c15', 'c16', 'c17'])
  })

  test('continues at its position when its entity has moved in the order', async () => {
    const source = twelve()
    const catalog = await createCatalog({ sources: [source] })
    const first = catalog.query({ limit: 4, order: byRank })
    expect(first.items.map(({ metadata }) => metadata.name)).toEqual(['c10', 'c14', 'c18', 'c11'])
    source.put('entity-2', component('c11', 99))
    await catalog.refresh()
    const second = catalog.query({ cursor: first.nextCursor, limit: 4 })
    expect(second.items.map(({ metadata }) => metadata.name)).toEqual(['c15', 'c19', 'c12', 'c16'])
    expect(names(catalog, { cursor: second.prevCursor, limit: 4 })).toEqual(['c10', 'c14', 'c18'])
  })

  test('may point after entities that lack the field', async () => {
    const catalog = await createCatalog({ sources: [memory({ entities: ['a', 'b', 'c'].map(name => component(name)) })] })
    const { nextCursor } = catalog.query({ limit: 2, order: byRank })
    expect(names(catalog, { cursor: nextCursor, limit: 2 })).toEqual(['c'])
  })

  const place = { ref: 'x', values: [], backwards: false }
  test.each([
    {},
    { question: {} },
    { ...place, question: null },
    { ...place, question: {}, values: ['1'] },
    { ...place, question: { order: byRank } },
    { ...place, question: { order: byRank }, values: [{}] },
    { ...place, question: { order: [null] }, values: [null] },
    { ...place, question: { order: 'name' } },
    { ...place, question: { fullText: null } },
    { ...place, question: { fullText: { term: 1 } } },
    { ...place, question: { predicate: null } },
    { ...place, question: { predicate: { $nor: [] } } },
  ])('that was forged is rejected: %j', async forged => {
    const catalog = await createCatalog({ sources: [twelve()] })
    const cursor = encodeBase64(JSON.stringify(forged))
    expect(() => catalog.query({ cursor })).toThrow(expect.objectContaining({ code: 'invalid-query' }))
  })
})
