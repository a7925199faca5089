import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../catalog/catalog.ts'
import { catalogReader, type CatalogReader } from '../catalog/catalog-reader.ts'
import { createCatalog } from '../catalog/create-catalog.ts'
import { memory } from '../source/memory.ts'
import { readerCases } from './reader-cases.ts'
import { readerCatalog } from './reader-catalog.ts'
import { refusals } from './refusals.fixture.ts'
import { wrongReaders } from './wrong-readers.fixture.ts'

let catalog: Catalog
beforeAll(async () => {
  catalog = await createCatalog({ sources: [memory({ entities: readerCatalog })] })
})

const refusalsOf = async (create: () => CatalogReader): Promise<readonly string[]> =>
  refusals(readerCases(), () => ({ catalog, reader: create() }))

describe('the suite for readers', () => {
  test('accepts the catalog in memory', async () => {
    expect(await refusalsOf(() => catalogReader(catalog))).toEqual([])
  })

  test.each(wrongReaders)('refuses a reader that $says', async ({ make, refusedBy }) => {
    const right = catalogReader(catalog)
    expect(await refusalsOf(() => ({ ...right, ...make(right, catalog) }))).toEqual(refusedBy)
  })

  test('refuses a reader without answers, except where no answer is correct', async () => {
    const silent: CatalogReader = {
      get: async () => undefined,
      getMany: async refs => refs.map(() => undefined),
      query: async () => ({ items: [], totalItems: 0 }),
      facets: async () => ({}),
      owner: async () => ({}) as never,
      owners: async () => [],
      graph: async () => ({}) as never,
    }
    const refused = await refusalsOf(() => silent)
    const passed = readerCases().flatMap(({ name }) => (refused.includes(name) ? [] : [name]))
    expect(passed).toEqual([
      'gets undefined for an unknown or unreadable reference',
      'gets an empty list for no references',
      'finds nothing for an unknown kind',
      'returns no cursor before the first page or after the last',
      'answers no questions with an empty list',
      'returns the same answer again, even if the caller changed the first',
      'leaves the questions unchanged',
    ])
  })

  test('refuses a reader that always throws, by every expectation', async () => {
    const fail = async (): Promise<never> => {
      throw new TypeError('not yet')
    }
    const broken: CatalogReader = { get: fail, getMany: fail, query: fail, facets: fail, owner: fail, owners: fail, graph: fail }
    expect(await refusalsOf(() => broken)).toEqual(readerCases().map(({ name }) => name))
  })

  test('has a wrong reader for each expectation, and unique names', () => {
    const names = readerCases().map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => !wrongReaders.some(({ refusedBy }) => refusedBy.includes(name)))).toEqual([])
  })
})
