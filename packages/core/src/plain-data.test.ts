import { expect, test } from 'vitest'
import { deepFreeze, sameData } from './plain-data.ts'

test('freezing reaches every level and gives the same object back', () => {
  const data = { list: [{ deep: { er: 1 } }], nothing: null }
  expect(deepFreeze(data)).toBe(data)
  expect([data, data.list, data.list[0], data.list[0]?.deep].every(Object.isFrozen)).toBe(true)
})

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
])('%j and %j are the same: %s', (a, b, same) => {
  expect(sameData(a, b)).toBe(same)
})
