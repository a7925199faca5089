import { beforeAll, describe, expect, test } from 'vitest'
import { createCatalog } from '../../catalog/create-catalog.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { OwnerAnswer } from '../../catalog/ownership/types.ts'
import type { OwnersResponse } from '../../http/wire.ts'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

const entities = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'pay' },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'lost' },
    spec: { type: 'service', lifecycle: 'production', owner: 'nobody-knows' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments', links: [{ url: 'https://chat.acme.test/pay', title: 'Chat' }] },
    spec: { type: 'team', children: [], profile: { email: 'pay@acme.test' } },
  },
]

let catalog: Catalog
let ask: (init?: RequestInit, search?: string) => Promise<Response>

beforeAll(async () => {
  catalog = await createCatalog({ sources: [memory({ entities })] })
  const handler = createHandler({ title: 'Acme', catalog, close: () => catalog.close() })
  ask = (init, search = '') => handler(new Request(`https://portal.acme.test/api/callboard/v1/owners${search}`, init))
})

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('batched owners', () => {
  test('rejects a body with an unknown field, with a suggestion', async () => {
    for (const [body, says] of [
      [{ querys: ['pay'] }, 'has an unknown field "querys". Did you mean "queries"? Known fields: queries'],
      [{ queries: ['pay'], depth: 1 }, 'has an unknown field "depth". Known fields: queries'],
    ] as const) {
      const answer = await ask(post(body))
      expect(answer.status).toBe(400)
      expect(((await answer.json()) as { readonly error: unknown }).error).toEqual({ name: 'InputError', message: `request/body ${says}` })
    }
  })

  test('shares one budget for suggestions, so that a thousand unknown names end', async () => {
    const queries = Array.from({ length: 1000 }, (_, i) => `${'prod-'.repeat(90)}${String(i)}`)
    const { items } = (await (await ask(post({ queries }))).json()) as OwnersResponse
    expect(items.map(({ state }) => state)).toEqual(queries.map(() => 'not-found'))
  })

  test('returns one answer for each question, in order, including duplicates and nonsense', async () => {
    const queries = ['lost', 'component:default/pay', 'PAY', '', 'lost', 'no such thing', 'pay-7d9f8b6c5d-x2x9z', '__proto__']
    const { items, revision } = (await (await ask(post({ queries }))).json()) as OwnersResponse
    expect(items.map(({ query }) => query)).toEqual(queries)
    expect(items.map(({ state }) => state)).toEqual(['owned', 'owned', 'owned', 'not-found', 'owned', 'not-found', 'owned', 'not-found'])
    expect(revision).toBe(catalog.revision)
    expect(items.every(item => item.revision === revision)).toBe(true)
  })

  test('returns the same as the catalog itself', async () => {
    const queries = ['pay', 'lost', 'group:payments', 'what']
    const { items } = (await (await ask(post({ queries }))).json()) as OwnersResponse
    expect(items).toEqual(queries.map((query): unknown => plain(catalog.owner(query) satisfies OwnerAnswer)))
    expect(items[0]?.owner).toMatchObject({ ref: 'group:default/payments', exists: true })
    expect(items[1]?.owner).toMatchObject({ ref: 'group:default/nobody-knows', exists: false })
    expect(items[0]?.reach.map(({ value }) => value)).toContain('pay@acme.test')
  })

  test('answers parameters like a body', async () => {
    const byBody = await (await ask(post({ queries: ['pay', 'lost'] }))).text()
    expect(await (await ask({}, '?entity=pay&entity=lost')).text()).toBe(byBody)
    const one = (await (await ask({}, '?entity=a%2Cb')).json()) as OwnersResponse
    expect(one.items.map(({ query }) => query)).toEqual(['a,b'])
  })

  test('no questions have no answers', async () => {
    expect(((await (await ask(post({ queries: [] }))).json()) as OwnersResponse).items).toEqual([])
    expect((await ask()).status).toBe(400)
    expect((await ask({}, '?entity=')).status).toBe(400)
  })

  test('a thousand unknown names share one budget of comparisons, and answers beyond it say so', async () => {
    const named = (name: string) => ({ ...entities[0], metadata: { name } })
    const all = Array.from({ length: 1000 }, (_, i) => named(`service-${String(i).padStart(4, '0')}`))
    const handler = createHandler(await createPortal({ sources: [memory({ entities: all })] }))
    const queries = all.map(({ metadata }) => metadata.name.replace('service', 'servize'))
    const answer = await handler(new Request('https://portal.acme.test/api/callboard/v1/owners', post({ queries })))
    const { items } = (await answer.json()) as OwnersResponse
    expect(items[0]?.match.candidates).toContain('component:default/service-0000')
    expect(items.at(-1)?.match.note).toContain('too many unknown names')
  })

  test('a thousand are answered and one more is rejected', async () => {
    const most = (await (await ask(post({ queries: Array.from({ length: 1000 }, () => 'pay') }))).json()) as OwnersResponse
    expect(most.items).toHaveLength(1000)
    const more = await ask({}, `?${Array.from({ length: 1001 }, () => 'entity=pay').join('&')}`)
    expect(more.status).toBe(400)
    expect((await more.json()).error.message).toBe('At most 1000 owners can be requested at once, not 1001')
  })
})
