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
  test('is 401 for an unknown caller, with an image that says so and reveals nothing', async () => {
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

  test('is the badge for a known caller', async () => {
    const ask = await asker(signIn)
    const answer = await ask(pay, { headers: { authorization: 'Bearer jo' } })
    expect([answer.status, (await answer.text()).includes('owned by Payments')]).toEqual([200, true])
  })
})

describe('public badges', () => {
  test('are for everyone, while reading requires sign-in', async () => {
    const ask = await asker({ ...signIn, publicBadges: true })
    const answer = await ask(pay)
    expect([answer.status, (await answer.text()).includes('owned by Payments')]).toEqual([200, true])
    expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual(['no-cache', null])
    for (const path of ['/', '/callboard.json', '/api/callboard/v1/owners?entity=pay', '/api/catalog/entities'])
      expect((await ask(path)).status, path).toBe(401)
  })

  test('show only what an unknown caller may see, for every caller', async () => {
    const ask = await asker({ ...signIn, publicBadges: true })
    const secret = '/badge/component/default/secret.svg'
    const answers = await Promise.all([ask(secret), ask(secret, { headers: { authorization: 'Bearer admin' } })])
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})
