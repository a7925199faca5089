import { expect, test } from 'vitest'
import { hasMoreValues } from './has-more-values.ts'

test.each([
  ['a text', 'a', 1],
  ['null', null, 1],
  ['an empty list', [], 1],
  ['a list', [1, 2, 3], 4],
  ['an object', { a: 1, b: 2 }, 3],
  ['what is nested', { a: [1, { b: [] }], c: {} }, 6],
  ['a deep list', [[[[[1]]]]], 6],
])('%s counts itself and nested values', (_, value, count) => {
  expect(hasMoreValues(value, count)).toBe(false)
  expect(hasMoreValues(value, count - 1)).toBe(true)
})

test('an object with many more fields is more, too', () => {
  expect(hasMoreValues({ a: 1, b: 2, c: 3, d: 4 }, 1)).toBe(true)
})
