import { describe, expect, test } from 'vitest'
import { asker, assets, posted } from './small-world.fixture.ts'

const pay = '/badge/component/default/pay.svg'
const wiki = { headers: { origin: 'https://wiki.acme.test' } }
const listed = { cors: { origins: ['https://wiki.acme.test'], credentials: true } }
const preflight = (origin: string): RequestInit => ({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
/** The headers that a browser checks for other origins. */
const allowed = ({ headers }: Response): readonly (string | null)[] => [
  headers.get('access-control-allow-origin'),
  headers.get('access-control-allow-credentials'),
]

describe('a page of another origin', () => {
  test('can read the connection, the ETag and the next page only if it is allowed', async () => {
    const shown = async (origins: readonly string[] | undefined, origin?: string): Promise<readonly (string | null)[]> => {
      const ask = await asker(origins === undefined ? {} : { cors: { origins } })
      const { headers } = await ask('/callboard.json', { headers: origin === undefined ? {} : { origin } })
      return [headers.get('timing-allow-origin'), headers.get('access-control-expose-headers')]
    }
    const { origin } = wiki.headers
    expect(await shown([origin], origin)).toEqual([origin, 'etag, link'])
    expect(await shown(['*'], origin)).toEqual(['*', 'etag, link'])
    expect(await shown([origin], 'https://other.test')).toEqual([null, null])
    expect(await shown(undefined, origin)).toEqual([null, null])
    expect(await shown([origin])).toEqual([null, null])
  })

  test('is not allowed without `cors`', async () => {
    const ask = await asker({ assets })
    for (const path of ['/', '/callboard.json', '/api/catalog/entities', '/api/callboard/v1/owners?entity=pay'])
      expect(allowed(await ask(path, wiki)), path).toEqual([null, null])
    const answer = await ask('/api/callboard/v1/owners', preflight(wiki.headers.origin))
    expect([answer.status, ...allowed(answer), answer.headers.get('access-control-allow-methods')]).toEqual([200, null, null, null])
  })

  test('is not allowed if it is not listed: a part or an extension of a listed origin does not match', async () => {
    const ask = await asker(listed)
    for (const origin of [
      'https://wiki.acme.test.evil.test',
      'https://wiki.acme',
      'http://wiki.acme.test',
      'https://WIKI.acme.test',
      'null',
    ]) {
      expect(allowed(await ask('/callboard.json', { headers: { origin } })), origin).toEqual([null, null])
      expect(allowed(await ask('/api/callboard/v1/owners', preflight(origin))), origin).toEqual([null, null])
    }
  })

  test('gets the public badges, the widgets and their pages without `cors`', async () => {
    const ask = await asker({ assets })
    for (const path of [pay, '/callboard.js']) {
      const answer = await ask(path, wiki)
      expect([...allowed(answer), answer.headers.get('cross-origin-resource-policy')], path).toEqual(['*', null, 'cross-origin'])
    }
    expect((await ask('/embed/owner-badge', wiki)).headers.get('content-security-policy')).toContain('frame-ancestors *;')
  })

  test('gets a preflight response that lasts ten minutes', async () => {
    const ask = await asker(listed)
    const answer = await ask('/api/callboard/v1/owners', preflight(wiki.headers.origin))
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': wiki.headers.origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
      'vary': 'origin',
    })
  })

  test('gets it without signing in, because browsers send no credentials with it', async () => {
    const ask = await asker({ ...listed, authenticate: () => undefined })
    const answer = await ask('/api/callboard/v1/owners', preflight(wiki.headers.origin))
    expect([answer.status, ...allowed(answer)]).toEqual([204, wiki.headers.origin, 'true'])
    expect(
      (await ask('/api/callboard/v1/owners', { ...posted({ queries: [] }), headers: { ...posted({}).headers, ...wiki.headers } })).status,
    ).toBe(401)
  })

  test('OPTIONS without preflight headers is an ordinary method', async () => {
    const ask = await asker(listed)
    const answer = await ask('/api/callboard/v1/owners', { method: 'OPTIONS', ...wiki })
    expect([answer.status, answer.headers.get('allow')]).toEqual([200, 'GET,HEAD,POST'])
    const read = await ask('/callboard.json', { headers: { ...wiki.headers, 'access-control-request-method': 'GET' } })
    expect(read.status).toBe(200)
  })

  test('where any may ask, answers do not vary by origin: they say so without one too, for caches', async () => {
    const ask = await asker({ cors: { origins: ['*'] } })
    for (const init of [wiki, {}, { headers: { origin: 'null' } }]) {
      const answer = await ask('/callboard.json', init)
      expect([...allowed(answer), answer.headers.get('vary')]).toEqual(['*', null, null])
    }
    expect((await (await asker(listed))('/callboard.json')).headers.get('vary')).toBe('origin')
  })

  test('sends no cookies if that is not allowed', async () => {
    const ask = await asker({ cors: { origins: listed.cors.origins } })
    expect(allowed(await ask('/callboard.json', wiki))).toEqual([wiki.headers.origin, null])
  })
})

describe('pages of other origins', () => {
  test('that may send cookies are listed explicitly, even for public responses', async () => {
    const ask = await asker(listed)
    for (const path of [pay, '/callboard.json', '/api/callboard/v1/health']) {
      const { headers } = await ask(path, wiki)
      expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')], path).toEqual([
        'https://wiki.acme.test',
        'true',
      ])
      expect(headers.get('vary'), path).toContain('origin')
    }
    const { headers } = await ask(pay, { headers: { origin: 'https://other.test' } })
    expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual(['*', null])
  })

  test('never get credentials with `*`', async () => {
    const ask = await asker({ cors: { origins: ['*'], credentials: true } })
    for (const answer of [
      await ask('/callboard.json', wiki),
      await ask(pay, wiki),
      await ask('/api/callboard/v1/owners', preflight(wiki.headers.origin)),
    ])
      expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual([
        '*',
        null,
      ])
  })

  test('never get credentials for the origin `null`, even if it is listed', async () => {
    const ask = await asker({ cors: { origins: ['null', 'https://wiki.acme.test'], credentials: true } })
    const { headers } = await ask('/callboard.json', { headers: { origin: 'null' } })
    expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual(['null', null])
  })

  test('get the headers with 304, HEAD and errors too', async () => {
    const ask = await asker(listed)
    const etag = (await ask('/callboard.json')).headers.get('etag') ?? ''
    const answers = [
      await ask('/callboard.json', { headers: { ...wiki.headers, 'if-none-match': etag } }),
      await ask('/callboard.json', { ...wiki, method: 'HEAD' }),
      await ask('/api/callboard/v1/owners', wiki),
    ]
    expect(answers.map(({ status }) => status)).toEqual([304, 200, 400])
    for (const { headers } of answers)
      expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual(['https://wiki.acme.test', 'origin'])
  })
})

describe('an embed page in a sandboxed frame, whose origin is `null`', () => {
  const questions = ['/callboard.json', '/api/callboard/v1/owners?entity=pay', '/api/callboard/v1/entities', '/api/callboard/v1/changes']

  test('may call the routes that it needs, without credentials, but none that lists the catalog', async () => {
    const ask = await asker({ assets })
    for (const path of questions) {
      const before = await ask(path, preflight('null'))
      expect([before.status, ...allowed(before), before.headers.get('access-control-allow-methods')], path).toEqual([
        204,
        'null',
        null,
        'GET, HEAD, POST',
      ])
      const answer = await ask(path, { method: 'HEAD', headers: { origin: 'null' } })
      expect([...allowed(answer), answer.headers.get('vary')], path).toEqual(['null', null, 'origin'])
      expect(allowed(await ask(path, { method: 'HEAD', ...wiki })), path).toEqual([null, null])
      expect(allowed(await ask(path, preflight(wiki.headers.origin))), path).toEqual([null, null])
    }
    for (const path of [
      '/',
      '/api/callboard/v1/query',
      '/api/callboard/v1/facets',
      '/api/callboard/v1/graph',
      '/api/callboard/v1/health',
      '/api/catalog/entities',
      '/nothing',
    ])
      expect([...allowed(await ask(path, { headers: { origin: 'null' } })), ...allowed(await ask(path, preflight('null')))], path).toEqual([
        null,
        null,
        null,
        null,
      ])
  })

  test.each([
    ['needs a sign-in', { assets, authenticate: () => 'ada' }],
    ['has no embed pages', {}],
    ['does not allow frames', { assets, frameAncestors: [] }],
  ])('may not call a portal that %s', async (_, options) => {
    const ask = await asker(options)
    for (const path of questions) {
      expect(allowed(await ask(path, { method: 'HEAD', headers: { origin: 'null' } })), path).toEqual([null, null])
      expect(allowed(await ask(path, preflight('null'))), path).toEqual([null, null])
    }
  })
})
