import { describe, expect, test } from 'vitest'
import { createHandler } from './index.ts'
import { asker, assets, askPortal, expectError, open, posted } from './small-world.fixture.ts'

describe('a handler', () => {
  test('reports the method and the URL below its base path in errors', async () => {
    const handler = createHandler(await open(), { basePath: '/callboard/' })
    const response = await handler(new Request('https://portal.acme.test/callboard/api/catalog/entities?limit=x'))
    expect((await response.json()).request).toEqual({ method: 'GET', url: '/entities?limit=x' })
    await expectError(await handler(new Request('https://portal.acme.test/elsewhere')), 404, 'NotFoundError')
    await expectError(await handler(new Request('https://portal.acme.test/callboards')), 404, 'NotFoundError')
    const folder = await handler(new Request('https://portal.acme.test/callboard'))
    expect([folder.status, folder.headers.get('location')]).toEqual([301, '/callboard/'])
  })

  test.each(['/callboard', 'callboard', '/callboard/', 'callboard/', '//callboard//'])(
    'is mounted at %j with or without slashes around it',
    async basePath => {
      const handler = createHandler(await open(), { basePath })
      expect((await handler(new Request('https://portal.acme.test/callboard/callboard.json'))).status).toBe(200)
    },
  )

  test('needs a portal', async () => {
    const { catalog } = await open()
    expect(() => createHandler(catalog as never)).toThrow(/needs a portal; create one with `createPortal`/)
    expect(() => createHandler(undefined as never)).toThrow(expect.objectContaining({ code: 'invalid-options' }))
  })

  test('answers only below its base path', async () => {
    const ask = await asker({ basePath: '/callboard' })
    for (const path of ['/', '/callboard.json', '/api/catalog/entities', '/api/callboard/v1/health'])
      expect(await expectError(await ask(path), 404, 'NotFoundError')).toBe('This portal is at /callboard/')
    expect((await ask('/callboard/')).status).toBe(200)
    expect((await ask('/callboard/api/catalog/entities')).status).toBe(200)
  })

  test('names in errors neither the mount nor a fragment, and the root of an API as such', async () => {
    const ask = await asker({ basePath: '/a' })
    const urlOf = async (path: string): Promise<string> => (await (await ask(path)).json()).request.url
    expect(await urlOf('/a/api/catalog/entities?limit=x#limit=1')).toBe('/entities?limit=x')
    expect(await urlOf('/a/api/callboard/v1')).toBe('/')
    expect(await urlOf('/a/nothing?')).toBe('/nothing?')
    expect(await urlOf('/elsewhere?x=1')).toBe('/elsewhere?x=1')
  })

  test('redirects its base path without a slash, with its parameters, and no other folder', async () => {
    const ask = await asker({ basePath: '/a/b' })
    const answer = await ask('/a/b?x=1')
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([301, '/a/b/?x=1', ''])
    expect((await ask('/a/b')).headers.get('location')).toBe('/a/b/')
    expect((await (await asker())('/')).status).toBe(200)
  })

  test('without the widgets is the API and the index: no script, no embed page', async () => {
    const ask = await asker()
    for (const path of ['/callboard.js', '/callboard/embed.js', '/embed/owner-badge', '/embed/owner-badge/'])
      await expectError(await ask(path), 404, 'NotFoundError')
    expect((await ask('/')).status).toBe(200)
    expect((await (await asker({ assets }))('/embed/owner-badge')).status).toBe(200)
  })

  test('matches paths of pages exactly, and those of the APIs in any letter case, with or without a slash', async () => {
    const ask = await asker({ assets })
    const statuses = async (paths: readonly string[]): Promise<readonly number[]> =>
      Promise.all(paths.map(async path => (await ask(path)).status))
    expect(await statuses(['/Callboard.json', '/callboard.json/', '/index.html/', '/embed/owner-badge/x', '/callboard.js/x'])).toEqual([
      404, 404, 404, 404, 404,
    ])
    expect(await statuses(['/api/catalog/Entities/', '/api/callboard/v1/HEALTH', '/api/callboard/v1/health/'])).toEqual([200, 200, 200])
    expect(
      await statuses(['/api/callboard/v1/health/x', '/api/callboard/v1', '/api/catalogue/entities', '/api/callboard/v12/health']),
    ).toEqual([404, 404, 404, 404])
  })

  test('ignores the parameters of a page: its script reads them', async () => {
    const ask = await asker({ assets })
    for (const path of ['/', '/callboard.json', '/badge/component/default/pay.svg', '/embed/owner-badge', '/callboard.js'])
      expect((await ask(`${path}?entity=pay&utm_source=mail&empty=`)).status, path).toBe(200)
  })

  test('tells a client its type', async () => {
    const portal = await open()
    expect(await (await askPortal(portal)('/callboard.json')).json()).toEqual({
      callboard: 1,
      type: 'handler',
      title: 'Acme',
      revision: portal.catalog.revision,
      entities: 5,
    })
  })

  test('answers every question of its own API with the revision', async () => {
    const portal = await open()
    const ask = askPortal(portal)
    for (const [path, body] of [
      ['owners?entity=pay'],
      ['owners', { queries: [] }],
      ['entities', { refs: [] }],
      ['query', {}],
      ['facets', { facets: ['kind'] }],
      ['graph?entity=pay'],
      ['health'],
    ] as const) {
      const answer = await ask(`/api/callboard/v1/${path}`, body === undefined ? {} : posted(body))
      expect((await answer.json()).revision, path).toBe(portal.catalog.revision)
    }
  })
})
