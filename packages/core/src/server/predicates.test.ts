import { describe, expect, test } from 'vitest'
import { asker, expectError, posted } from './small-world.fixture.ts'

const page = '/api/catalog/entities/by-query'

/** The ways in which Backstage reads a predicate, each with its message. */
const waysOf = async (path: string, body: object): Promise<readonly string[]> =>
  (await expectError(await (await asker())(path, posted(body)), 400, 'InputError')).replace(/^.*?Validation error: /, '').split(', or ')

const alone = (field: string): string[] => [
  'Expected string, received object',
  'Expected number, received object',
  'Expected boolean, received object',
  ...['$all', '$any', '$not'].map(name => `Required at "${name}"; Unrecognized key(s) in object: '${field}'`),
]
const nothing = (at: string): string[] =>
  ['string', 'number', 'boolean', 'object'].map(type => `Expected ${type}, received null at "${at}"`)

describe('a wrong predicate is rejected with the message of Backstage, which tries every reading', () => {
  test('for a field without a value', async () => {
    expect(await waysOf(page, { query: { kind: null } })).toEqual([
      ...nothing('kind'),
      'Invalid at "kind"; Expected never, received null at "kind"',
      ...alone('kind'),
    ])
  })

  test.each([
    ['kind', '"kind.$in[1]"'],
    ['a.b', '"a.b.$in[1]"'],
    ['a b', '"a b.$in[1]"'],
    ['é', '"é.$in[1]"'],
    ['1', '"["1"].$in[1]"'],
    ['-', '"["-"].$in[1]"'],
    ['a"b"c', String.raw`"["a\"b\"c"].$in[1]"`],
    ['', '"[""].$in[1]"'],
  ])('with the path of the nested fault: %j', async (field, place) => {
    expect(await waysOf(page, { query: { [field]: { $in: ['a', null] } } })).toContain(`Expected string, received null at ${place}`)
  })

  test('for a field without a name', async () => {
    expect(await waysOf(page, { query: { '': null } })).toEqual(expect.arrayContaining(nothing('""')))
  })

  test('of a field that is named like an operator within', async () => {
    expect(await waysOf(page, { query: { a$: null } })).toContain('Invalid at "a$"; Expected never, received null at "a$"')
  })

  test('for operators with further keys', async () => {
    expect(await waysOf(page, { query: { $all: [{}], $any: [{}] } })).toEqual(["Unrecognized key(s) in object: '$any'"])
    expect(await waysOf(page, { query: { $in: 1, $x: 1 } })).toEqual(['Invalid at "$in"; Invalid at "$x"'])
  })

  test('for nested parts', async () => {
    expect(await waysOf(page, { query: { $all: [{ a: 1 }, { b: null }] } })).toEqual(expect.arrayContaining(nothing('$all[1].b')))
    expect(await waysOf(page, { query: { x: { $contains: { y: null } } } })).toEqual(expect.arrayContaining(nothing('x.$contains.y')))
    expect(await waysOf(page, { query: { $not: null } })).toEqual(expect.arrayContaining(nothing('$not')))
  })

  test('with the path in the body for by-refs', async () => {
    const path = '/api/catalog/entities/by-refs'
    expect(await waysOf(path, { entityRefs: ['a'], query: { kind: null } })).toEqual(expect.arrayContaining(nothing('query.kind')))
    const message = await expectError(await (await asker())(path, posted({ entityRefs: [], query: { kind: null } })), 400, 'InputError')
    expect(message).toMatch(
      /^Malformed request body \(did you remember to specify an application\/json content type\?\), Validation error: /,
    )
    expect(await expectError(await (await asker())(page, posted({ query: { kind: null } })), 400, 'InputError')).toMatch(
      /^Invalid query: Validation error: /,
    )
  })
})

describe('a large wrong predicate is rejected with only the path of the first wrong part', () => {
  const many = Array.from({ length: 120 }, () => ({ kind: 'a' }))
  test.each([
    ['a part', { $any: [...many, null] }, '$any/120'],
    ['a field', { $any: [...many, { a: null }] }, '$any/120/a'],
    ['a value of a list', { $any: [...many, { a: { $in: ['x', {}] } }] }, '$any/120/a/$in/1'],
    ['an operator within', { $not: { $any: [...many, { $all: [{}], $not: {} }] } }, '$not/$any/120/$not'],
    ['what a list holds', { $any: [...many, { a: { $contains: { b: null } } }] }, '$any/120/a/$contains/b'],
    ['an unknown operator of a field', { $any: [...many, { a: { $foo: 1 } }] }, '$any/120/a'],
    ['something other than a list', { $any: [...many, { $all: {} }] }, '$any/120/$all'],
    ['a key', { $any: [...many, { $x: 1 }] }, '$any/120/$x'],
    ['a long key', { $any: [...many, { ['k'.repeat(500)]: null }] }, `$any/120/${'k'.repeat(100)}`],
  ])('%s', async (_, query, place) => {
    const ask = await asker()
    expect(await expectError(await ask(page, posted({ query })), 400, 'InputError')).toBe(
      `Invalid query: ${place} is not a valid part of a predicate`,
    )
    expect(await expectError(await ask('/api/catalog/entities/by-refs', posted({ entityRefs: [], query })), 400, 'InputError')).toContain(
      `query/${place} is not a valid part of a predicate`,
    )
  })

  test('is large from a hundred values, or from four thousand characters', async () => {
    const ask = await asker()
    const says = async (query: object): Promise<boolean> =>
      (await expectError(await ask(page, posted({ query })), 400, 'InputError')).includes('Validation error')
    const listed = (count: number): object => ({ kind: { $in: [...Array.from({ length: count }, () => 'a'), null] } })
    // The whole, the field, the list and the wrong value are four more.
    expect([await says(listed(96)), await says(listed(97))]).toEqual([true, false])
    const long = (letters: number): object => ({ kind: null, a: 'x'.repeat(letters - JSON.stringify({ kind: null, a: '' }).length) })
    expect([await says(long(4000)), await says(long(4001))]).toEqual([true, false])
  })
})

describe('a primitive value', () => {
  test.each([
    [{ $not: 'x' }, '"x"'],
    [{ $any: [{ kind: 'a' }, 1] }, '1'],
    [{ $all: [true] }, 'true'],
    [{ $not: { $any: [{ $all: ['y'] }] } }, '"y"'],
  ])('does not say which field it is for: %j', async (query, value) => {
    const message = `Invalid filter predicate: top-level primitive values are not supported. Wrap the value in a field expression, e.g. { "kind": ${value} }`
    const ask = await asker()
    for (const path of [page, '/api/catalog/locations/by-query'])
      expect(await expectError(await ask(path, posted({ query })), 400, 'InputError')).toBe(message)
  })

  test('is a value to find in a list', async () => {
    const ask = await asker()
    const query = { 'metadata.tags': { $contains: 'tag-of-pay' } }
    expect((await (await ask(page, posted({ query }))).json()).totalItems).toBe(1)
    for (const right of [query, { kind: 'x' }, { $not: { $all: [{ kind: 'x' }, { $any: [] }] } }])
      expect((await ask('/api/catalog/locations/by-query', posted({ query: right }))).status).toBe(200)
  })
})

describe('the first valid operator of a value counts', () => {
  test.each([
    [{ $exists: false, $in: ['pay'] }, 0],
    [{ $exists: 'no', $in: ['pay'] }, 1],
    [{ $in: ['pay'], $hasPrefix: 'zzz' }, 1],
    [{ $in: [null], $hasPrefix: 'sho' }, 1],
    [{ $in: 'pay', $contains: 'shop' }, 1],
    [{ $contains: 'secret', $hasPrefix: 'zzz' }, 1],
    [{ $contains: null, $hasPrefix: 'p' }, 2],
    [{ $in: [true, 1, 'pay'] }, 1],
    [{ $in: [] }, 0],
  ])('%j', async (value, total) => {
    const answer = await (await asker())(page, posted({ query: { 'metadata.name': value } }))
    expect((await answer.json()).totalItems).toBe(total)
  })
})

describe('a cursor of an older server', () => {
  const found = async (cursor: object): Promise<number> => {
    const whole = { orderFields: [], orderFieldValues: [], isPrevious: false, ...cursor }
    const answer = await (await asker())(`${page}?cursor=${encodeURIComponent(btoa(JSON.stringify(whole)))}`)
    expect(answer.status, await answer.clone().text()).toBe(200)
    return (await answer.json()).items.length
  }
  /** The same, too large for the message of Backstage. */
  const large = Array.from({ length: 130 }, () => ({ key: 'none' }))

  test.each([
    ['a field', { key: 'metadata.tags' }, 3],
    ['values of a field', { key: 'kind', values: ['group', 'user'] }, 2],
    ['no values', { key: 'kind', values: [] }, 0],
    ['the contrary', { not: { key: 'metadata.tags' } }, 2],
    ['any of several', { anyOf: [{ key: 'none' }, { key: 'kind', values: ['group'] }] }, 2],
    [
      'all of several',
      {
        allOf: [
          { key: 'kind', values: ['component'] },
          { key: 'metadata.name', values: ['pay', 'vault'] },
        ],
      },
      1,
    ],
    ['any of none', { anyOf: [] }, 0],
    ['all of none', { allOf: [] }, 5],
    ['a field like a prototype', { key: '__proto__' }, 0],
  ])('asks for %s', async (_, filter, count) => {
    expect(await found({ filter })).toBe(count)
    expect(await found({ filter: { anyOf: [...large, filter] } })).toBe(count)
    expect(await found({ filter: { allOf: [{ not: { anyOf: large } }, filter] } })).toBe(count)
  })

  test('asks for both if it has a filter and a query', async () => {
    expect(await found({ filter: { key: 'kind', values: ['component'] }, query: { 'metadata.name': 'pay' } })).toBe(1)
    expect(await found({ filter: { key: 'none' }, query: { 'metadata.name': 'pay' } })).toBe(0)
    expect(await found({ filter: { key: 'kind', values: ['component'] }, query: { 'metadata.name': 'none' } })).toBe(0)
  })
})

describe('a cursor is refused', () => {
  const refused = async (cursor: string): Promise<string> =>
    expectError(await (await asker())(`${page}?cursor=${encodeURIComponent(cursor)}`), 400, 'InputError')
  const right = { orderFields: [], orderFieldValues: [], isPrevious: false }
  const large = { anyOf: Array.from({ length: 130 }, () => ({ key: 'kind' })) }

  test.each([
    ['that is not base64 of JSON', 'nonsense', 'Malformed cursor: SyntaxError: '],
    ['that is not an object', btoa('null'), 'Malformed cursor: InputError: Malformed cursor: ['],
    ['with too many levels', btoa(`${'['.repeat(101)}`), 'Malformed cursor: InputError: The cursor has more than 100 levels'],
    ['without an order', btoa(JSON.stringify({ ...right, orderFields: undefined })), 'Malformed cursor: InputError: Malformed cursor: ['],
  ])('%s', async (_, cursor, message) => {
    expect((await refused(cursor)).startsWith(message)).toBe(true)
  })

  test.each([
    ['orderFields', [{ field: 1, order: 'asc' }]],
    ['orderFields', [{ field: 'a', order: 'up' }]],
    ['orderFieldValues', [1]],
    ['isPrevious', 'no'],
    ['totalItems', 'many'],
    ['firstSortFieldValues', [1]],
    ['fullTextFilter', {}],
    ['fullTextFilter', { term: 'a', fields: 'b' }],
    ['query', { kind: null }],
    ['filter', { key: 1 }],
    ['filter', { key: 'a', values: ['b', 1] }],
    ['filter', { key: 'a', values: 'b' }],
    ['filter', { not: 'a' }],
    ['filter', { not: null }],
    ['filter', { anyOf: [{}] }],
    ['filter', { allOf: {} }],
    ['filter', {}],
    ['filter', 'a'],
  ])('with a wrong %s: %j, even if the rest is large', async (name, value) => {
    expect(await refused(btoa(JSON.stringify({ ...right, [name]: value })))).toMatch(/^Malformed cursor: InputError: Malformed cursor: \[/)
    const filter = name === 'filter' ? { allOf: [large, value] } : large
    expect(await refused(btoa(JSON.stringify({ ...right, [name]: value, filter })))).toMatch(/^Malformed cursor: /)
  })

  test('with more next to the query than any real cursor has', async () => {
    const beside = (count: number): string =>
      btoa(JSON.stringify({ ...right, filter: large, orderFieldValues: Array.from({ length: count }, () => 'a') }))
    const ask = await asker()
    expect((await ask(`${page}?cursor=${encodeURIComponent(beside(900))}`)).status).toBe(200)
    expect(await refused(beside(1100))).toBe('Malformed cursor: it does not come from an earlier answer')
  })
})
