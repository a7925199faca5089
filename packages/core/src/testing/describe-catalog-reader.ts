import { beforeAll, describe, expect, test } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { CatalogReader } from '../catalog/catalog-reader.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogQuery, FacetQuery } from '../catalog/query/types.ts'
import { memory } from '../source/memory.ts'
import { readerCatalog } from './reader-catalog.ts'

/** What the suite tries, by name: `skip` takes these. */
export type CatalogReaderCheck = 'get' | 'get-many' | 'query' | 'cursor' | 'facets' | 'owner' | 'owners' | 'graph' | 'abort'

/** The reader that is tried, and what it cannot do. */
export interface CatalogReaderSuite {
  /** A reader over the entities of a catalog: a client of a handler that serves it, a database it was written to. */
  readonly create: (catalog: Catalog) => CatalogReader | Promise<CatalogReader>
  /** Checks that cannot hold, each with its reason, which the run prints. */
  readonly skip?: Readonly<Partial<Record<CatalogReaderCheck, string>>> | undefined
}

const queries: Readonly<Record<string, CatalogQuery>> = {
  'everything': {},
  'one kind': { filter: { kind: 'component' } },
  'a list of values means any': { filter: { 'kind': ['component', 'api'], 'spec.lifecycle': 'production' } },
  'a list of filters means any': { filter: [{ kind: 'api' }, { 'kind': 'group', 'spec.type': 'team' }] },
  'relations': { filter: { 'relations.ownedBy': 'group:default/payments' } },
  'tags': { filter: { 'metadata.tags': 'java' } },
  'a predicate': { predicate: { $all: [{ kind: 'component' }, { $not: { 'metadata.tags': { $contains: 'java' } } }] } },
  'an order with missing fields last': { filter: { kind: 'component' }, order: [{ field: 'metadata.annotations.acme.test/tier' }] },
  'a falling order': { filter: { kind: 'component' }, order: [{ field: 'metadata.name', order: 'desc' }] },
  'a page': { order: [{ field: 'metadata.name' }], limit: 3, offset: 2 },
  'full text': { fullText: { term: 'pay' } },
  'fields': { filter: { kind: 'component' }, fields: ['metadata.name', 'spec.owner'] },
  'nothing': { filter: { kind: 'nothing' } },
}

const facets: readonly FacetQuery[] = [
  { facets: ['kind'] },
  { facets: ['spec.type', 'metadata.tags'], filter: { kind: 'component' } },
  { facets: ['no.such.field'] },
]

const refs = ['component:default/payments-api', 'Component:Default/Payments-API', 'group:default/payments', 'component:default/nothing']
const questions = [
  'component:default/payments-api',
  'payments-api',
  'payments-api-7f9c4d-x2x',
  'old-payments',
  'Money Movers',
  'component:default/orphan',
  'nothing at all',
]

/**
 * The published suite of the `CatalogReader` contract, for vitest: every answer must equal that of the catalog in memory.
 *
 * @example
 * describeCatalogReader('http', { create: catalog => createClient({ src, fetch: request => handlerOf(catalog)(request) }) })
 */
export function describeCatalogReader(name: string, suite: CatalogReaderSuite): void {
  const { create, skip = {} } = suite
  let catalog: Catalog
  let reader: CatalogReader
  const check = (id: CatalogReaderCheck, says: string, run: () => Promise<void>): void => {
    const reason = skip[id]
    if (reason !== undefined) test.skip(`${says} [skipped: ${reason}]`, run)
    else test(says, run)
  }

  describe(`catalog reader ${name}`, () => {
    beforeAll(async () => {
      catalog = await createCatalog({ sources: [memory({ entities: readerCatalog })] })
      reader = await create(catalog)
    })

    for (const ref of refs) check('get', `gets ${ref}`, async () => expect(await reader.get(ref)).toEqual(catalog.get(ref)))

    check('get-many', 'gets many in the order asked, absent ones as undefined', async () => {
      const found = await reader.getMany([...refs, ...refs])
      expect(found.map(entity => entity ?? undefined)).toEqual([...refs, ...refs].map(ref => catalog.get(ref)))
    })

    for (const [says, query] of Object.entries(queries)) {
      check('query', `answers a query: ${says}`, async () => {
        const [ours, theirs] = [catalog.query(query), await reader.query(query)]
        expect({ items: theirs.items, totalItems: theirs.totalItems }).toEqual({ items: ours.items, totalItems: ours.totalItems })
      })
    }

    check('cursor', 'pages forth by cursor, each entity once', async () => {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await reader.query(cursor === undefined ? { order: [{ field: 'metadata.name' }], limit: 4 } : { cursor, limit: 4 })
        seen.push(...page.items.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
        cursor = page.nextCursor
      } while (cursor !== undefined && seen.length <= catalog.size)
      const all = catalog.query({ order: [{ field: 'metadata.name' }] }).items
      expect(seen).toEqual(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
    })

    for (const query of facets) {
      check('facets', `counts ${query.facets.join(' and ')}`, async () => expect(await reader.facets(query)).toEqual(catalog.facets(query)))
    }

    for (const question of questions) {
      check('owner', `answers who owns ${question}`, async () => expect(await reader.owner(question)).toEqual(catalog.owner(question)))
    }

    check('owners', 'answers many questions in the order asked', async () => {
      expect(await reader.owners([...questions, ...questions])).toEqual(
        [...questions, ...questions].map(question => catalog.owner(question)),
      )
      expect(await reader.owners([])).toEqual([])
    })

    check('graph', 'draws the graph around an entity', async () => {
      for (const options of [{}, { depth: 3 }, { depth: 2, types: ['dependsOn'] }, { depth: 2, types: [] }, { depth: 5, maxNodes: 3 }]) {
        expect(await reader.graph('component:default/payments-api', options)).toEqual(
          catalog.graph('component:default/payments-api', options),
        )
      }
    })

    check('abort', 'refuses when the signal is aborted', async () => {
      const stop = new AbortController()
      stop.abort()
      await expect(reader.get('component:default/payments-api', { signal: stop.signal })).rejects.toThrow()
    })
  })
}
