import { beforeAll, describe, expect, test } from 'vitest'
import { createCatalog } from '../../catalog/create-catalog.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

const component = (name: string, dependsOn: readonly string[] = []): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', dependsOn },
})
// a → b → c → d, and c → a
const entities = [
  component('a', ['component:b']),
  component('b', ['component:c']),
  component('c', ['component:d', 'component:a']),
  component('d', ['component:gone']),
]

let catalog: Catalog
let ask: (search: string) => Promise<Response>

beforeAll(async () => {
  catalog = await createCatalog({ sources: [memory({ entities })], aliases: { 'component:default/old-a': 'component:default/a' } })
  const handler = createHandler({ title: 'Acme', catalog, close: () => catalog.close() })
  ask = search => handler(new Request(`https://portal.acme.test/api/callboard/v1/graph${search}`))
})

const refs = async (search: string): Promise<readonly string[]> =>
  (await (await ask(search)).json()).nodes.map(({ ref }: { readonly ref: string }) => ref.replace('component:default/', ''))

describe('the graph around an entity', () => {
  test('is what the catalog draws, one step by default', async () => {
    const response = await (await ask('?entity=component:default/a')).json()
    expect(response).toEqual({ ...JSON.parse(JSON.stringify(catalog.graph('component:default/a'))), revision: catalog.revision })
    expect(await refs('?entity=a')).toEqual(['a', 'b', 'c', 'group:default/payments'])
  })

  test('goes to the requested depth along the requested relations, and marks cycles and missing entities', async () => {
    expect(await refs('?entity=a&types=dependsOn')).toEqual(['a', 'b'])
    expect(await refs('?entity=a&types=dependsOn&depth=4')).toEqual(['a', 'b', 'c', 'd', 'gone'])
    expect(await refs('?entity=b&types=dependencyOf')).toEqual(['b', 'a'])
    expect(await refs('?entity=a&types=dependencyOf,ownedBy')).toEqual(['a', 'c', 'group:default/payments'])
    expect(await refs('?entity=a&depth=0')).toEqual(['a'])
    const whole = await (await ask('?entity=a&types=dependsOn&depth=4')).json()
    expect(whole.nodes.at(-1)).toMatchObject({ exists: false, depth: 4 })
    expect(whole.edges.filter(({ cycle }: { readonly cycle: boolean }) => cycle)).toHaveLength(3)
  })

  test('is truncated at `maxNodes`, and reports it', async () => {
    const cut = await (await ask('?entity=a&depth=9&maxNodes=2')).json()
    expect(cut.nodes).toHaveLength(2)
    expect(cut.truncated).toBe(true)
    expect((await (await ask('?entity=a&depth=9')).json()).truncated).toBe(false)
  })

  test('accepts old names and names without a kind, and rejects invalid ones', async () => {
    expect((await (await ask('?entity=old-a')).json()).root).toBe('component:default/a')
    for (const [search, status] of [
      ['', 400],
      ['?entity=a&depth=-1', 400],
      ['?entity=a&depth=x', 400],
      ['?entity=a&maxNodes=1.5', 400],
      ['?entity=a&what=1', 400],
      ['?entity=zebra', 404],
      ['?entity=%3A%2F', 404],
    ] as const) {
      const response = await ask(search)
      expect([search, response.status]).toEqual([search, status])
      expect((await response.json()).response).toEqual({ statusCode: status })
    }
  })

  test('a huge depth costs no more than the graph', async () => {
    expect(await refs('?entity=a&depth=999999999&maxNodes=999999999')).toHaveLength(6)
  })
})

test('an unknown relation type is rejected, with a suggestion', async () => {
  const portal = await createPortal({
    sources: [
      memory({ entities: [{ apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name: 'shop' }, spec: { owner: 'x' } }] }),
    ],
  })
  const handler = createHandler(portal)
  const ask = async (types: string): Promise<readonly unknown[]> => {
    const answer = await handler(new Request(`https://portal.acme.test/api/callboard/v1/graph?entity=system:shop&types=${types}`))
    const body = (await answer.json()) as { readonly error?: { readonly message: string } }
    return [answer.status, body.error?.message]
  }
  expect(await ask('dependsOn,hasPart')).toEqual([200, undefined])
  expect(await ask('dependsOn,dependOn')).toEqual([400, 'There is no relation type "dependOn". Did you mean "dependsOn"?'])
  expect((await ask('zzzzzzzz'))[1]).toContain('Known types: ')
  expect((await ask('z'.repeat(5000)))[1]).toContain(`There is no relation type "${'z'.repeat(100)}".`)
})
