import { describe, expect, test } from 'vitest'
import { asker, component, expectError, posted, type Ask } from './small-world.fixture.ts'

const own = '/api/callboard/v1'
const times = <T>(count: number, item: (i: number) => T): readonly T[] => Array.from({ length: count }, (_, i) => item(i))
const raw = (body: string | Uint8Array | ReadableStream): RequestInit =>
  ({ method: 'POST', body, headers: { 'content-type': 'application/json' }, duplex: 'half' }) as RequestInit

describe('a body', () => {
  test('a body that is too long is 413, with or without content-length', async () => {
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

  test('of exactly `maxBodyBytes` is read, and of one more rejected, with or without content-length', async () => {
    const body = JSON.stringify({ queries: ['é'.repeat(20)] })
    const bytes = new TextEncoder().encode(body).length
    const statuses = async (maxBodyBytes: number): Promise<readonly number[]> => {
      const ask = await asker({ maxBodyBytes })
      const told = raw(body)
      const answers = [
        await ask(`${own}/owners`, raw(body)),
        await ask(`${own}/owners`, { ...told, headers: { ...told.headers, 'content-length': String(bytes) } }),
        await ask(`${own}/owners`, raw(new Blob([body]).stream())),
      ]
      return answers.map(({ status }) => status)
    }
    expect(await statuses(bytes)).toEqual([200, 200, 200])
    expect(await statuses(bytes - 1)).toEqual([413, 413, 413])
  })

  test('is at most a million bytes by default', async () => {
    const ask = await asker()
    const padded = (bytes: number): RequestInit => raw('{"queries":[]}'.padEnd(bytes))
    expect((await ask(`${own}/owners`, padded(1_000_000))).status).toBe(200)
    await expectError(await ask(`${own}/owners`, padded(1_000_001)), 413, 'PayloadTooLargeError')
    await expectError(await ask('/api/catalog/entities/by-refs', padded(1_000_001)), 413, 'PayloadTooLargeError')
    expect((await (await asker({ maxBodyBytes: 1_000_001 }))(`${own}/owners`, padded(1_000_001))).status).toBe(200)
  })

  test('that is too long is not read further: the rest is cancelled', async () => {
    let pulled = 0
    let reason: unknown = 'not cancelled'
    const body = new ReadableStream({
      pull(stream) {
        pulled++
        stream.enqueue(new Uint8Array(40))
      },
      cancel(why) {
        reason = why
      },
    })
    const ask = await asker({ maxBodyBytes: 100 })
    expect((await ask(`${own}/owners`, raw(body))).status).toBe(413)
    expect(pulled).toBeLessThan(6)
    expect(reason).toBe(undefined)
  })

  test('with too large a content-length is not read at all', async () => {
    const body = new ReadableStream({ pull: stream => stream.error(new Error('read')) }, { highWaterMark: 0 })
    const init = raw(body)
    const ask = await asker({ maxBodyBytes: 100 })
    expect((await ask(`${own}/owners`, { ...init, headers: { ...init.headers, 'content-length': '101' } })).status).toBe(413)
  })

  test.each([
    ['100 levels', `${'['.repeat(99)}${']'.repeat(99)}`, `${'['.repeat(100)}${']'.repeat(100)}`, 'The body has more than 100 levels'],
    ['30,000 values', `[${'1,'.repeat(29_995)}1]`, `[${'1,'.repeat(30_000)}1]`, 'The body has more than 30000 values'],
    [
      '10,000 named values',
      `{${times(9999, i => `"${String(i)}":1`).join(',')}}`,
      `{${times(10_000, i => `"${String(i)}":1`).join(',')}}`,
      'The body has more than 10000 fields',
    ],
    ['a number of 1000 digits', `[${'9'.repeat(1000)}]`, `[${'9'.repeat(1001)}]`, 'The body has a number of more than 1000 digits'],
  ])('has at most %s', async (_, fits, exceeds, message) => {
    const ask = await asker()
    const send = (json: string): Promise<Response> => ask(`${own}/owners`, raw(`{"queries":${json}}`))
    expect(await expectError(await send(fits), 400, 'InputError')).not.toContain('more than')
    expect(await expectError(await send(exceeds), 400, 'InputError')).toBe(message)
  })
})

test('a URL has at most 65,536 characters', async () => {
  const ask = await asker()
  const start = 'https://portal.acme.test/callboard.json?'.length
  expect((await ask(`/callboard.json?${'x'.repeat(65_536 - start)}`)).status).toBe(200)
  expect(await expectError(await ask(`/callboard.json?${'x'.repeat(65_537 - start)}`), 400, 'InputError')).toContain('65536 characters')
})

describe('a question', () => {
  test('more than a thousand questions at once are rejected', async () => {
    const ask = await asker()
    const many = Array.from({ length: 1001 }, (_, i) => `service-${String(i)}`)
    await expectError(await ask('/api/callboard/v1/owners', posted({ queries: many })), 400, 'InputError')
    await expectError(await ask('/api/callboard/v1/entities', posted({ refs: many })), 400, 'InputError')
    expect((await ask('/api/callboard/v1/owners', posted({ queries: many.slice(1) }))).status).toBe(200)
  })

  /** Sends requests at a limit and one above it. */
  async function expectBound(path: string, body: (count: number) => object, most: number, message: RegExp, ask?: Ask): Promise<void> {
    const asking = ask ?? (await asker())
    const within = await asking(path, posted(body(most)))
    expect(within.status, await within.clone().text()).toBe(200)
    expect(await expectError(await asking(path, posted(body(most + 1))), 400, 'InputError')).toMatch(message)
  }

  test('lists at most 1000 entities', async () => {
    await expectBound(`${own}/owners`, n => ({ queries: times(n, () => 'pay') }), 1000, /^At most 1000 owners .*not 1001$/)
    await expectBound(`${own}/entities`, n => ({ refs: times(n, () => 'pay') }), 1000, /^At most 1000 entities .*not 1001$/)
    const ask = await asker()
    const parameters = (n: number): string => `${own}/owners?${times(n, () => 'entity=pay').join('&')}`
    expect((await ask(parameters(1000))).status).toBe(200)
    await expectError(await ask(parameters(1001)), 400, 'InputError')
  })

  const negated = (levels: number): unknown => (levels === 1 ? { kind: 'component' } : { $not: negated(levels - 1) })
  const predicates: readonly (readonly [string, (count: number) => unknown, number, RegExp])[] = [
    ['32 levels', negated, 32, /more than 32 levels deep/],
    [
      '32 levels of `$all`',
      n => times(n - 1, i => i).reduce<unknown>(inner => ({ $all: [inner] }), { kind: 'a' }),
      32,
      /more than 32 levels deep/,
    ],
    ['32 levels within `$contains`', n => ({ 'metadata.links': { $contains: negated(n - 1) } }), 32, /more than 32 levels deep/],
    [
      '1000 conditions',
      n => ({ $any: times(((n - 1) / 2) >>> 0, () => ({ kind: 'a' })).concat(n % 2 === 0 ? [{} as never] : []) }),
      1000,
      /more than 1000 conditions/,
    ],
    ['50 different fields', n => Object.fromEntries(times(n, i => [`f${String(i)}`, 'a'])), 50, /more than 50 different fields/],
    [
      '50 conditions on items of lists',
      n => ({ 'metadata.links': { $contains: Object.fromEntries(times(n - 1, i => [`f${String(i)}`, 'a'])) } }),
      50,
      /more than 50 conditions on items of lists/,
    ],
  ]
  test.each(predicates)('has at most %s in a predicate', async (name, predicate, most, message) => {
    const ask = await asker()
    await expectBound(`${own}/query`, n => ({ predicate: predicate(n) }), most, message, ask)
    await expectBound(`${own}/facets`, n => ({ facets: ['kind'], predicate: predicate(n) }), most, message, ask)
    // Backstage supports `$contains` with an object only for relations.
    if (/contains|items/.test(name)) return
    await expectBound('/api/catalog/entity-facets', n => ({ facets: ['kind'], query: predicate(n) }), most, message, ask)
    await expectBound('/api/catalog/entities/by-query', n => ({ query: predicate(n) }), most, message, ask)
    await expectBound('/api/catalog/entities/by-refs', n => ({ entityRefs: ['a'], query: predicate(n) }), most, message, ask)
  })

  test('counts a field once in any letter case, and fields of items separately', async () => {
    const ask = await asker()
    const fifty = times(50, i => ({ [`f${String(i)}`]: 'a' }))
    const again = times(50, i => ({ [`F${String(i)}`]: 'b' }))
    const relations = { relations: { $contains: Object.fromEntries(times(60, i => [`g${String(i)}`, 'a'])) } }
    const send = async (parts: readonly unknown[]): Promise<number> =>
      (await ask(`${own}/query`, posted({ predicate: { $all: parts } }))).status
    expect([await send([...fifty, ...again]), await send([...fifty, { g: 'a' }]), await send([...fifty.slice(1), relations])]).toEqual([
      200, 400, 400,
    ])
  })

  test('does not count conditions on relations as conditions on items, because relations have an index', async () => {
    const ask = await asker()
    const send = async (field: string): Promise<number> => {
      const part = { [field]: { $contains: { type: 'ownedBy', targetRef: 'group:default/payments' } } }
      return (await ask(`${own}/query`, posted({ predicate: { $any: times(60, () => part) } }))).status
    }
    expect([await send('relations'), await send('Relations'), await send('metadata.links')]).toEqual([200, 200, 400])
  })

  test('has at most 1000 `fields`, 100 facets, 50 text fields and 10 order fields, or 50 for by-query', async () => {
    const names = (n: number): readonly string[] => times(n, i => `spec.f${String(i)}`)
    await expectBound(`${own}/query`, n => ({ fields: names(n) }), 1000, /1000/)
    await expectBound(`${own}/entities`, n => ({ refs: [], fields: names(n) }), 1000, /1000/)
    await expectBound('/api/catalog/entities/by-refs', n => ({ entityRefs: [], fields: names(n) }), 1000, /1000/)
    await expectBound(`${own}/facets`, n => ({ facets: names(n) }), 100, /100/)
    await expectBound('/api/catalog/entity-facets', n => ({ facets: names(n) }), 100, /100/)
    await expectBound(`${own}/query`, n => ({ fullText: { term: 'a', fields: names(n) } }), 50, /50/)
    await expectBound('/api/catalog/entities/by-query', n => ({ fullTextFilter: { term: 'a', fields: names(n) } }), 50, /50/)
    await expectBound(`${own}/query`, n => ({ order: names(n).map(field => ({ field })) }), 10, /10/)
    await expectBound('/api/catalog/entities/by-query', n => ({ orderBy: names(n).map(field => ({ field, order: 'asc' })) }), 50, /50/)
  })

  test('has an entity of at most 5000 values to validate', async () => {
    const ask = await asker()
    const base = component('a', 'b') as { readonly spec: object }
    // Nineteen values come before the notes.
    const entity = (notes: number): object => ({ ...base, spec: { ...base.spec, notes: times(notes, () => 1) } })
    const values = (value: unknown): number =>
      typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, one) => sum + values(one), 1) : 1
    const fits = 5000 - values(entity(0))
    const send = (notes: number): Promise<Response> =>
      ask('/api/catalog/validate-entity', posted({ location: 'url:https://git.acme.test/x', entity: entity(notes) }))
    expect((await send(fits)).status).toBe(200)
    const refused = await send(fits + 1)
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { errors: [{ message: expect.stringContaining('more than 5000 values') }] },
    ])
  })

  test('draws at most 100 steps and 10,000 nodes', async () => {
    const chain = times(120, i => component(`c${String(i)}`, 'payments', i === 119 ? {} : { dependsOn: [`component:c${String(i + 1)}`] }))
    const ask = await asker({}, chain)
    const draw = async (search: string): Promise<{ readonly nodes: readonly unknown[]; readonly truncated: boolean }> =>
      (await ask(`${own}/graph?entity=c0&types=dependsOn&${search}`)).json()
    expect((await draw('depth=99')).nodes).toHaveLength(100)
    expect((await draw('depth=100')).nodes).toHaveLength(101)
    expect((await draw('depth=110')).nodes).toHaveLength(101)
    const star = [component('hub', 'payments', { dependsOn: times(10_001, i => `component:leaf-${String(i)}`) })]
    const large = await (await (await asker({}, star))(`${own}/graph?entity=hub&types=dependsOn&maxNodes=20000`)).json()
    expect([large.nodes.length, large.truncated]).toEqual([10_000, true])
  })
})
