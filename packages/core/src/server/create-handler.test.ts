import { describe, expect, test } from 'vitest'
import { createPortal, type Portal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import { createHandler } from './index.ts'
import type { HandlerOptions } from './types.ts'

const component = (name: string, owner: string, more: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, tags: [`tag-of-${name}`] },
  spec: { type: 'service', lifecycle: 'production', owner, ...more },
})
const group = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})

const world = [
  component('pay', 'payments'),
  component('shop', 'payments', { dependsOn: ['component:secret'] }),
  component('secret', 'vault'),
  group('payments'),
  group('vault'),
]

const open = (): Promise<Portal> => createPortal({ title: 'Acme', sources: [memory({ entities: world })] })

/** Asks a portal of the small world. */
async function asker(options: HandlerOptions<string> = {}): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const handler = createHandler(await open(), options)
  return (path, init) => handler(new Request(`https://portal.acme.test${path}`, init))
}

const posted = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

/** What every error answer looks like, in both APIs and beside them. */
async function expectError(response: Response, status: number, name: string): Promise<string> {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const body = await response.json()
  expect(Object.keys(body).sort()).toEqual(['error', 'request', 'response'])
  expect(Object.keys(body.error).sort()).toEqual(['message', 'name'])
  expect(body.error.name).toBe(name)
  expect(body.response).toEqual({ statusCode: status })
  expect(body.error.message).not.toBe('')
  return body.error.message
}

const reads = [
  '/',
  '/callboard.json',
  '/badge/component/default/pay.svg',
  '/api/catalog/entities',
  '/api/catalog/entities/by-query',
  '/api/catalog/entities/by-name/component/default/pay',
  '/api/catalog/entity-facets?facet=kind',
  '/api/callboard/v1/owners?entity=pay',
  '/api/callboard/v1/graph?entity=pay',
  '/api/callboard/v1/health',
]

describe('every read', () => {
  test.each(reads)('%s has an ETag, and 304 for it', async path => {
    const ask = await asker()
    const first = await ask(path)
    const etag = first.headers.get('etag') ?? ''
    expect(first.status).toBe(200)
    expect(etag).toMatch(/^"[^"]+"$/)
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await ask(path, { headers: { 'if-none-match': known } })
      expect(again.status).toBe(304)
      expect(again.headers.get('etag')).toBe(etag)
      expect(await again.text()).toBe('')
    }
    expect((await ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test.each(reads)('%s answers HEAD with the headers of GET and no body', async path => {
    const ask = await asker()
    const [head, get] = await Promise.all([ask(path, { method: 'HEAD' }), ask(path)])
    expect(head.status).toBe(get.status)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(await head.text()).toBe('')
  })

  test('another answer has another ETag, and the same world the same', async () => {
    const [one, other] = await Promise.all([asker(), asker()])
    const path = '/api/catalog/entities/by-name/component/default/pay'
    expect((await one(path)).headers.get('etag')).toBe((await other(path)).headers.get('etag'))
    expect((await one(path)).headers.get('etag')).not.toBe((await one(path.replace('pay', 'shop'))).headers.get('etag'))
  })
})

describe('what is wrong with a request', () => {
  test('is said in one form everywhere', async () => {
    const ask = await asker()
    await expectError(await ask('/nothing'), 404, 'NotFoundError')
    await expectError(await ask('/callboard.js'), 404, 'NotFoundError')
    await expectError(await ask('/badge/pay'), 404, 'NotFoundError')
    await expectError(await ask('/badge/component/%/pay.svg'), 400, 'InputError')
    await expectError(await ask('/api/callboard/v1/nothing'), 404, 'NotFoundError')
    await expectError(await ask('/api/callboard/v1/graph'), 400, 'InputError')
    await expectError(await ask('/api/callboard/v1/graph?entity=nobody-knows'), 404, 'NotFoundError')
    await expectError(await ask('/api/catalog/entities?limit=x'), 400, 'InputError')
    await expectError(await ask('/api/catalog/entities?nonsense=1'), 400, 'InputError')
    await expectError(await ask('/api/catalog/entities/by-name/component/default/none'), 404, 'NotFoundError')
    await expectError(await ask('/api/catalog/entities/by-name/component/%/none'), 400, 'InputError')
  })

  test('a method that is not answered is refused with 405, the same form, and what is answered', async () => {
    const ask = await asker()
    for (const [path, allow] of [
      ['/', 'GET,HEAD'],
      ['/callboard.json', 'GET,HEAD'],
      ['/badge/component/default/pay.svg', 'GET,HEAD'],
      ['/api/callboard/v1/owners', 'GET,HEAD,POST'],
      ['/api/callboard/v1/query', 'POST'],
    ] as const) {
      const response = await ask(path, { method: 'DELETE' })
      await expectError(response, 405, 'MethodNotAllowedError')
      expect(response.headers.get('allow')).toBe(allow)
    }
  })

  test('OPTIONS says with 200 what is answered at an address', async () => {
    const ask = await asker({ assets: { list: async () => [], read: async () => undefined } })
    for (const [path, allow] of [
      ['/callboard.json', 'GET,HEAD'],
      ['/embed/owner-badge', 'GET,HEAD'],
      ['/api/callboard/v1/owners', 'GET,HEAD,POST'],
      ['/api/catalog/locations/some-id', 'GET,HEAD,PUT,DELETE'],
    ] as const) {
      const response = await ask(path, { method: 'OPTIONS' })
      expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([200, allow, allow])
    }
  })

  test('unknown addresses and methods of the Backstage API are 404 without a body, as there', async () => {
    const ask = await asker()
    for (const [path, method] of [
      ['/nothing', 'GET'],
      ['/entities', 'PUT'],
      ['/entities', 'POST'],
      ['', 'GET'],
    ] as const) {
      const response = await ask(`/api/catalog${path}`, { method })
      expect([response.status, await response.text()]).toEqual([404, ''])
    }
  })

  test('names the method and the address below where it is mounted', async () => {
    const handler = createHandler(await open(), { basePath: '/callboard/' })
    const response = await handler(new Request('https://portal.acme.test/callboard/api/catalog/entities?limit=x'))
    expect((await response.json()).request).toEqual({ method: 'GET', url: '/entities?limit=x' })
    await expectError(await handler(new Request('https://portal.acme.test/elsewhere')), 404, 'NotFoundError')
    await expectError(await handler(new Request('https://portal.acme.test/callboards')), 404, 'NotFoundError')
    const folder = await handler(new Request('https://portal.acme.test/callboard'))
    expect([folder.status, folder.headers.get('location')]).toEqual([301, '/callboard/'])
  })

  test.each(['/callboard', 'callboard', '/callboard/', 'callboard/'])(
    'is mounted at %j with or without slashes around it',
    async basePath => {
      const handler = createHandler(await open(), { basePath })
      expect((await handler(new Request('https://portal.acme.test/callboard/callboard.json'))).status).toBe(200)
    },
  )

  test('of something else than a portal is refused at once', async () => {
    const { catalog } = await open()
    expect(() => createHandler(catalog as never)).toThrow(/needs a portal; `createPortal` makes one/)
    expect(() => createHandler(undefined as never)).toThrow(/needs a portal/)
  })

  test('a body that is too long is 413, whether or not it says its length', async () => {
    const ask = await asker({ maxBodyBytes: 50 })
    const long = JSON.stringify({ queries: ['x'.repeat(100)] })
    const headers = { 'content-type': 'application/json' }
    await expectError(
      await ask('/api/callboard/v1/owners', { method: 'POST', body: long, headers: { ...headers, 'content-length': String(long.length) } }),
      413,
      'PayloadTooLargeError',
    )
    const stream = new Blob([long]).stream()
    await expectError(
      await ask('/api/catalog/entities/by-refs', { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit),
      413,
      'PayloadTooLargeError',
    )
    expect((await ask('/api/callboard/v1/owners', posted({ queries: ['pay'] }))).status).toBe(200)
  })

  test('a body that cannot be understood is 400 and says why', async () => {
    const ask = await asker()
    const send = (body: string, type = 'application/json'): Promise<Response> =>
      ask('/api/callboard/v1/owners', { method: 'POST', body, headers: { 'content-type': type } })
    expect(await expectError(await send('{"queries":'), 400, 'InputError')).toContain('JSON')
    expect(await expectError(await send('{}'), 400, 'InputError')).toContain('queries')
    expect(await expectError(await send('{"queries":[1]}'), 400, 'InputError')).toBe('request/body/queries/0 must be string')
    expect(await expectError(await send('"text"'), 400, 'InputError')).not.toBe('')
    expect(await expectError(await send('{}', 'text/plain'), 400, 'InputError')).toBe('unsupported media type text/plain')
    expect(await expectError(await send('{}', 'application/json; charset=latin1'), 400, 'InputError')).toContain('charset')
    const untyped = await ask('/api/callboard/v1/owners', { method: 'POST', body: new Uint8Array([0x7b, 0x7d]) })
    expect(await expectError(untyped, 400, 'InputError')).toBe('Say what the body is: send it with content-type: application/json')
  })

  test('more than a thousand questions at once are refused', async () => {
    const ask = await asker()
    const many = Array.from({ length: 1001 }, (_, i) => `service-${String(i)}`)
    await expectError(await ask('/api/callboard/v1/owners', posted({ queries: many })), 400, 'InputError')
    await expectError(await ask('/api/callboard/v1/entities', posted({ refs: many })), 400, 'InputError')
    expect((await ask('/api/callboard/v1/owners', posted({ queries: many.slice(1) }))).status).toBe(200)
  })

  test('a deep or a wide question is refused, not computed', async () => {
    const ask = await asker()
    const deep = `${'{"$not":'.repeat(5000)}{}${'}'.repeat(5000)}`
    const asking = (query: string): RequestInit => ({
      method: 'POST',
      body: `{"query":${query}}`,
      headers: { 'content-type': 'application/json' },
    })
    await expectError(await ask('/api/catalog/entities/by-query', asking(deep)), 400, 'InputError')
    await expectError(
      await ask(
        '/api/catalog/entities/by-query',
        asking(JSON.stringify({ $any: Array.from({ length: 2000 }, (_, i) => ({ kind: String(i) })) })),
      ),
      400,
      'InputError',
    )
    await expectError(await ask('/api/callboard/v1/query', { ...asking(''), body: `{"predicate":${deep}}` }), 400, 'InputError')
  })
})

describe('what goes wrong inside', () => {
  test('is a bare 500: nothing of it is shown, and the owner of the portal is told', async () => {
    const told: unknown[] = []
    const trouble = new Error('password=hunter2 at /srv/secret/path')
    const ask = await asker({
      authorize: () => {
        throw trouble
      },
      onError: error => told.push(error),
    })
    for (const path of ['/', '/api/catalog/entities', '/api/callboard/v1/owners?entity=pay', '/badge/component/default/pay.svg']) {
      const response = await ask(path)
      const text = await response.clone().text()
      await expectError(response, 500, 'Error')
      expect(text).not.toMatch(/hunter2|srv|stack/)
    }
    expect(told).toEqual([trouble, trouble, trouble, trouble])
  })

  test('a body that breaks off is the fault of whoever sent it: nobody is told', async () => {
    const told: unknown[] = []
    const ask = await asker({ onError: error => told.push(error) })
    const body = new ReadableStream({ pull: stream => stream.error(new Error('aborted')) })
    const response = await ask('/api/callboard/v1/owners', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expect(await expectError(response, 400, 'InputError')).toBe('The body broke off')
    expect(told).toEqual([])
  })

  test('an `authenticate` that throws is 401, and what it threw is not shown', async () => {
    const ask = await asker({
      authenticate: () => {
        throw new Error('bad token abc123')
      },
    })
    expect(await expectError(await ask('/api/catalog/entities'), 401, 'AuthenticationError')).not.toContain('abc123')
  })
})

const writes = [
  ['/api/catalog/refresh', posted({ entityRef: 'component:pay' })],
  ['/api/catalog/locations', posted({ type: 'url', target: 'https://git.acme.test/x' })],
  ['/api/catalog/locations/some-id', { method: 'DELETE' }],
  ['/api/catalog/entities/by-uid/some-uid', { method: 'DELETE' }],
  ['/api/catalog/analyze-location', posted({ location: { type: 'url', target: 'https://git.acme.test/x' } })],
] as const satisfies readonly (readonly [string, RequestInit])[]

describe('without `authenticate`', () => {
  test.each(reads)('%s is open', async path => {
    expect((await (await asker())(path)).status).toBe(200)
  })

  test.each(writes)('a write to %s is 401', async (path, init) => {
    await expectError(await (await asker())(path, init), 401, 'AuthenticationError')
    await expectError(await (await asker({ authorize: () => true }))(path, init), 401, 'AuthenticationError')
  })
})

describe('with `authenticate`', () => {
  const authenticate = (request: Request): string | undefined => request.headers.get('authorization')?.replace('Bearer ', '')
  const as = (name: string, init: RequestInit = {}): RequestInit => ({
    ...init,
    headers: { ...(init.headers as object), authorization: `Bearer ${name}` },
  })

  test.each(reads)('%s is for those it knows, and kept by no shared cache', async path => {
    const ask = await asker({ authenticate })
    // A badge is a picture, whatever it says.
    if (path.startsWith('/badge/')) expect((await ask(path)).status).toBe(401)
    else await expectError(await ask(path), 401, 'AuthenticationError')
    const known = await ask(path, as('ada'))
    expect(known.status).toBe(200)
    expect(known.headers.get('cache-control')).toMatch(/private|no-store/)
  })

  test("a refresh is for those who may, reads the sources again, and names nobody's hidden entities", async () => {
    const ask = await asker({
      authenticate,
      authorize: (who, action, { metadata }) => metadata.name !== 'secret' && (action === 'read' || who === 'ada'),
    })
    const refresh = (ref: string): RequestInit => posted({ entityRef: ref })
    expect((await ask('/api/catalog/refresh', as('ada', refresh('component:pay')))).status).toBe(200)
    await expectError(await ask('/api/catalog/refresh', as('bob', refresh('component:pay'))), 403, 'NotAllowedError')
    const hidden = await expectError(await ask('/api/catalog/refresh', as('bob', refresh('component:secret'))), 404, 'NotFoundError')
    const absent = await expectError(await ask('/api/catalog/refresh', as('bob', refresh('component:absent'))), 404, 'NotFoundError')
    expect(hidden.replace('secret', 'absent')).toBe(absent)
  })
})

describe('what `authorize` hides', () => {
  const hiding = (): ReturnType<typeof asker> => asker({ authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
  const hiddenAt = [
    '/',
    '/api/catalog/entities',
    '/api/catalog/entities/by-query',
    '/api/catalog/entity-facets?facet=metadata.tags&facet=metadata.name&facet=relations.ownerOf',
    '/api/catalog/entities/by-name/group/default/vault',
    '/api/catalog/entities/by-name/group/default/vault/ancestry',
    '/api/callboard/v1/graph?entity=vault&depth=3',
    '/api/callboard/v1/owners?entity=vault&entity=pay',
    '/api/callboard/v1/health',
    '/callboard.json',
  ]

  test.each(hiddenAt)('is not in %s', async path => {
    const response = await (await hiding())(path)
    expect(response.status).toBe(200)
    // What shop itself says about what it depends on is shop's own text.
    const text = (await response.text())
      .replaceAll('"dependsOn":["component:secret"]', '')
      .replaceAll('{"type":"dependsOn","targetRef":"component:default/secret"}', '')
    expect(text).not.toContain('secret')
  })

  test('is found by no name, uid, reference or question', async () => {
    const ask = await hiding()
    const seen = await asker()
    const uid = (await (await seen('/api/catalog/entities/by-name/component/default/secret')).json()).metadata.uid as string
    await expectError(await ask('/api/catalog/entities/by-name/component/default/secret'), 404, 'NotFoundError')
    await expectError(await ask(`/api/catalog/entities/by-uid/${uid}`), 404, 'NotFoundError')
    await expectError(await ask('/api/callboard/v1/graph?entity=component:secret'), 404, 'NotFoundError')
    expect((await (await ask('/api/catalog/entities/by-refs', posted({ entityRefs: ['component:default/secret'] }))).json()).items).toEqual(
      [null],
    )
    expect((await (await ask('/api/callboard/v1/entities', posted({ refs: ['component:secret', 'secret'] }))).json()).items).toEqual([
      null,
      null,
    ])
    expect((await (await ask('/api/callboard/v1/query', posted({ filter: { 'metadata.name': 'secret' } }))).json()).totalItems).toBe(0)
    expect((await ask('/badge/component/default/secret.svg')).status).toBe(404)
    const { items } = await (await ask('/api/callboard/v1/owners', posted({ queries: ['component:secret', 'secret', 'secrets'] }))).json()
    expect(items.map(({ state, match }: { state: string; match: { candidates: readonly string[] } }) => [state, match.candidates])).toEqual(
      [
        ['not-found', []],
        ['not-found', []],
        ['not-found', []],
      ],
    )
  })

  test('is in no totals', async () => {
    const ask = await hiding()
    expect((await (await ask('/callboard.json')).json()).entities).toBe(4)
    expect(await (await ask('/api/callboard/v1/health')).json()).toMatchObject({ entities: 4, sources: [{ name: 'memory', entities: 4 }] })
    expect((await (await ask('/api/catalog/entities/by-query?limit=0')).json()).totalItems).toBe(4)
    const { facets } = await (await ask('/api/catalog/entity-facets?facet=kind')).json()
    expect(facets.kind).toEqual([
      { value: 'Component', count: 2 },
      { value: 'Group', count: 2 },
    ])
  })

  test('is not told by its old name either', async () => {
    const source = memory({
      entities: [component('secret', 'vault'), component('web', 'vault', { dependsOn: ['component:old-name'] }), group('vault')],
    })
    const portal = await createPortal({ sources: [source], aliases: { 'component:default/old-name': 'component:default/secret' } })
    const handler = createHandler(portal, { authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
    for (const path of [
      '/api/catalog/entities',
      '/api/callboard/v1/graph?entity=web&depth=2',
      '/api/callboard/v1/owners?entity=component:old-name',
    ]) {
      expect(await (await handler(new Request(`https://portal.acme.test${path}`))).text()).not.toContain('secret')
    }
  })

  test('as an owner is an owner whom no source defines', async () => {
    const ask = await asker({ authorize: (_who, _action, { metadata }) => metadata.name !== 'payments' })
    const { items } = await (await ask('/api/callboard/v1/owners?entity=pay')).json()
    expect(items[0].owner?.exists ?? false).toBe(false)
    expect(items[0].reach).toEqual([])
  })
})

describe('a page of another origin', () => {
  test('sees how it is connected where it may ask, and nowhere else', async () => {
    const portal = await createPortal({ sources: [memory()] })
    const timing = async (origins: readonly string[] | undefined, origin: string): Promise<string | null> => {
      const handler = createHandler(portal, origins === undefined ? {} : { cors: { origins } })
      return (await handler(new Request('https://portal.acme.test/callboard.json', { headers: { origin } }))).headers.get(
        'timing-allow-origin',
      )
    }
    const wiki = 'https://wiki.acme.test'
    expect(await timing([wiki], wiki)).toBe(wiki)
    expect(await timing(['*'], wiki)).toBe('*')
    expect(await timing([wiki], 'https://other.test')).toBeNull()
    expect(await timing(undefined, wiki)).toBeNull()
  })
})
