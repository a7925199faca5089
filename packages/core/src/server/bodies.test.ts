import { describe, expect, test } from 'vitest'
import { asker, expectError, posted } from './small-world.fixture.ts'

const owners = '/api/callboard/v1/owners'
const query = '/api/callboard/v1/query'
const refs = '/api/catalog/entities/by-refs'
const page = '/api/catalog/entities/by-query'
const typed = (body: string | Uint8Array, type = 'application/json'): RequestInit =>
  ({ method: 'POST', body, headers: { 'content-type': type } }) as RequestInit

// The messages for invalid JSON are the engine's. Backstage runs on Node, so they are those of V8; Bun's engine is WebKit's.
const isV8 = globalThis.process?.versions['webkit'] === undefined

describe('a body is not JSON', () => {
  test.each([
    ['where it breaks off', '{"queries":[', 'Unexpected end of JSON input'],
    ['where it is blank', ' \t\r\n', 'Unexpected end of JSON input'],
    ['where it is a text', '"text"', `Unexpected token '"', ""text"" is not valid JSON`],
    ['where it is a number', '1', `Unexpected token '1', "1" is not valid JSON`],
    ['where it is nothing', 'null', `Unexpected token 'n', "null" is not valid JSON`],
    [
      'where it is many blanks and letters',
      `${' '.repeat(5)}${'x'.repeat(12)}`,
      `Unexpected token 'x', "${' '.repeat(5)}${'x'.repeat(12)}" is not valid JSON`,
    ],
    ['where it is words, with blanks before', ' \t\n\r x y', `Unexpected token 'x', " \t\n\r x y" is not valid JSON`],
  ])('%s, with the message of Backstage', async (_, body, message) => {
    const said = await expectError(await (await asker())(owners, typed(body)), 400, 'InputError')
    expect(said).not.toContain('#')
    if (isV8) expect(said).toBe(message)
  })
})

describe('a body is read', () => {
  test.each([
    ['application/json'],
    ['Application/JSON'],
    [' application/json ; charset=UTF-8'],
    ['application/json; charset="utf-8"'],
    ['application/json;charset=utf-8;x=y'],
    ['application/json; Charset=utf-8'],
  ])('as %j', async type => {
    const answer = await (await asker())(owners, typed(' \r\n\t{"queries":["pay"]}', type))
    expect([answer.status, (await answer.json()).items.length]).toEqual([200, 1])
  })

  test('in its declared charset', async () => {
    const text = '{"queries":["é"]}'
    const bytes = new Uint8Array(text.length * 2)
    for (let i = 0; i < text.length; i++) bytes[i * 2] = text.charCodeAt(i)
    const answer = await (await asker())(owners, typed(bytes, 'application/json; charset=utf-16le'))
    expect((await answer.json()).items[0].query).toBe('é')
  })

  test('completely, in any number of chunks', async () => {
    const bytes = new TextEncoder().encode('{"queries":["pay","é","shop"]}')
    const body = new ReadableStream({
      start(stream) {
        for (const byte of bytes) stream.enqueue(Uint8Array.of(byte))
        stream.close()
      },
    })
    const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } } as RequestInit
    const { items } = await (await (await asker())(owners, init)).json()
    expect(items.map((item: { readonly query: string }) => item.query)).toEqual(['pay', 'é', 'shop'])
  })

  test('as an empty object if there is none', async () => {
    const ask = await asker()
    expect(await expectError(await ask(owners, typed('')), 400, 'InputError')).toBe("request/body must have required property 'queries'")
    expect((await ask(page, { method: 'POST' })).status).toBe(200)
    expect(await expectError(await ask(refs, { method: 'POST' }), 400, 'InputError')).toContain('Required at "entityRefs"')
  })
})

describe('a body of another type is refused', () => {
  test.each([
    ['text/plain', 'unsupported media type text/plain'],
    ['text/plain; b=2; a=1; boundary=q', 'unsupported media type text/plain; a=1; b=2'],
    ['TEXT/plain;charset=ASCII', 'unsupported media type text/plain; charset=ascii'],
    ['application/json+x', 'unsupported media type application/json+x'],
    ['application/json; charset=latin1', 'unsupported charset "LATIN1"'],
    ['application/json; charset=utf-7', 'unsupported charset "UTF-7"'],
    ['application/json; charset="latin1"', 'unsupported charset "LATIN1"'],
    ['text/plain; c=3; a=UPPER; b=2', 'unsupported media type text/plain; a=UPPER; b=2; c=3'],
    ['application/json; charset=x"utf-8"', 'unsupported charset "X"UTF-8""'],
    ['application/json; charset="utf-8"x', 'unsupported charset ""UTF-8"X"'],
    ['application/json; charset=utf-8; charset=latin1', 'unsupported charset "LATIN1"'],
  ])('%s', async (type, message) => {
    const ask = await asker()
    for (const [path, body] of [
      [owners, '{"queries":[]}'],
      [refs, '{"entityRefs":[]}'],
    ] as const)
      expect(await expectError(await ask(path, typed(body, type)), 400, 'InputError')).toBe(message)
  })

  test('without a type if one is required', async () => {
    const ask = await asker()
    const untyped = { method: 'POST', body: new Uint8Array([0x7b, 0x7d]) }
    expect(await expectError(await ask(owners, untyped), 400, 'InputError')).toBe('Send the body with content-type: application/json')
    expect(await expectError(await ask('/api/catalog/entity-facets', untyped), 400, 'InputError')).toBe('unsupported media type undefined')
    expect(await expectError(await ask(owners, typed('{}', ' ')), 400, 'InputError')).toMatch(/content-type|unsupported media type/)
  })

  test('with a type of any length, in a short message', async () => {
    const message = await expectError(await (await asker())(owners, typed('{}', `text/plain; a=${'x'.repeat(5000)}`)), 400, 'InputError')
    expect(message).toBe(`unsupported media type ${'text/plain; a='.padEnd(300, 'x')}`)
  })
})

describe('a body with wrong parts is rejected, with the path of the first', () => {
  test.each([
    [refs, {}, "request/body must have required property 'entityRefs'"],
    [refs, [], 'request/body must be object'],
    [refs, { entityRefs: 'a' }, 'request/body/entityRefs must be array'],
    [refs, { entityRefs: null }, 'request/body/entityRefs must be array'],
    [refs, { entityRefs: ['a', 1] }, 'request/body/entityRefs/1 must be string'],
    [refs, { entityRefs: [], fields: {} }, 'request/body/fields must be array'],
    [refs, { entityRefs: [], query: null }, 'request/body/query must be object'],
    [refs, { entityRefs: [], query: [] }, 'request/body/query must be object'],
    [page, { limit: '1' }, 'request/body/limit must be number'],
    [page, { orderBy: [{ field: 'a' }] }, "request/body/orderBy/0 must have required property 'order'"],
    [
      page,
      {
        orderBy: [
          { field: 'a', order: 'asc' },
          { field: 'a', order: 'up' },
        ],
      },
      'request/body/orderBy/1/order must be equal to one of the allowed values: asc, desc',
    ],
    [page, { fullTextFilter: { term: 1 } }, 'request/body/fullTextFilter/term must be string'],
    [page, { totalItems: 1 }, 'request/body/totalItems must be string'],
    ['/api/catalog/refresh', { other: 1 }, "request/body must have required property 'entityRef'"],
    ['/api/catalog/refresh', { entityRef: 'a', other: 1 }, 'request/body must NOT have additional properties'],
    ['/api/catalog/refresh', { entityRef: 1 }, 'request/body/entityRef must be string'],
    ['/api/catalog/locations/by-query', { limit: 0 }, 'Limit must be a positive integer >= 1'],
    [owners, { queries: null }, 'request/body/queries must be array'],
    [query, { fullText: {} }, "request/body/fullText must have required property 'term'"],
    [query, { order: [{ field: 'a', order: 'up' }] }, 'request/body/order/0/order must be equal to one of the allowed values: asc, desc'],
  ])('%s %j', async (path, body, message) => {
    expect(await expectError(await (await asker())(path, posted(body)), 400, 'InputError')).toBe(message)
  })

  test('fields unknown to Backstage are ignored in its API', async () => {
    const ask = await asker()
    expect((await ask(refs, posted({ entityRefs: [], other: 1 }))).status).toBe(200)
    expect((await ask(page, posted({ orderBy: [{ field: 'kind', order: 'asc', other: 1 }] }))).status).toBe(200)
  })

  test.each([
    [owners, { querys: [] }, 'has an unknown field "querys". Did you mean "queries"? Known fields: queries'],
    [owners, { queries: 1, zzz: 1 }, 'has an unknown field "zzz". Known fields: queries'],
    ['/api/callboard/v1/entities', { ref: [] }, 'has an unknown field "ref". Did you mean "refs"? Known fields: refs, fields'],
    [
      '/api/callboard/v1/facets',
      { facet: [] },
      'has an unknown field "facet". Did you mean "facets"? Known fields: facets, filter, predicate',
    ],
    [
      query,
      { fulltext: {} },
      'has an unknown field "fulltext". Did you mean "fullText"? Known fields: filter, predicate, fullText, order, limit, offset, cursor, fields',
    ],
    [owners, JSON.parse('{"__proto__":1}'), 'has an unknown field "__proto__". Known fields: queries'],
    [owners, { toString: 1 }, 'has an unknown field "toString". Known fields: queries'],
    [owners, { ['x'.repeat(200)]: 1 }, `has an unknown field "${'x'.repeat(100)}". Known fields: queries`],
  ])('%s %j: an unknown field in our API is reported, with a suggestion and the known ones', async (path, body, says) => {
    expect(await expectError(await (await asker())(path, posted(body)), 400, 'InputError')).toBe(`request/body ${says}`)
  })

  test('a nested unknown field is reported with its path', async () => {
    const ask = await asker()
    expect(await expectError(await ask(query, posted({ order: [{ field: 'a', other: 1 }] })), 400, 'InputError')).toBe(
      'request/body/order/0 has an unknown field "other". Known fields: field, order',
    )
    expect(await expectError(await ask(query, posted({ fullText: { term: 'a', other: 1 } })), 400, 'InputError')).toBe(
      'request/body/fullText has an unknown field "other". Known fields: term, fields',
    )
  })
})

describe('a filter in a body', () => {
  const found = async (filter: unknown): Promise<unknown> => {
    const answer = await (await asker())(query, posted({ filter, fields: ['metadata.name'] }))
    return answer.status === 200 ? (await answer.json()).totalItems : (await answer.json()).error.message
  }

  test('is an object of fields, or a list of them, where `true` means that the field exists', async () => {
    expect(await found({ kind: 'component' })).toBe(3)
    expect(await found({ 'kind': ['component', 'group'], 'metadata.tags': true })).toBe(3)
    expect(await found([{ 'metadata.name': 'pay' }, { kind: 'group' }])).toBe(3)
    expect(await found([])).toBe(0)
    expect(await found({})).toBe(5)
  })

  test.each([
    ['text'],
    [1],
    [null],
    [true],
    [[null]],
    [[['kind']]],
    [{ kind: 1 }],
    [{ kind: null }],
    [{ kind: false }],
    [{ kind: ['a', 1] }],
    [{ kind: {} }],
  ])('cannot be %j', async filter => {
    expect(await found(filter)).toBe(
      '`filter` must be an object of fields, or a list of such objects; a field has a string, a list of strings, or true',
    )
  })
})
