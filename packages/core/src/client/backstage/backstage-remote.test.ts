import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../catalog/create-catalog.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { type EntityFilter, type QueryResult, filterExists } from '../../catalog/query/types.ts'
import { createHandler } from '../../server/index.ts'
import { memory } from '../../source/memory.ts'
import { createClient, type Client } from '../index.ts'

const component = (name: string, spec: object, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...metadata },
  spec: { type: 'service', lifecycle: 'production', ...spec },
})

const entities = [
  component('pay-api', { owner: 'payments', dependsOn: ['resource:db'] }, { title: 'Pay API' }),
  component('cart', { owner: 'gone', system: 'checkout' }),
  component('ledger', { owner: 'engineering' }),
  component('ledger-v2', { owner: 'engineering' }),
  component('odd', { owner: 'component:cart' }),
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Resource', metadata: { name: 'db' }, spec: { type: 'database', owner: 'payments' } },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name: 'checkout' }, spec: { owner: 'payments' } },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments' },
    spec: { type: 'team', parent: 'engineering', children: [], profile: { email: 'pay@acme.test' } },
  },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name: 'engineering' }, spec: { type: 'department', children: [] } },
  component('comma', { owner: 'payments' }, { title: 'Pay, and API', description: '' }),
  component('payments', { owner: 'payments', dependsOn: ['resource:db'] }),
  component('spaced', { owner: 'payments' }, { title: 'Spaced ' }),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'ada' },
    spec: { memberOf: ['payments'], profile: { displayName: 'Ada Lovelace' } },
  },
]

/** A handler with only what a Backstage has. */
async function backstage(): Promise<{ readonly client: Client; readonly catalog: Catalog; readonly asked: string[] }> {
  const catalog = await createCatalog({ sources: [memory({ entities })] })
  const handler = createHandler({ title: 'Backstage', catalog, close: () => catalog.close() })
  const asked: string[] = []
  const client = createClient({
    src: 'https://backstage.acme.test',
    fetch: async request => {
      const { pathname, search } = new URL(request.url)
      asked.push(`${request.method} ${pathname}${search}`)
      return pathname.startsWith('/api/catalog')
        ? handler(request)
        : new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
    },
  })
  return { client, catalog, asked }
}

describe('client of a Backstage', () => {
  test('is detected automatically', async () => {
    const { client } = await backstage()
    expect(await client.type()).toBe('backstage')
  })

  test.each([
    'component:default/pay-api',
    'pay-api',
    'Pay API',
    'Ada Lovelace',
    'Pay, and API',
    'pay-api-7f9c4d-x2x',
    'cart',
    'component:default/nothing',
    'nothing at all',
    'PayApi',
    'pay api',
    'app=pay-api,pod-template-hash=7f9c4d5b6c',
    'pay-api.cart.acme.test',
    'ledger-v3',
    'ledger-0',
    'component:default/odd',
    'group:default/pay-api',
  ])('owner of %s is that of the catalog', async query => {
    const { client, catalog } = await backstage()
    const [there, here] = [await client.owner(query), catalog.owner(query)]
    expect([there.state, there.owner, there.entity, there.reach, there.escalation]).toEqual([
      here.state,
      here.owner,
      here.entity,
      here.reach,
      here.escalation,
    ])
    expect(there.match.ref).toBe(here.match.ref)
    expect(there.because.map(({ step, outcome, message }) => [step, outcome, message])).toEqual(
      here.because.map(({ step, outcome, message }) => [step, outcome, message]),
    )
  })

  test('many lookups are few requests', async () => {
    const { client, asked } = await backstage()
    await Promise.all(['pay-api', 'cart', 'component:default/pay-api', 'resource:db'].map(query => client.owner(query)))
    expect(asked.length).toBeLessThanOrEqual(7)
  })

  test('entities, queries, facets and graphs are those of the catalog', async () => {
    const { client, catalog } = await backstage()
    const without = (entity: unknown): unknown =>
      JSON.parse(JSON.stringify(entity, (key, value: unknown) => (key === 'uid' || key === 'etag' ? undefined : value)))
    expect(without(await client.get('component:default/pay-api'))).toEqual(without(catalog.get('component:default/pay-api')))
    expect(await client.get('component:default/nothing')).toBeUndefined()
    const found = await client.query({ filter: { kind: 'component' }, order: [{ field: 'metadata.name' }] })
    expect(found.items.map(({ metadata }) => metadata.name)).toEqual([
      'cart',
      'comma',
      'ledger',
      'ledger-v2',
      'odd',
      'pay-api',
      'payments',
      'spaced',
    ])
    const predicted = await client.query({ filter: { kind: ['component', 'resource'] }, predicate: { 'spec.owner': 'payments' }, limit: 1 })
    expect(predicted.totalItems).toBe(5)
    expect((await client.query({ cursor: String(predicted.nextCursor) })).items).toHaveLength(4)
    expect(await client.facets({ facets: ['kind'], filter: { 'spec.owner': 'payments' } })).toEqual(
      catalog.facets({ facets: ['kind'], filter: { 'spec.owner': 'payments' } }),
    )
    expect(await client.graph('component:default/pay-api', { depth: 2 })).toEqual(catalog.graph('component:default/pay-api', { depth: 2 }))
  })

  test.each<[string, EntityFilter]>([
    ['a comma', { 'metadata.title': 'Pay, and API' }],
    ['a space at the end', { 'metadata.title': 'Spaced ' }],
    ['no value at all', { kind: [] }],
    ['no value at all, next to another filter', [{ kind: [] }, { kind: 'system' }]],
    ['no filter at all', []],
    ['everything, next to something', [{}, { kind: 'system' }]],
    ['nothing', {}],
    ['an empty text', { 'metadata.description': '' }],
    ['a list, one with a comma', { 'metadata.title': ['Pay API', 'Pay, and API'] }],
    ['a field that is there', { 'spec.profile.email': filterExists }],
  ])('a filter with %s means what it means in the catalog', async (_says, filter) => {
    const { client, catalog } = await backstage()
    const names = ({ items }: QueryResult): readonly string[] => items.map(({ metadata }) => metadata.name).sort()
    expect(names(await client.query({ filter }))).toEqual(names(catalog.query({ filter })))
    expect(await client.facets({ facets: ['kind'], filter })).toEqual(catalog.facets({ facets: ['kind'], filter }))
  })

  test('a truncated graph has complete data for what it shows', async () => {
    const { client, catalog } = await backstage()
    for (const maxNodes of [0, 1, 2, 3, 4, 5, 6]) {
      const options = { depth: 4, maxNodes }
      for (const ref of ['component:default/cart', 'payments'])
        expect(await client.graph(ref, options)).toEqual(catalog.graph(ref, options))
    }
  })

  test('URLs stay short for any number of names', async () => {
    const { client, catalog, asked } = await backstage()
    const names = Array.from({ length: 150 }, (_, i) => `some rather long name ${'é'.repeat(20)} ${String(i)}`)
    const answers = await client.owners([...names, 'Pay API'])
    expect(answers.at(-1)?.owner).toEqual(catalog.owner('Pay API').owner)
    expect(Math.max(...asked.map(address => address.length))).toBeLessThan(7000)
  })

  test('a 429 is retried after the requested time', async () => {
    const { catalog } = await backstage()
    const handler = createHandler({ title: 'Backstage', catalog, close: () => catalog.close() })
    let refusals = 2
    const client = createClient({
      src: 'https://backstage.acme.test',
      fetch: async request => {
        const { pathname } = new URL(request.url)
        if (pathname.endsWith('/callboard.json')) return new Response('', { status: 404 })
        if (pathname.endsWith('/by-refs') && refusals-- > 0) return new Response('', { status: 429, headers: { 'retry-after': '0' } })
        return handler(request)
      },
    })
    await expect(client.owner('component:default/pay-api')).resolves.toMatchObject({ state: 'owned' })
    expect(refusals).toBeLessThan(0)
  })
})
