import { describe, expect, test } from 'vitest'
import { copyPlainData } from './copy-plain-data.ts'
import { resolveLimits } from './limits.ts'

const limits = resolveLimits()
const copy = (value: unknown, own: Parameters<typeof resolveLimits>[0] = {}) => copyPlainData(value, resolveLimits(own))

describe('The copy of plain data', () => {
  test.each([null, 'text', '', 0, true, false])('is itself for %j', value => expect(copy(value)).toEqual({ data: value }))

  test('is equal and shares nothing', () => {
    const inner = { list: [1, 'x', null, [true]], empty: {} }
    const value = { inner, again: inner, none: Object.create(null) as object }
    const result = copy(value) as { readonly data: typeof value }
    expect(result).toEqual({ data: { inner, again: inner, none: {} } })
    expect(result.data).not.toBe(value)
    expect(result.data.inner).not.toBe(inner)
    expect(result.data.inner.list).not.toBe(inner.list)
    expect(result.data.again).not.toBe(result.data.inner)
  })

  test('has no fields that are undefined, and null for holes in lists', () => {
    const { data } = copy({ gone: undefined, list: [undefined, 1] }) as { readonly data: object }
    expect(Object.keys(data)).toEqual(['list'])
    expect(data).toStrictEqual({ list: [null, 1] })
  })

  test('has dates as strings', () => {
    expect(copy({ day: new Date(0), none: new Date('never') })).toEqual({ data: { day: '1970-01-01T00:00:00.000Z', none: null } })
  })

  test('takes objects of another realm: their prototype has no prototype either', () => {
    const foreign = Object.create(Object.create(null) as object) as Record<string, unknown>
    foreign['a'] = 1
    expect(copy(foreign)).toEqual({ data: { a: 1 } })
  })

  test('keeps a field named __proto__ as a field', () => {
    const { data } = copy(JSON.parse('{"__proto__": {"x": 1}}')) as { readonly data: object }
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
    expect(Object.keys(data)).toEqual(['__proto__'])
  })
})

describe('What is not plain data', () => {
  class Money {
    readonly cents = 1
  }
  const ring: Record<string, unknown> = {}
  ring['list'] = [ring]

  test.each([
    ['a function', { a: { b: () => 1 } }, ['a', 'b'], 'function'],
    ['a symbol', { a: [0, Symbol('x')] }, ['a', 1], 'symbol'],
    ['a bigint', 1n, [], 'bigint'],
    ['nothing', undefined, [], 'undefined'],
    ['an instance', { a: new Money() }, ['a'], 'class'],
    ['a Map', { a: new Map() }, ['a'], 'class'],
    ['a ring', ring, ['list', 0], 'circular'],
  ])('%s is reported with its field', (_, value, field, word) => {
    expect(copy(value)).toEqual({ code: 'descriptor/invalid-field', severity: 'error', message: expect.stringContaining(word), field })
  })

  test('is reported once, at the first occurrence', () => {
    expect(copy([1n, Symbol('x'), new Money()])).toMatchObject({ field: [0] })
    expect(copy([1n, ring])).toMatchObject({ message: expect.stringContaining('bigint') })
    expect(copy([new Money(), 1n])).toMatchObject({ field: [0] })
  })

  test('stops at the first occurrence: nothing after it is read', () => {
    let looked = 0
    const behind = {
      get x() {
        looked++
        return 1
      },
    }
    copy([1n, behind])
    expect(looked).toBe(0)
  })

  test('includes values that throw when read, with their message', () => {
    const throwing = (thrown: unknown) => ({
      get x() {
        throw thrown
      },
    })
    const problem = { code: 'descriptor/invalid-field', severity: 'error' }
    expect(copy(throwing(new Error('locked')))).toEqual({ ...problem, message: 'The data cannot be read: locked' })
    expect(copy(throwing('locked'))).toEqual({ ...problem, message: expect.stringContaining('cannot be read: it throws') })
  })
})

describe('A limit on plain data', () => {
  const limit = (field: readonly (string | number)[], word: string) =>
    expect.objectContaining({ code: 'descriptor/limit', severity: 'error', field, hint: expect.stringContaining(word) })

  test('bounds its depth', () => {
    expect(copy([[[]]], { maxDepth: 3 })).toEqual({ data: [[[]]] })
    expect(copy([[[]]], { maxDepth: 2 })).toEqual(limit([0, 0], 'maxDepth'))
    expect(copy([[[]], 1n], { maxDepth: 2 })).toEqual(limit([0, 0], 'maxDepth'))
  })

  test('bounds how often the same object appears', () => {
    const shared = {}
    expect(copy([shared, shared, shared], { maxAliasNodes: 2 })).toEqual({ data: [{}, {}, {}] })
    expect(copy([shared, shared, shared, shared], { maxAliasNodes: 2 })).toEqual(limit([3], 'maxAliasNodes'))
    expect(copy([1n, shared, shared], { maxAliasNodes: 0 })).toMatchObject({ field: [0] })
  })

  test('bounds the items of a list and the fields of an object', () => {
    expect(copy({ a: [1, 2] }, { maxKeys: 2 })).toEqual({ data: { a: [1, 2] } })
    expect(copy({ a: [1, 2, 3] }, { maxKeys: 2 })).toEqual(limit(['a'], 'maxKeys'))
    expect(copy([{ a: 1, b: 2, gone: undefined }], { maxKeys: 2 })).toEqual({ data: [{ a: 1, b: 2 }] })
    expect(copy([{ a: 1, b: 2, c: 3 }], { maxKeys: 2 })).toEqual(limit([0], 'maxKeys'))
  })

  test('ends with the list that is too long: nothing in it is read', () => {
    let looked = 0
    const list = Object.defineProperty([0, 0, 0], 0, { get: () => (looked++, 1) })
    copy({ list }, { maxKeys: 2 })
    expect(looked).toBe(0)
  })

  test('is the first of two problems', () => {
    expect(copy([[1, 2, 3], [[]]], { maxKeys: 2, maxDepth: 2 })).toEqual(limit([0], 'maxKeys'))
    expect(copy([[[]], [1, 2, 3]], { maxKeys: 2, maxDepth: 2 })).toEqual(limit([0, 0], 'maxDepth'))
  })
})

test('Every limit has the default that the page names, and takes another', () => {
  expect(limits).toEqual({ maxFileBytes: 10_000_000, maxDocuments: 4000, maxDepth: 200, maxAliasNodes: 10_000, maxKeys: 20_000 })
  const own = { maxFileBytes: 1, maxDocuments: 2, maxDepth: 3, maxAliasNodes: 4, maxKeys: 5 }
  expect(resolveLimits(own)).toEqual(own)
})
