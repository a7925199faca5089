import { expect, test } from 'vitest'
import { readRange } from './byte-range.ts'

test.each([
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=0-', { first: 0, last: 9 }],
  ['bytes=3-5', { first: 3, last: 5 }],
  ['bytes=5-5', { first: 5, last: 5 }],
  ['bytes=9-', { first: 9, last: 9 }],
  ['bytes=3-9', { first: 3, last: 9 }],
  ['bytes=3-500', { first: 3, last: 9 }],
  ['bytes=-1', { first: 9, last: 9 }],
  ['bytes=-10', { first: 0, last: 9 }],
  ['bytes=-500', { first: 0, last: 9 }],
  ['BYTES= \t12-15', 'outside'],
  ['Bytes= 1-2\t ', { first: 1, last: 2 }],
  ['bytes=10-', 'outside'],
  ['bytes=10-20', 'outside'],
  ['bytes=-0', 'outside'],
])('of ten bytes, %j asks for %j', (header, range) => expect(readRange(header, 10)).toEqual(range))

test.each([
  null,
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=a-b',
  'bytes=5-3',
  'bytes=20-12',
  'bytes=0-1,3-4',
  'bytes=1-2x',
  'xbytes=1-2',
  'lines=1-2',
  'bytes=--1',
  'bytes=1.5-2',
])('of ten bytes, %j asks for all', header => expect(readRange(header, 10)).toBeUndefined())

test('an empty file has no range', () => {
  expect([readRange('bytes=0-', 0), readRange('bytes=-5', 0)]).toEqual(['outside', 'outside'])
})
