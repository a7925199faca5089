import { expect, test } from 'vitest'
import { deepFreeze, sameData } from './plain-data.ts'

test('freezing reaches every level and returns the same object', () => {
  const data = { list: [{ deep: { er: 1 } }], nothing: null }
  expect(deepFreeze(data)).toBe(data)
  expect([data, data.list, data.list[0], data.list[0]?.deep].every(Object.isFrozen)).toBe(true)
})

test('freezing ends at a circular reference and at what is frozen already', () => {
  const ring: { self?: unknown } = {}
  ring.self = [ring]
  expect(Object.isFrozen(deepFreeze(ring).self)).toBe(true)
  const inner = {}
  deepFreeze(Object.freeze({ inner }))
  expect(Object.isFrozen(inner)).toBe(false)
})

test.each(['text', 1, true, null, undefined])('freezing returns %j', value => expect(deepFreeze(value)).toBe(value))

test('freezing does not follow a prototype', () => {
  const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {}}}')
  deepFreeze(hostile)
  expect(Object.isFrozen(Object.prototype)).toBe(false)
})

test.each([
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, false],
  [{ a: undefined }, {}, false],
  [[1], { 0: 1 }, false],
  [Number.NaN, Number.NaN, true],
  [null, {}, false],
  [{}, null, false],
  [undefined, {}, false],
  ['x', 'y', false],
  [1, '1', false],
  ['x', { 0: 'x' }, false],
  [{ 0: 'x' }, 'x', false],
  ['', {}, false],
  [[], {}, false],
  [{}, [], false],
  [[1], { 0: 1, length: 1 }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 3], false],
  [[1], [1, 2], false],
  [[1, 2], [1], false],
  [{ a: 1, b: 2 }, { a: 1, b: 3 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
])('%j and %j are the same: %s', (a, b, same) => {
  expect(sameData(a, b)).toBe(same)
})
