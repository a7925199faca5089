import { describe, expect, test } from 'vitest'
import { z } from 'zod/v3'
import { encodeBase64 } from '../base64.ts'
import { decodeCursor, encodeCursor } from './backstage-cursor.ts'
import { parsePredicate } from './parse-predicate.ts'

const page = { orderFields: [], orderFieldValues: [], isPrevious: false }
const any = (parts: number, part: unknown): unknown => ({ $any: Array.from({ length: parts }, () => part) })

describe('a cursor', () => {
  test.each([
    ['small', any(2, { kind: 'component' })],
    ['large', any(400, { kind: 'component' })],
  ])('contains a %s question', (_, query) => {
    expect(decodeCursor(encodeCursor({ ...page, query }))).toMatchObject({ ...page, query })
  })

  test('is counted before it is parsed', () => {
    const deep = `{"query":${'['.repeat(101)}${']'.repeat(101)}}`
    expect(() => decodeCursor(encodeBase64(deep))).toThrow('The cursor has more than 100 levels')
  })

  test('with too large a question is rejected before any part is read', () => {
    expect(() => decodeCursor(encodeCursor({ ...page, query: any(501, { kind: null }) }))).toThrow('more than 1000 conditions')
  })

  test.each([
    ['with a wrong question', { ...page, query: any(400, { kind: null }) }],
    ['with a wrong filter', { ...page, filter: any(400, { kind: 'component' }) }],
    ['with more next to the query than any real cursor has', { ...page, totalItems: Array.from({ length: 2000 }, () => 1) }],
  ])('%s does not come from an earlier answer', (_, cursor) => {
    expect(() => decodeCursor(encodeBase64(JSON.stringify(cursor)))).toThrow('Malformed cursor: it does not come from an earlier answer')
  })
})

test('the messages for predicates and cursors are the same whatever messages the server around it sets for zod 3', () => {
  const says = (): readonly string[] =>
    [
      () => parsePredicate({ kind: null }),
      () => parsePredicate({ $all: { kind: 'a' } }),
      () => decodeCursor(encodeBase64('{"orderFields":[{"field":"a","order":"up"}]}')),
    ].map(call => {
      try {
        return JSON.stringify(call())
      } catch (error) {
        return String(error)
      }
    })
  const before = says()
  expect(before[0]).toContain('Expected string, received null')
  z.setErrorMap(() => ({ message: 'Das geht nicht' }))
  try {
    expect(says()).toEqual(before)
  } finally {
    z.setErrorMap(z.defaultErrorMap)
  }
})
