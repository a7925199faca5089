import { describe, expect, test } from 'vitest'
import { checkPredicateSize } from './check-predicate-size.ts'

const times = <T>(count: number, make: (i: number) => T): readonly T[] => Array.from({ length: count }, (_, i) => make(i))

describe('a predicate of any size within the limits', () => {
  test.each([
    ['a value in a list, which is not a condition on items', { $all: times(60, () => ({ 'metadata.tags': { $contains: 'java' } })) }],
    ['values in lists, each of which is one condition', { $all: times(499, () => ({ 'metadata.tags': { $contains: 'java' } })) }],
    ['`$contains: null`', { $all: times(60, () => ({ 'metadata.tags': { $contains: null } })) }],
    [
      'fields in any letter case, which are the same field',
      { $all: times(400, i => ({ [i % 2 === 0 ? 'spec.type' : 'SPEC.TYPE']: 'a' })) },
    ],
  ])('may have %s', (_, predicate) => {
    expect(() => checkPredicateSize(predicate)).not.toThrow()
  })
})

test.each([
  ['51 different fields', Object.fromEntries(times(51, i => [`field${String(i)}`, 'a'])), 'more than 50 different fields'],
  ['1001 conditions', { $any: times(500, () => ({ kind: 'a' })) }, 'more than 1000 conditions'],
  [
    '51 conditions on items',
    { $all: times(26, () => ({ 'metadata.links': { $contains: { type: 'chat' } } })) },
    'more than 50 conditions on items of lists',
  ],
])('a predicate with %s is rejected', (_, predicate, reason) => {
  expect(() => checkPredicateSize(predicate)).toThrow(reason)
})
