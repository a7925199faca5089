import { describe, expect, test } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { buildStatic, createHandler } from '../server/index.ts'
import { memory } from '../source/memory.ts'
import { createClient } from './index.ts'

const src = 'https://portal.acme.test'
const portalOf = (catalog: Catalog) => ({ title: 'Acme', catalog, close: () => catalog.close() })
const thing = (kind: string, name: string, spec: object, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, ...metadata },
  spec,
})
const component = (name: string, owner = 'payments'): unknown =>
  thing('Component', name, { type: 'service', lifecycle: 'production', owner })

async function handled(entities: readonly unknown[], only: (path: string) => boolean = () => true) {
  const source = memory({ entities })
  const catalog = await createCatalog({ sources: [source], watch: true })
  const handler = createHandler(portalOf(catalog))
  const asked: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    asked.push(`${request.method} ${pathname}`)
    return only(pathname) ? handler(request) : new Response('', { status: 404 })
  }
  return { source, catalog, asked, fetch }
}
const backstageOnly = (path: string): boolean => path.startsWith('/api/catalog')

describe('client', () => {
  test('the first event of changes, with nothing new, causes no second request', async () => {
    const { fetch, asked } = await handled([component('pay')])
    const client = createClient({ src, fetch })
    await client.owner('pay')
    const stop = new AbortController()
    const changes = client.changes({ signal: stop.signal })[Symbol.asyncIterator]()
    await changes.next()
    await client.owner('pay')
    stop.abort()
    await changes.return?.(undefined)
    expect(asked.filter(line => line.endsWith('/owners'))).toHaveLength(1)
  })

  test.each([undefined, null, 5, {}, { index: 'data/a.json', owners: [] }, { index: 5, owners: [], entities: [] }])(
    'a static portal whose manifest has %j for its data is an unexpected answer',
    async data => {
      const fetch = async (): Promise<Response> =>
        Response.json({ callboard: 1, type: 'static', title: 'x', revision: 'r', entities: 1, data })
      await expect(createClient({ src, fetch }).owner('pay')).rejects.toMatchObject({ code: 'unexpected-answer' })
    },
  )

  test.each([null, {}, 'text', { items: [5] }, { items: {} }, { facets: null }, { facets: { kind: 5 } }])(
    'a Backstage that answers %j is an unexpected answer to every question',
    async nonsense => {
      const fetch = async ({ url }: Request): Promise<Response> => {
        if (url.endsWith('/callboard.json')) return new Response('', { status: 404 })
        return Response.json(url.includes('limit=1') ? { items: [], totalItems: 0, pageInfo: {} } : nonsense)
      }
      const client = createClient({ src, fetch })
      const unexpected = { code: 'unexpected-answer' }
      await expect(client.query({ limit: 5 })).rejects.toMatchObject(unexpected)
      await expect(client.facets({ facets: ['kind'] })).rejects.toMatchObject(unexpected)
      await expect(client.get('component:default/pay')).rejects.toMatchObject(unexpected)
    },
  )

  test('a question that the portal rejects is an invalid query, with its reason', async () => {
    const { fetch } = await handled([component('pay')])
    await expect(createClient({ src, fetch }).query({ limit: -1 })).rejects.toMatchObject({
      code: 'invalid-query',
      message: expect.stringContaining('limit'),
    })
  })

  test('a static portal that was published again is read again', async () => {
    const publish = async (owner: string) => {
      const catalog = await createCatalog({ sources: [memory({ entities: [component('pay', owner)] })] })
      const files = new Map<string, string>()
      for await (const { path, body } of buildStatic(portalOf(catalog))) files.set(`/${path}`, String(body))
      return files
    }
    let files = await publish('payments')
    const client = createClient({
      src,
      cacheMs: 0,
      fetch: async request => {
        const body = files.get(new URL(request.url).pathname)
        return body === undefined ? new Response('', { status: 404 }) : new Response(body)
      },
    })
    expect((await client.owner('component:default/pay')).owner?.ref).toBe('group:default/payments')
    files = await publish('platform')
    expect((await client.owner('component:default/pay')).owner?.ref).toBe('group:default/platform')
  })

  test('callers cannot change cached answers', async () => {
    const { fetch } = await handled([component('pay')])
    const client = createClient({ src, fetch })
    const entity = await client.get('component:default/pay')
    expect(() => {
      ;(entity as { kind: string }).kind = 'changed'
    }).toThrow()
  })

  test('a request without waiting callers is aborted', async () => {
    let seen: AbortSignal | undefined
    const { fetch } = await handled([component('pay')])
    const client = createClient({
      src,
      fetch: request => {
        if (!request.url.endsWith('/owners')) return fetch(request)
        seen = request.signal
        return new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason as Error)))
      },
    })
    const stop = new AbortController()
    const answer = client.owner('pay', { signal: stop.signal })
    answer.catch(() => {})
    while (seen === undefined) await new Promise(resolve => setTimeout(resolve, 1))
    stop.abort()
    await expect(answer).rejects.toMatchObject({ code: 'aborted' })
    expect(seen.aborted).toBe(true)
  })

  test("Backstage: a user's groups are above the user as an owner", async () => {
    const { fetch, catalog } = await handled(
      [
        component('pay', 'user:ada'),
        thing('User', 'ada', { memberOf: ['payments'] }),
        thing('Group', 'payments', { type: 'team', children: [] }),
      ],
      backstageOnly,
    )
    expect((await createClient({ src, fetch }).owner('component:default/pay')).escalation).toEqual(catalog.owner('pay').escalation)
  })

  test('Backstage: a query without a limit returns everything', async () => {
    const { fetch } = await handled(
      Array.from({ length: 450 }, (_, i) => component(`c-${String(i)}`)),
      backstageOnly,
    )
    expect((await createClient({ src, fetch }).query({ filter: { kind: 'component' } })).items).toHaveLength(450)
  })

  test('Backstage: an invalid entity is reported', async () => {
    const client = createClient({
      src,
      fetch: async request => new Response(request.url.includes('/api/catalog') ? '{"items":[{"kind":1}]}' : '{}'),
    })
    await expect(client.owner('component:default/pay')).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  test('a manifest of a later version is reported', async () => {
    const client = createClient({ src, fetch: async () => new Response('{"callboard":2,"type":"handler"}') })
    await expect(client.owner('pay')).rejects.toMatchObject({ code: 'unexpected-answer' })
  })
})
