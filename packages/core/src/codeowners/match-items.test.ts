import { expect, test } from 'vitest'
import { matchItems } from './match-items.ts'

const matches = (pattern: string, text: string): boolean =>
  matchItems(
    [...pattern],
    [...text],
    sign => sign === '*',
    (sign, letter) => sign === letter,
  )

test.each([
  ['', ''],
  ['*', ''],
  ['**', ''],
  ['*', 'abc'],
  ['a*', 'a'],
  ['*a', 'a'],
  ['*a', 'ba'],
  ['*ab', 'aab'],
  ['a*b*c', 'abbc'],
  ['a*b*c', 'aXbXbXc'],
  ['*aab', 'aaab'],
  ['a**b', 'ab'],
])('%j matches %j', (pattern, text) => expect(matches(pattern, text)).toBe(true))

test.each([
  ['', 'a'],
  ['a', ''],
  ['a*', ''],
  ['a', 'ab'],
  ['ab', 'a'],
  ['*a', 'ab'],
  ['*ab', 'ba'],
  ['a*b', 'acbd'],
  ['a*b*c', 'acb'],
  ['b*', 'ab'],
])('%j does not match %j', (pattern, text) => expect(matches(pattern, text)).toBe(false))
