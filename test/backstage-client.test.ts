import { CATALOG_FILTER_EXISTS, CatalogClient } from '@backstage/catalog-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHandler, type RunningServer } from '../packages/adapters/src/node/index.ts'
import { createCatalog, memory, type Catalog } from '../packages/core/src/index.ts'
import { createHandler } from '../packages/core/src/server/index.ts'

const component = (name: string, spec: object = {}, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...metadata },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', ...spec },
})

const entities = [
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name: 'payments' }, spec: { type: 'team', children: [] } },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name: 'checkout' }, spec: { owner: 'payments' } },
  component('pay-api', { system: 'checkout' }, { title: 'Pay API', tags: ['java'], annotations: { 'acme.test/tier': '1' } }),
  component('cart', { type: 'website', lifecycle: 'experimental' }, { tags: ['java', 'web'] }),
  ...Array.from({ length: 7 }, (_, i) => component(`worker-${String(i)}`)),
]

let catalog: Catalog
let server: RunningServer
let client: CatalogClient

beforeAll(async () => {
  catalog = await createCatalog({ sources: [memory({ entities })] })
  const handler = createHandler({ title: 'Acme', catalog, close: () => catalog.close() }, { basePath: '/portal' })
  server = await serveHandler({ handler, port: 0 })
  client = new CatalogClient({ discoveryApi: { getBaseUrl: async plugin => `${server.url}/portal/api/${plugin}` } })
})

afterAll(async () => {
  await server.close()
  await catalog.close()
})

const names = (items: readonly { readonly metadata: { readonly name: string } }[]): readonly string[] =>
  items.map(({ metadata }) => metadata.name)

describe("Backstage's own catalog client, against a served handler", () => {
  test('gets entities by filter, with fields and in order', async () => {
    const all = await client.getEntities()
    expect(all.items).toHaveLength(entities.length)
    const java = await client.getEntities({
      filter: { 'kind': 'component', 'metadata.tags': 'java' },
      order: { field: 'metadata.name', order: 'desc' },
    })
    expect(names(java.items)).toEqual(['pay-api', 'cart'])
    const either = await client.getEntities({
      filter: [{ kind: 'system' }, { 'spec.lifecycle': ['experimental', 'deprecated'] }],
      order: { field: 'metadata.name', order: 'asc' },
    })
    expect(names(either.items)).toEqual(['cart', 'checkout'])
    const tiered = await client.getEntities({
      filter: { 'metadata.annotations.acme.test/tier': CATALOG_FILTER_EXISTS },
      fields: ['metadata.name', 'kind'],
    })
    expect(tiered.items).toEqual([{ kind: 'Component', metadata: { name: 'pay-api' } }])
  })

  test('gets pages by limit and offset', async () => {
    const order = { field: 'metadata.name', order: 'asc' } as const
    const pages = await Promise.all([0, 4, 8].map(offset => client.getEntities({ filter: { kind: 'component' }, order, offset, limit: 4 })))
    expect(pages.flatMap(({ items }) => names(items))).toEqual([
      'cart',
      'pay-api',
      ...Array.from({ length: 7 }, (_, i) => `worker-${String(i)}`),
    ])
  })

  test('gets an entity by reference in any case, with its relations, uid and etag', async () => {
    const entity = await client.getEntityByRef('Component:default/PAY-API')
    expect(entity).toMatchObject({
      kind: 'Component',
      metadata: { name: 'pay-api', namespace: 'default', uid: expect.any(String), etag: expect.any(String) },
    })
    expect(entity?.relations).toEqual([
      { type: 'ownedBy', targetRef: 'group:default/payments' },
      { type: 'partOf', targetRef: 'system:default/checkout' },
    ])
    expect(await client.getEntityByRef({ kind: 'component', namespace: 'default', name: 'nothing' })).toBeUndefined()
  })

  test('gets entities by references, in the requested order, missing ones as undefined', async () => {
    const refs = ['component:default/cart', 'component:default/nothing', 'group:default/payments']
    const { items } = await client.getEntitiesByRefs({ entityRefs: refs, fields: ['metadata.name'] })
    expect(items.map(item => item?.metadata.name)).toEqual(['cart', undefined, 'payments'])
    const filtered = await client.getEntitiesByRefs({ entityRefs: refs, filter: { kind: 'group' } })
    expect(filtered.items.map(item => item?.metadata.name)).toEqual([undefined, undefined, 'payments'])
    const many = await client.getEntitiesByRefs({
      entityRefs: Array.from({ length: 2500 }, (_, i) => `component:default/worker-${String(i)}`),
    })
    expect([many.items.length, many.items.filter(item => item !== undefined).length]).toEqual([2500, 7])
  })

  test('queries by filter, page by page, forward and back', async () => {
    const first = await client.queryEntities({
      filter: { kind: 'component' },
      orderFields: { field: 'metadata.name', order: 'asc' },
      limit: 4,
    })
    expect([names(first.items), first.totalItems]).toEqual([['cart', 'pay-api', 'worker-0', 'worker-1'], 9])
    const second = await client.queryEntities({ cursor: String(first.pageInfo.nextCursor), limit: 4 })
    expect(names(second.items)).toEqual(['worker-2', 'worker-3', 'worker-4', 'worker-5'])
    const last = await client.queryEntities({ cursor: String(second.pageInfo.nextCursor), limit: 4 })
    expect([names(last.items), last.pageInfo.nextCursor]).toEqual([['worker-6'], undefined])
    const back = await client.queryEntities({ cursor: String(second.pageInfo.prevCursor), limit: 4 })
    expect(names(back.items)).toEqual(names(first.items))
  })

  test('queries by predicate, page by page', async () => {
    const first = await client.queryEntities({
      query: { $all: [{ kind: 'component' }, { $not: { 'metadata.tags': 'web' } }] },
      orderFields: { field: 'metadata.name', order: 'asc' },
      limit: 5,
    })
    expect([names(first.items)[0], first.totalItems]).toEqual(['pay-api', 8])
    const second = await client.queryEntities({ cursor: String(first.pageInfo.nextCursor), limit: 5 })
    expect(names(second.items)).toEqual(['worker-4', 'worker-5', 'worker-6'])
  })

  test('searches text', async () => {
    const found = await client.queryEntities({
      filter: { kind: 'component' },
      fullTextFilter: { term: 'PAY', fields: ['metadata.name', 'metadata.title'] },
    })
    expect(names(found.items)).toEqual(['pay-api'])
  })

  test('counts facets, by filter and by predicate', async () => {
    const byFilter = await client.getEntityFacets({ facets: ['kind', 'spec.type'], filter: { 'spec.owner': 'payments' } })
    expect(byFilter.facets['kind']).toEqual(
      expect.arrayContaining([
        { value: 'Component', count: 9 },
        { value: 'System', count: 1 },
      ]),
    )
    expect(byFilter.facets['spec.type']).toEqual(
      expect.arrayContaining([
        { value: 'service', count: 8 },
        { value: 'website', count: 1 },
      ]),
    )
    const byPredicate = await client.getEntityFacets({ facets: ['metadata.tags'], query: { kind: 'component' } })
    expect(byPredicate.facets['metadata.tags']).toEqual(
      expect.arrayContaining([
        { value: 'java', count: 2 },
        { value: 'web', count: 1 },
      ]),
    )
  })

  test('streams each entity once', async () => {
    const seen: string[] = []
    for await (const page of client.streamEntities({ filter: { kind: 'component' }, pageSize: 2 })) seen.push(...names(page))
    expect([seen.length, new Set(seen).size]).toEqual([9, 9])
  })

  test('validates entities, and says what is wrong', async () => {
    const location = 'url:https://git.acme.test/acme/pay/blob/main/catalog-info.yaml'
    const sound = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'new' },
      spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
    }
    expect(await client.validateEntity(sound, location)).toEqual({ valid: true })
    const wrong = await client.validateEntity({ ...sound, metadata: { name: 'not a name' } }, location)
    expect(wrong).toMatchObject({ valid: false, errors: [{ message: expect.stringContaining('not a name') }] })
  })

  test('reports an invalid request as an error that the client understands', async () => {
    await expect(client.queryEntities({ cursor: 'nonsense' })).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 400,
      cause: { name: 'InputError' },
    })
  })

  test('is refused when it writes without a known caller', async () => {
    await expect(
      client.addLocation({ type: 'url', target: 'https://git.acme.test/acme/pay/blob/main/catalog-info.yaml' }),
    ).rejects.toMatchObject({ statusCode: 401 })
  })
})
