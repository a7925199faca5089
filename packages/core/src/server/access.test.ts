import { describe, expect, test } from 'vitest'
import { createPortal } from '../portal.ts'
import { CallboardError } from '../errors.ts'
import { memory } from '../source/memory.ts'
import type { Source } from '../source/types.ts'
import { asker, askPortal, component, expectError, group, posted, reads, writes } from './small-world.fixture.ts'

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

  test.each(reads)('%s is only for known callers, and not kept by shared caches', async path => {
    const ask = await asker({ authenticate })
    // A badge is an image, whatever its text.
    if (path.startsWith('/badge/')) expect((await ask(path)).status).toBe(401)
    else await expectError(await ask(path), 401, 'AuthenticationError')
    const known = await ask(path, as('ada'))
    expect(known.status).toBe(200)
    expect(known.headers.get('cache-control')).toMatch(/private|no-store/)
  })

  test('unknown paths and methods are also only for known callers', async () => {
    const ask = await asker({ authenticate })
    for (const [path, method] of [
      ['/api/catalog/nothing', 'GET'],
      ['/api/callboard/v1/nothing', 'GET'],
      ['/api/callboard/v1/owners', 'DELETE'],
      ['/callboard.json', 'POST'],
    ] as const)
      await expectError(await ask(path, { method }), 401, 'AuthenticationError')
    expect((await ask('/api/callboard/v1/owners', as('ada', { method: 'DELETE' }))).status).toBe(405)
    // Outside the APIs, paths are public.
    await expectError(await ask('/nothing'), 404, 'NotFoundError')
  })

  test('changes are not reported to unknown callers', async () => {
    const ask = await asker({ authenticate })
    await expectError(await ask('/api/callboard/v1/changes'), 401, 'AuthenticationError')
    expect((await ask('/api/callboard/v1/changes', as('ada', { method: 'HEAD' }))).status).toBe(200)
  })

  test.each([
    ['undefined', () => undefined],
    ['null', () => null as never],
    ['false', () => false as never],
    ['an empty string', () => ''],
    ['a promise of undefined', async () => undefined],
    ['a promise of false', async () => false as never],
  ])('a caller is unknown when it returns %s', async (_, nobody) => {
    expect(await expectError(await (await asker({ authenticate: nobody }))('/callboard.json'), 401, 'AuthenticationError')).toBe(
      'Sign in to read this portal',
    )
  })

  test('any other value is the caller, even 0', async () => {
    for (const who of [0, true, {}]) {
      const seen: unknown[] = []
      const ask = await asker({ authenticate: async () => who as never, authorize: caller => seen.push(caller) > 0 })
      expect((await ask('/callboard.json')).status).toBe(200)
      expect(new Set(seen)).toEqual(new Set([who]))
    }
  })

  test.each([
    [
      'throws',
      (): never => {
        throw new Error('bad token abc123')
      },
    ],
    [
      'rejects',
      async (): Promise<never> => {
        throw new Error('bad token abc123')
      },
    ],
    [
      'throws an error of Callboard',
      (): never => {
        throw new CallboardError('invalid-options', 'bad token abc123')
      },
    ],
    [
      'throws nothing',
      (): never => {
        throw undefined
      },
    ],
  ])('a caller is unknown when it %s: its message is not shown, and it is not an internal error', async (_, fails) => {
    const told: unknown[] = []
    const ask = await asker({ authenticate: fails, onError: error => told.push(error) })
    for (const path of ['/callboard.json', '/api/catalog/entities', '/badge/component/default/pay.svg']) {
      const answer = await ask(path)
      expect(answer.status).toBe(401)
      expect(await answer.text()).not.toContain('abc123')
    }
    expect(told).toEqual([])
  })

  test.each(writes.filter(([path]) => /locations|analyze/.test(path)))(
    'a write to %s by a known caller is not implemented',
    async (path, init) => {
      await expectError(await (await asker({ authenticate }))(path, as('ada', init)), 501, 'NotImplementedError')
    },
  )

  test('a write of an unknown caller is refused before anything about its target is revealed', async () => {
    const ask = await asker({ authenticate })
    for (const ref of ['component:pay', 'component:absent'])
      expect(await expectError(await ask('/api/catalog/refresh', posted({ entityRef: ref })), 401, 'AuthenticationError')).toBe(
        'Sign in to read this portal',
      )
    const open = await asker()
    for (const ref of ['component:pay', 'component:absent'])
      expect(await expectError(await open('/api/catalog/refresh', posted({ entityRef: ref })), 401, 'AuthenticationError')).toContain(
        'read-only',
      )
  })

  test('`authorize` gets the caller, the action and the entity without its relations', async () => {
    const asked: unknown[] = []
    const ask = await asker({
      authenticate,
      authorize: async (...question) => asked.push(question) > 0,
    })
    await ask('/api/catalog/refresh', as('ada', posted({ entityRef: 'component:pay' })))
    const about = asked.filter(question => (question as readonly unknown[])[1] === 'refresh')
    expect(about).toMatchObject([['ada', 'refresh', { kind: 'Component', metadata: { name: 'pay' } }]])
    expect(asked.some(question => 'relations' in ((question as readonly object[])[2] ?? {}))).toBe(false)
    expect(new Set(asked.map(question => (question as readonly unknown[])[0]))).toEqual(new Set(['ada']))
  })

  test('without `authorize`, every known caller may do everything', async () => {
    const ask = await asker({ authenticate })
    expect((await ask('/api/catalog/refresh', as('ada', posted({ entityRef: 'component:pay' })))).status).toBe(200)
    await expectError(await ask('/api/catalog/entities/by-uid/uid-of-pay', as('ada', { method: 'DELETE' })), 501, 'NotImplementedError')
  })

  test('an entity is not removed without permission: 403, or 204 for a hidden entity', async () => {
    const ask = await asker({
      authenticate,
      authorize: (who, action, { metadata }) => (action === 'read' ? who === 'ada' || metadata.name !== 'secret' : who === 'ada'),
    })
    const remove = (who: string, uid: string): Promise<Response> =>
      ask(`/api/catalog/entities/by-uid/${uid}`, as(who, { method: 'DELETE' }))
    await expectError(await remove('ada', 'uid-of-pay'), 501, 'NotImplementedError')
    expect(await expectError(await remove('bob', 'uid-of-pay'), 403, 'NotAllowedError')).toBe(
      'You may not unregister component:default/pay',
    )
    const [hidden, absent] = [await remove('bob', 'uid-of-secret'), await remove('bob', 'uid-of-nothing')]
    expect([hidden.status, await hidden.text(), absent.status, await absent.text()]).toEqual([204, '', 204, ''])
  })

  test('a refresh needs permission, reads the sources again, and reveals no hidden entities', async () => {
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
    // The dependencies in shop's own spec are part of shop's text.
    const text = (await response.text())
      .replaceAll('"dependsOn":["component:secret"]', '')
      .replaceAll('{"type":"dependsOn","targetRef":"component:default/secret"}', '')
    expect(text).not.toContain('secret')
  })

  test('is not found by name, uid, reference or question', async () => {
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

  test('is not counted in totals', async () => {
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

  test('is not revealed by its old name either', async () => {
    const source = memory({
      entities: [component('secret', 'vault'), component('web', 'vault', { dependsOn: ['component:old-name'] }), group('vault')],
    })
    const portal = await createPortal({ sources: [source], aliases: { 'component:default/old-name': 'component:default/secret' } })
    const ask = askPortal(portal, { authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
    for (const path of [
      '/api/catalog/entities',
      '/api/callboard/v1/graph?entity=web&depth=2',
      '/api/callboard/v1/owners?entity=component:old-name',
    ]) {
      expect(await (await ask(path)).text()).not.toContain('secret')
    }
  })

  test('as an owner is an owner that no source defines', async () => {
    const ask = await asker({ authorize: (_who, _action, { metadata }) => metadata.name !== 'payments' })
    const { items } = await (await ask('/api/callboard/v1/owners?entity=pay')).json()
    expect(items[0].owner?.exists ?? false).toBe(false)
    expect(items[0].reach).toEqual([])
  })

  test('stays in the descriptors of visible entities that refer to it, and its own relations are gone', async () => {
    const ask = await hiding()
    const relationsOf = async (name: string): Promise<unknown> =>
      (await (await ask(`/api/catalog/entities/by-name/${name}`)).json()).relations
    expect(await relationsOf('group/default/vault')).toEqual([])
    expect(await relationsOf('component/default/shop')).toContainEqual({ type: 'dependsOn', targetRef: 'component:default/secret' })
    const seen = await asker()
    expect((await (await seen('/api/catalog/entities/by-name/group/default/vault')).json()).relations).toEqual([
      { type: 'ownerOf', targetRef: 'component:default/secret' },
    ])
  })

  test('does not affect the relations of other entities', async () => {
    const ask = await hiding()
    const seen = await asker()
    const path = '/api/catalog/entities/by-name/group/default/payments'
    expect((await (await ask(path)).json()).relations).toEqual((await (await seen(path)).json()).relations)
    expect((await (await ask(path)).json()).relations).toEqual([
      { type: 'ownerOf', targetRef: 'component:default/pay' },
      { type: 'ownerOf', targetRef: 'component:default/shop' },
    ])
  })

  test('is not revealed by old names of its dependencies', async () => {
    const entities = [component('secret', 'vault', { dependsOn: ['component:old-pay'] }), component('pay', 'payments'), group('vault')]
    const portal = await createPortal({
      sources: [memory({ entities })],
      aliases: { 'component:default/old-pay': 'component:default/pay' },
    })
    const path = '/api/catalog/entities/by-name/component/default/pay'
    expect((await (await askPortal(portal)(path)).json()).relations).toContainEqual({
      type: 'dependencyOf',
      targetRef: 'component:default/secret',
    })
    const ask = askPortal(portal, { authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
    expect((await (await ask(path)).json()).relations).toEqual([{ type: 'ownedBy', targetRef: 'group:default/payments' }])
    expect((await (await ask('/api/callboard/v1/owners?entity=component:old-pay')).json()).items[0].entity.ref).toBe(
      'component:default/pay',
    )
  })

  test('is not reported as stale, while visible entities are', async () => {
    const { read } = memory({ entities: [component('pay', 'payments'), component('secret', 'payments'), group('payments')] })
    let isAway = false
    const source: Source = {
      name: 'git',
      async *read(context) {
        if (isAway) throw new Error('away')
        yield* read(context)
      },
    }
    const portal = await createPortal({ sources: [source], now: () => 1000 })
    isAway = true
    await portal.catalog.refresh()
    const ask = askPortal(portal, { authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
    const { items } = await (await ask('/api/callboard/v1/owners?entity=pay&entity=component:secret')).json()
    expect(items[0].stale).toMatchObject({ since: 1000 })
    expect(items[1]).toMatchObject({ state: 'not-found' })
    expect(items[1].entity).toBe(undefined)
  })

  test('is visible to callers who may see it, at the same time', async () => {
    const ask = await asker({
      authenticate: request => request.headers.get('authorization') ?? undefined,
      authorize: async (who, _action, { metadata }) => who === 'ada' || metadata.name !== 'secret',
    })
    const totals = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const answer = await ask('/callboard.json', { headers: { authorization: i % 2 === 0 ? 'ada' : 'bob' } })
        return (await answer.json()).entities
      }),
    )
    expect(totals).toEqual([5, 4, 5, 4, 5, 4, 5, 4, 5, 4])
  })

  test('is separate for any number of callers', async () => {
    const entities = Array.from({ length: 40 }, (_, i) => component(`c${String(i)}`, 'payments'))
    const ask = await asker(
      {
        authenticate: request => request.headers.get('authorization') ?? undefined,
        authorize: (who, _action, { metadata }) => metadata.name === who,
      },
      entities,
    )
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 40; i++) {
        const answer = await ask('/api/catalog/entities?fields=metadata.name', { headers: { authorization: `c${String(i)}` } })
        expect(await answer.json()).toEqual([{ metadata: { name: `c${String(i)}` } }])
      }
    }
  })
})
