import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { expandAliases } from './expand-aliases.ts'

const expand = (text: string, options: Parameters<typeof parseDocument>[1] = {}): unknown => expandAliases(parseDocument(text, options))

describe('The data of a document', () => {
  test.each([
    ['text', 'text'],
    ['', null],
    ['[1, null, true, x]', [1, null, true, 'x']],
    ['a: {b: [{c: 1}]}', { a: { b: [{ c: 1 }] } }],
  ])('of %j is %j', (text, data) => expect(expand(text)).toEqual(data))

  test('has a field named __proto__ as a field', () => {
    const data = expand('__proto__: {x: 1}') as object
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
    expect(Object.keys(data)).toEqual(['__proto__'])
  })

  test('has dates as texts, and nothing in place of bytes', () => {
    expect(expand('[2020-01-02, !!binary aGk=]', { schema: 'yaml-1.1', customTags: ['timestamp', 'binary'] })).toEqual([
      '2020-01-02T00:00:00.000Z',
      {},
    ])
  })

  test('has null for a merge key that stands where it means nothing', () => {
    expect(expand('a: !!merge <<', { merge: true })).toEqual({ a: null })
  })
})

describe('An alias', () => {
  test.each([
    ['in a mapping', 'a: &x {n: [1]}\nb: *x', { a: { n: [1] }, b: { n: [1] } }],
    ['in a list', '[&x {n: 1}, *x]', [{ n: 1 }, { n: 1 }]],
    ['of a scalar', '[&x 1, *x]', [1, 1]],
    ['of the nearest anchor of its name', '[&x 1, *x, &x 2, *x]', [1, 1, 2, 2]],
    ['of an anchor inside of another', 'a: &x [&y 1]\nb: [*x, *y]', { a: [1], b: [[1], 1] }],
    ['of an anchor on a key', '&x a: 1\nb: *x', { a: 1, b: 'a' }],
  ])('%s stands for what it names', (_, text, data) => expect(expand(text)).toEqual(data))

  test('stands for a copy', () => {
    const data = expand('a: &x {n: [1]}\nb: *x') as { readonly a: { readonly n: unknown }; readonly b: { readonly n: unknown } }
    expect(data.b).not.toBe(data.a)
    expect(data.b.n).not.toBe(data.a.n)
  })

  test('is an alias again afterwards, in lists and in mappings', () => {
    const document = parseDocument('a: &x [1]\nb: *x\nc: [*x, 2]\n')
    const before = document.toString()
    expandAliases(document)
    expect(document.toString()).toBe(before)
  })

  test('is an alias again where the data cannot be had', () => {
    const document = parseDocument('a: &x [1]\nb: *x\n')
    const before = document.toString()
    document.toJS = () => {
      throw new Error('too much')
    }
    expect(() => expandAliases(document)).toThrow('too much')
    expect(document.toString()).toBe(before)
  })

  test('may be used any number of times', () => {
    expect(expand(`a: &x 1\nb: [${'*x, '.repeat(2000)}]`)).toMatchObject({ b: expect.objectContaining({ length: 2000 }) })
  })
})
