import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { forwardTypes } from '../catalog/graph/graph-around.ts'
import { isCallboardError } from '../errors.ts'
import { coreKinds } from '../kinds/core-kinds.ts'
import type { Portal } from '../portal.ts'
import { buildStatic, createHandler } from '../server/index.ts'
import { memory } from '../source/memory.ts'
import { describeCatalogReader } from '../testing/index.ts'
import { coreForwardTypes } from './backstage/core-forward-types.ts'
import { createClient } from './index.ts'

const src = 'https://portal.acme.test/callboard'

const portalOf = (catalog: Catalog): Portal => ({ title: 'Acme', catalog, close: () => catalog.close() })

async function staticFetch(catalog: Catalog): Promise<(request: Request) => Promise<Response>> {
  const files = new Map<string, string | Uint8Array>()
  for await (const { path, body } of buildStatic(portalOf(catalog))) files.set(`/callboard/${path}`, body)
  return async request => {
    const body = files.get(new URL(request.url).pathname)
    return body === undefined || request.method !== 'GET' ? new Response('nothing here', { status: 404 }) : new Response(body as string)
  }
}

describeCatalogReader('client of a handler', {
  create: catalog => createClient({ src, fetch: createHandler(portalOf(catalog), { basePath: '/callboard' }) }),
})

describeCatalogReader('client of static files', {
  create: async catalog => createClient({ src, fetch: await staticFetch(catalog) }),
})

/** Counts the requests to a handler. */
async function counted(entities: readonly unknown[]): Promise<{
  readonly asked: string[]
  readonly fetch: (request: Request) => Promise<Response>
  readonly catalog: Catalog
  readonly source: ReturnType<typeof memory>
}> {
  const source = memory({ entities })
  const catalog = await createCatalog({ sources: [source], watch: true })
  const handler = createHandler(portalOf(catalog), { basePath: '/callboard' })
  const asked: string[] = []
  return {
    asked,
    source,
    catalog,
    fetch: request => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      return handler(request)
    },
  }
}

const component = (name: string, owner = 'payments'): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner },
})

describe('lookups', () => {
  test('a thousand questions about six hundred entities are two requests', async () => {
    const { fetch, asked } = await counted(Array.from({ length: 600 }, (_, i) => component(`service-${String(i)}`)))
    const client = createClient({ src, fetch })
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => client.owner(`service-${String(i % 600)}`)))
    expect(answers.every(({ state }) => state === 'owned')).toBe(true)
    expect(asked).toEqual(['GET /callboard/callboard.json', 'POST /callboard/api/callboard/v1/owners'])
  })

  test('more questions than a request may have are several requests, in order', async () => {
    const { fetch, asked } = await counted(Array.from({ length: 5 }, (_, i) => component(`service-${String(i)}`)))
    const client = createClient({ src, fetch })
    const queries = Array.from({ length: 2500 }, (_, i) => `service-${String(i)}`)
    const answers = await client.owners(queries)
    expect(answers.map(({ query }) => query)).toEqual(queries)
    expect(asked.filter(line => line.endsWith('owners'))).toHaveLength(3)
  })

  test('an answer is cached until the portal reports a change', async () => {
    const { fetch, asked, source } = await counted([component('pay')])
    const client = createClient({ src, fetch, cacheMs: 60_000 })
    const stop = new AbortController()
    const changes = client.changes({ signal: stop.signal })[Symbol.asyncIterator]()
    await changes.next()
    const before = await client.owner('pay')
    await client.owner('pay')
    expect(client.revision).toBe(before.revision)
    expect(asked.filter(line => line.endsWith('owners'))).toHaveLength(1)
    source.put('entity-1', component('pay', 'platform'))
    const { value } = await changes.next()
    expect(value).toMatchObject({ refs: expect.arrayContaining(['component:default/pay']) })
    const after = await client.owner('pay')
    expect([before.owner?.ref, after.owner?.ref]).toEqual(['group:default/payments', 'group:default/platform'])
    stop.abort()
    await changes.return?.(undefined)
  })

  test('an answer is cached until the revision is checked and has changed', async () => {
    const { fetch, asked, source, catalog } = await counted([component('pay')])
    const client = createClient({ src, fetch, cacheMs: 60_000 })
    const before = await client.owner('pay')
    expect(await client.checkRevision()).toBe(before.revision)
    expect(client.peekOwner('pay')).toBe(before)
    source.put('entity-1', component('pay', 'platform'))
    await catalog.refresh()
    expect(await client.checkRevision()).toBe(catalog.revision)
    expect([client.peekOwner('pay'), client.revision]).toEqual([undefined, catalog.revision])
    expect(asked.filter(line => !line.endsWith('owners'))).toEqual(Array.from({ length: 3 }, () => 'GET /callboard/callboard.json'))
    await expect(client.checkRevision({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' })
  })

  test('the revision of static files is that of their manifest, and an answer without one is an error', async () => {
    const { catalog } = await counted([component('pay')])
    expect(await createClient({ src, fetch: await staticFetch(catalog) }).checkRevision()).toBe(catalog.revision)
    let asked = 0
    const odd = createClient({
      src,
      fetch: async () => Response.json(asked++ === 0 ? { callboard: 1, type: 'handler', title: 'Odd', revision: 'a' } : {}),
    })
    await expect(odd.checkRevision()).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  test('only cached answers are available synchronously', async () => {
    const { fetch } = await counted([component('pay')])
    const client = createClient({ src, fetch })
    expect([client.peekOwner('pay'), client.peekEntity('pay')]).toEqual([undefined, undefined])
    const asked = client.owner('pay')
    expect(client.peekOwner('pay')).toBeUndefined()
    expect(client.peekOwner('pay')).toBeUndefined()
    const answer = await asked
    expect(client.peekOwner('pay')).toBe(answer)
    const entity = await client.get('pay')
    expect(client.peekEntity('pay')).toBe(entity)
  })

  test('an answer is not available synchronously after `cacheMs`, and is requested again', async () => {
    const { fetch, asked } = await counted([component('pay')])
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const client = createClient({ src, fetch, cacheMs: 1000 })
    const answers = Promise.all([client.owner('pay'), client.get('pay')])
    await vi.advanceTimersByTimeAsync(0)
    const [answer, entity] = await answers
    await vi.advanceTimersByTimeAsync(999)
    expect([client.peekOwner('pay'), client.peekEntity('pay')]).toEqual([answer, entity])
    await vi.advanceTimersByTimeAsync(1)
    expect([client.peekOwner('pay'), client.peekEntity('pay')]).toEqual([undefined, undefined])
    const again = client.owner('pay')
    await vi.advanceTimersByTimeAsync(0)
    expect(await again).toEqual(answer)
    expect(asked.filter(line => line.endsWith('owners'))).toHaveLength(2)
  })

  test('a failed lookup is sent again', async () => {
    const { fetch } = await counted([component('pay')])
    let isDown = true
    const client = createClient({ src, fetch: async request => (isDown ? new Response('', { status: 503 }) : fetch(request)) })
    await expect(client.owner('pay')).rejects.toMatchObject({ code: 'unreachable' })
    isDown = false
    await expect(client.owner('pay')).resolves.toMatchObject({ state: 'owned' })
  })
})

describe('a URL without a portal', () => {
  const problemOf = async (answer: () => Response | Promise<Response>, at = src): Promise<string> => {
    try {
      await createClient({ src: at, fetch: async () => answer() }).owner('pay')
    } catch (error) {
      if (isCallboardError(error)) return `${error.code}: ${error.message}`
      throw error
    }
    return 'nothing'
  }

  test.each([
    [
      'a web page',
      () => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }),
      /^unexpected-answer: https:\/\/portal\.acme\.test\/callboard\/ answered with a web page/,
    ],
    ['nothing', () => new Response('', { status: 404 }), /^unexpected-answer: .* has no callboard\.json and is not a Backstage/],
    ['a sign-in', () => new Response('', { status: 401 }), /^refused: .*401/],
    ['too many', () => new Response('', { status: 429 }), /^limit-exceeded: .*429/],
    ['half an answer', () => new Response('{"callboard": 1, "ty'), /^unexpected-answer: /],
    ['other data', () => new Response('{"hello": 1}'), /^unexpected-answer: .* is not a Backstage/],
  ])('%s is one clear sentence', async (_, answer, message) => {
    expect(await problemOf(answer)).toMatch(message)
  })

  test('a false claim to be a handler is reported', async () => {
    const lie = (): Response => new Response(JSON.stringify({ callboard: 1, type: 'handler', items: 'none' }))
    expect(await problemOf(lie)).toMatch(/^unexpected-answer: .* form that this client does not understand/)
  })

  test('credentials in the URL are never shown', async () => {
    expect(await problemOf(() => new Response('', { status: 500 }), 'https://ada:secret@portal.acme.test/?token=secret')).not.toContain(
      'secret',
    )
  })

  test('an invalid URL is reported immediately', () => {
    expect(() => createClient({ src: 'portal' })).toThrow(/src is "portal", expected the URL of a portal/)
    expect(() => createClient({} as never)).toThrow(/src is "undefined", expected the URL of a portal/)
    expect(() => createClient({ src: 'file:///etc' })).toThrow(/expected http: or https:/)
  })
})

test('the inverse of each core relation is known without the kinds', () => {
  expect(coreForwardTypes).toEqual(Object.fromEntries(forwardTypes(coreKinds)))
})
