import { beforeAll, describe, expect, test } from 'vitest'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

const component = (name: string, more: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...more },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
})
const group = { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name: 'payments' }, spec: { type: 'team', children: [] } }
const entities = [
  component('Pay', { tags: ['java', 'go'] }),
  component('cart', { tags: ['go'] }),
  component('web', { namespace: 'front', uid: '0b7d33a2-19ce-4b6a-93f1-4ef3e0d2a8c1' }),
  group,
]

let send: (path: string, init?: RequestInit) => Promise<Response>

beforeAll(async () => {
  const handler = createHandler(
    await createPortal({ sources: [memory({ entities })], aliases: { 'component:default/old-pay': 'component:default/pay' } }),
  )
  send = (path, init) => handler(new Request(`https://portal.acme.test/api/catalog${path}`, init))
})

const get = async (path: string) => (await send(path)).json()
const post = (path: string, body: unknown): Promise<Response> =>
  send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

describe('by name', () => {
  test('returns the whole entity, with uid, etag and relations, in any letter case', async () => {
    const entity = await get('/entities/by-name/component/default/pay')
    expect(entity).toMatchObject({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'Pay', namespace: 'default', tags: ['java', 'go'] },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
    })
    expect(entity.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    expect(entity.metadata.etag).toMatch(/^\w+$/)
    expect(await get('/entities/by-name/COMPONENT/Default/PAY')).toEqual(entity)
    expect(await get('/Entities/By-Name/component/default/p%61y/')).toEqual(entity)
  })

  test('a missing entity is 404 with the message of Backstage', async () => {
    const response = await send('/entities/by-name/component/default/none')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      error: { name: 'NotFoundError', message: "No entity named 'none' found, with kind 'component' in namespace 'default'" },
      request: { method: 'GET', url: '/entities/by-name/component/default/none' },
      response: { statusCode: 404 },
    })
  })

  test('the ancestry of an entity is the entity', async () => {
    expect(await get('/entities/by-name/component/front/web/ancestry')).toMatchObject({
      rootEntityRef: 'component:front/web',
      items: [{ entity: { metadata: { name: 'web' } }, parentEntityRefs: [] }],
    })
    expect((await send('/entities/by-name/component/front/none/ancestry')).status).toBe(404)
  })
})

describe('by uid', () => {
  test('finds a uid from the descriptor and a generated one', async () => {
    expect((await get('/entities/by-uid/0b7d33a2-19ce-4b6a-93f1-4ef3e0d2a8c1')).metadata.name).toBe('web')
    const { uid } = (await get('/entities/by-name/component/default/cart')).metadata
    expect((await get(`/entities/by-uid/${uid as string}`)).metadata.name).toBe('cart')
    expect((await send('/entities/by-uid/none')).status).toBe(404)
  })
})

describe('by refs', () => {
  const refs = ['component:front/web', 'component:default/none', 'component:default/pay', 'component:default/pay', 'nonsense']

  test('returns one item for each reference, in order, null if there is none', async () => {
    const { items } = await (await post('/entities/by-refs', { entityRefs: refs, fields: ['metadata.name'] })).json()
    expect(items).toEqual([{ metadata: { name: 'web' } }, null, { metadata: { name: 'Pay' } }, { metadata: { name: 'Pay' } }, null])
    expect(await (await post('/entities/by-refs', { entityRefs: [] })).json()).toEqual({ items: [] })
  })

  test('an entity that a filter or a query does not match is null', async () => {
    const found = async (search: string, body: object): Promise<readonly boolean[]> =>
      (
        await (
          await post(`/entities/by-refs${search}`, { entityRefs: ['component:default/pay', 'component:default/cart'], ...body })
        ).json()
      ).items.map((item: unknown) => item !== null)
    expect(await found('?filter=metadata.tags=java', {})).toEqual([true, false])
    expect(await found('', { query: { 'metadata.name': 'cart' } })).toEqual([false, true])
    expect(await found('?filter=metadata.tags=java', { query: { 'metadata.name': 'cart' } })).toEqual([false, false])
  })

  test('rejects anything but a list of references', async () => {
    for (const body of [{}, { entityRefs: 'component:default/pay' }, { entityRefs: [1] }, { entityRefs: [], query: 'x' }])
      expect((await post('/entities/by-refs', body)).status).toBe(400)
  })
})

describe('facets', () => {
  test('count values as written, each entity once, within a filter', async () => {
    expect(await get('/entity-facets?facet=kind&facet=metadata.tags')).toEqual({
      facets: {
        'kind': [
          { value: 'Component', count: 3 },
          { value: 'Group', count: 1 },
        ],
        'metadata.tags': [
          { value: 'go', count: 2 },
          { value: 'java', count: 1 },
        ],
      },
    })
    expect(await get('/entity-facets?facet=kind&filter=metadata.tags=go')).toEqual({ facets: { kind: [{ value: 'Component', count: 2 }] } })
    expect(await (await post('/entity-facets', { facets: ['spec.type'], query: { 'metadata.name': 'cart' } })).json()).toEqual({
      facets: { 'spec.type': [{ value: 'service', count: 1 }] },
    })
    expect(await get('/entity-facets?facet=none')).toEqual({ facets: { none: [] } })
    expect(await get('/entity-facets?facet=relations.ownerof')).toMatchObject({
      facets: { 'relations.ownerof': [{ count: 1 }, { count: 1 }] },
    })
  })

  test('names of inherited properties are ordinary names', async () => {
    for (const facet of ['constructor', 'toString', '__proto__', 'metadata.__proto__', 'metadata.constructor.name']) {
      const text = await (await send(`/entity-facets?facet=${facet}`)).text()
      expect(text).toBe(`{"facets":{"${facet}":[]}}`)
    }
  })

  test('rejects none, and more than a hundred', async () => {
    expect((await send('/entity-facets')).status).toBe(400)
    expect((await post('/entity-facets', { facets: [] })).status).toBe(400)
    expect((await post('/entity-facets', { facets: Array.from({ length: 101 }, (_, i) => `f${String(i)}`) })).status).toBe(400)
  })
})
