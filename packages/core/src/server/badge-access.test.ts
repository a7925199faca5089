import { describe, expect, test } from 'vitest'
import { createPortal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import { createHandler } from './create-handler.ts'
import type { HandlerOptions } from './types.ts'

const entities = [
  ...['pay', 'secret'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  })),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments', title: 'Payments' },
    spec: { type: 'team', children: [] },
  },
]

async function asker(options: HandlerOptions<string>): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const handler = createHandler(await createPortal({ sources: [memory({ entities })] }), options)
  return (path, init) => handler(new Request(`https://portal.acme.test${path}`, init))
}

const signIn: HandlerOptions<string> = {
  authenticate: request => request.headers.get('authorization') ?? undefined,
  authorize: (who, action, entity) => who === 'Bearer admin' || entity.metadata.name !== 'secret',
}
const pay = '/badge/component/default/pay.svg'

describe('a badge that needs a sign-in', () => {
  test('is answered to a stranger with 401 and a picture that says so, and nothing of the entity', async () => {
    const ask = await asker(signIn)
    const texts = await Promise.all(
      ['pay', 'secret', 'nothing'].map(async name => {
        const answer = await ask(`/badge/component/default/${name}.svg`)
        expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'image/svg+xml; charset=utf-8'])
        expect(answer.headers.get('cache-control')).toBe('private, no-cache')
        return await answer.text()
      }),
    )
    expect(texts[0]).toMatch(/^<svg [^>]*aria-label="Sign in to see the owner"/)
    expect(new Set(texts).size).toBe(1)
  })

  test('is the badge for somebody who is known', async () => {
    const ask = await asker(signIn)
    const answer = await ask(pay, { headers: { authorization: 'Bearer jo' } })
    expect([answer.status, (await answer.text()).includes('owned by Payments')]).toEqual([200, true])
  })
})

describe('public badges', () => {
  test('are for everybody, while reading needs a sign-in', async () => {
    const ask = await asker({ ...signIn, publicBadges: true })
    const answer = await ask(pay)
    expect([answer.status, (await answer.text()).includes('owned by Payments')]).toEqual([200, true])
    expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual(['no-cache', null])
    for (const path of ['/', '/callboard.json', '/api/callboard/v1/owners?entity=pay', '/api/catalog/entities'])
      expect((await ask(path)).status, path).toBe(401)
  })

  test('are those that nobody may see, whoever asks', async () => {
    const ask = await asker({ ...signIn, publicBadges: true })
    const secret = '/badge/component/default/secret.svg'
    const answers = await Promise.all([ask(secret), ask(secret, { headers: { authorization: 'Bearer admin' } })])
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})

describe('pages of other origins', () => {
  const wiki = { headers: { origin: 'https://wiki.acme.test' } }
  const listed = { cors: { origins: ['https://wiki.acme.test'], credentials: true } }

  test('that may send cookies are named, also where everybody is answered', async () => {
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
    const preflight = { method: 'OPTIONS', headers: { ...wiki.headers, 'access-control-request-method': 'POST' } }
    for (const answer of [await ask('/callboard.json', wiki), await ask(pay, wiki), await ask('/api/callboard/v1/owners', preflight)])
      expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual([
        '*',
        null,
      ])
  })

  test('never get credentials without an origin of their own, also where `null` is listed', async () => {
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

test('a sandboxed frame reads no portal that wants a sign-in', async () => {
  const assets = { list: async () => [], read: async () => undefined }
  const ask = await asker({ ...signIn, assets })
  expect((await ask('/callboard.json', { headers: { origin: 'null' } })).headers.get('access-control-allow-origin')).toBe(null)
})
