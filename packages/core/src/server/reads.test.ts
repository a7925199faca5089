import { describe, expect, test } from 'vitest'
import { findRoutes } from './route.ts'
import { asker, askPortal, assets, open, reads } from './small-world.fixture.ts'
import { stages } from './stages.ts'
import type { Asset } from './types.ts'

const files = ['/callboard.js', '/embed/owner-badge', '/embed/entity-card/']

test('every path that is read is tested here', async () => {
  const portal = await open()
  const routes = stages.flatMap(({ root, ...stage }) =>
    stage.routes({ portal, options: { assets } }).map(route => ({ ...route, pattern: `${root.path}${route.pattern}` })),
  )
  const tried = [...reads, ...files].map(path => path.replace(/\?.*/, ''))
  const untried = routes
    .filter(route => 'file' in route || 'GET' in route.methods)
    .filter(route => tried.every(path => findRoutes([route], path, true).length === 0))
  expect(untried.map(({ pattern }) => pattern)).toEqual([
    // Two are always 404: nothing is registered.
    '/api/catalog/locations/by-entity/:kind/:namespace/:name',
    '/api/catalog/locations/:id',
    // A stream, which has tests of its own.
    '/api/callboard/v1/changes',
    // The same as others.
    '/index.html',
    '/callboard/*path',
    '/embed/:element/',
  ])
})

describe('every read', () => {
  test.each([...reads, ...files])('%s has an ETag, and 304 for it', async path => {
    const ask = await asker({ assets })
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

  test.each([...reads, ...files])('%s answers HEAD with the headers of GET and no body', async path => {
    const ask = await asker({ assets })
    const [head, get] = await Promise.all([ask(path, { method: 'HEAD' }), ask(path)])
    expect(head.status).toBe(get.status)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(await head.text()).toBe('')
  })

  test('HEAD of a missing path has its status and headers, and no body', async () => {
    const ask = await asker()
    const [head, get] = await Promise.all([ask('/nothing', { method: 'HEAD' }), ask('/nothing')])
    expect([head.status, get.status, await head.text()]).toEqual([404, 404, ''])
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
  })

  test('304 has no content type, and an error no ETag', async () => {
    const ask = await asker()
    const again = await ask('/callboard.json', { headers: { 'if-none-match': '*' } })
    expect([again.status, again.headers.get('content-type')]).toEqual([304, null])
    const refused = await ask('/nothing', { headers: { 'if-none-match': '*' } })
    expect([refused.status, refused.headers.get('etag')]).toEqual([404, null])
  })

  test('a question in a body has no ETag, and ignores If-None-Match', async () => {
    const ask = await asker()
    const init = { method: 'POST', body: '{"queries":["pay"]}', headers: { 'content-type': 'application/json', 'if-none-match': '*' } }
    const answer = await ask('/api/callboard/v1/owners', init)
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, null])
  })

  test('callers that see different parts have different ETags, and 304 only for their own', async () => {
    const ask = await asker({
      authenticate: request => request.headers.get('authorization') ?? undefined,
      authorize: (who, _, { metadata }) => who === 'ada' || metadata.name !== 'secret',
    })
    const as = (who: string, known?: string): RequestInit => ({
      headers: { authorization: who, ...(known === undefined ? {} : { 'if-none-match': known }) },
    })
    for (const path of ['/', '/callboard.json', '/api/catalog/entities', '/api/callboard/v1/health']) {
      const [ada, bob, eve] = await Promise.all(
        ['ada', 'bob', 'eve'].map(async who => (await ask(path, as(who))).headers.get('etag') ?? ''),
      )
      expect(bob, path).not.toBe(ada)
      expect(eve, path).toBe(bob)
      expect((await ask(path, as('bob', bob))).status, path).toBe(304)
      expect((await ask(path, as('bob', ada))).status, path).toBe(200)
    }
  })

  test('another answer has another ETag, and the same content the same', async () => {
    const [one, other] = await Promise.all([asker(), asker()])
    const path = '/api/catalog/entities/by-name/component/default/pay'
    expect((await one(path)).headers.get('etag')).toBe((await other(path)).headers.get('etag'))
    expect((await one(path)).headers.get('etag')).not.toBe((await one(path.replace('pay', 'shop'))).headers.get('etag'))
  })
})

test('an ETag of the widgets may hold any letters', async () => {
  const read = async (): Promise<Asset> => ({ body: '// x', type: 'text/javascript', etag: 'xW/y' })
  const ask = await asker({ assets: { list: async () => [], read } })
  for (const known of ['"xW/y"', 'W/"xW/y"', ' "a" , "xW/y" ', ' * '])
    expect((await ask('/callboard.js', { headers: { 'if-none-match': known } })).status, known).toBe(304)
  expect((await ask('/callboard.js', { headers: { 'if-none-match': '"xy"' } })).status).toBe(200)
})

test('bytes have an ETag from their content', async () => {
  const portal = await open()
  const etagOf = async (bytes: readonly number[]): Promise<string | null> => {
    const read = async (): Promise<{ readonly body: Uint8Array; readonly type: string }> => ({ body: Uint8Array.from(bytes), type: 'x/y' })
    return (await askPortal(portal, { assets: { list: async () => [], read } })('/callboard.js')).headers.get('etag')
  }
  // Two different invalid bytes must not be equal.
  expect(await etagOf([0xff])).not.toBe(await etagOf([0xfe]))
  expect(await etagOf([0xff])).toBe(await etagOf([0xff]))
})

describe('caching', () => {
  const authenticate = (): string => 'ada'

  test.each(reads.filter(path => !path.endsWith('health')))(
    '%s is asked for again each time; for a known caller, no shared cache keeps it',
    async path => {
      const headersOf = async (ask: ReturnType<typeof askPortal>): Promise<readonly unknown[]> => {
        const { headers } = await ask(path)
        return [headers.get('cache-control'), headers.get('vary')]
      }
      expect(await headersOf(await asker())).toEqual(['no-cache', null])
      expect(await headersOf(await asker({ authenticate }))).toEqual(['private, no-cache', 'authorization, cookie'])
    },
  )

  test('health is never cached', async () => {
    expect((await (await asker())('/api/callboard/v1/health')).headers.get('cache-control')).toBe('no-store')
  })

  test('errors, refusals and 304 are also private to the caller', async () => {
    const ask = await asker({ authenticate: request => request.headers.get('authorization') ?? undefined })
    const headers = { authorization: 'ada' }
    const answers = [
      await ask('/callboard.json'),
      await ask('/nothing'),
      await ask('/api/callboard/v1/graph?entity=none', { headers }),
      await ask('/callboard.json', { headers: { ...headers, 'if-none-match': '*' } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 404, 304])
    for (const answer of answers)
      expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual(['private, no-cache', 'authorization, cookie'])
  })

  test('the widgets and the embed pages have no data: they are public, without authentication', async () => {
    const asked: string[] = []
    const ask = await asker({
      assets,
      authenticate: () => void asked.push('authenticate'),
      authorize: () => asked.push('authorize') > 0,
    })
    for (const path of files) {
      const { status, headers } = await ask(path)
      expect([status, headers.get('vary'), headers.get('cache-control')], path).toEqual([
        200,
        null,
        path === '/callboard.js' ? 'public, no-cache' : 'no-cache',
      ])
    }
    expect(asked).toEqual([])
  })

  test('with an allowed origin, an answer varies by all three', async () => {
    const ask = await asker({ authenticate, cors: { origins: ['https://wiki.acme.test'] } })
    expect((await ask('/callboard.json')).headers.get('vary')).toBe('authorization, cookie, origin')
  })
})

test('every answer forbids sniffing its type', async () => {
  const ask = await asker({ assets })
  for (const path of [...reads, ...files, '/nothing', '/api/catalog/nothing'])
    expect((await ask(path)).headers.get('x-content-type-options'), path).toBe('nosniff')
})
