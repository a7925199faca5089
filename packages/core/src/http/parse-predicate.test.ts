import { describe, expect, test } from 'vitest'
import { isSmall, parsePredicate, readPredicate } from './parse-predicate.ts'
import { predicateSchema } from './predicate-schema.ts'

/** Pseudo-random numbers, the same every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

const keys = [
  'kind',
  '',
  'a.b',
  '$all',
  '$any',
  '$not',
  '$in',
  '$exists',
  '$contains',
  '$hasPrefix',
  '$other',
  'x\ny',
  '__proto__',
  'constructor',
]

function anything(next: (below: number) => number, depth: number): unknown {
  const kind = next(depth > 3 ? 6 : 12)
  if (kind < 6) return ['text', 1, true, null, Infinity, ''][kind]
  if (kind < 8) return Array.from({ length: next(4) }, () => anything(next, depth + 1))
  // Keys from outside are own properties, including `__proto__`.
  return JSON.parse(
    `{${Array.from({ length: next(3) }, () => `${JSON.stringify(keys[next(keys.length)])}:${JSON.stringify(anything(next, depth + 1)) ?? 'null'}`).join(',')}}`,
  )
}

/** Mostly valid, so that many of them pass. */
function predicate(next: (below: number) => number, depth: number): unknown {
  const part = (): unknown => (next(12) === 0 ? anything(next, depth) : predicate(next, depth + 1))
  if (depth > 4) return { kind: 'component' }
  const values: readonly (() => unknown)[] = [
    () => 'text',
    () => ({ $exists: next(2) === 0 }),
    () => ({ $in: ['a', 1, false] }),
    () => ({ $contains: part() }),
    () => ({ $hasPrefix: 'a', $contains: part() }),
    () => ({ $exists: part(), $in: part() }),
  ]
  const parts: readonly (() => unknown)[] = [
    () => ({ [`f${String(next(5))}`]: values[next(values.length)]?.(), kind: values[next(values.length)]?.() }),
    () => ({ $all: [part(), part()] }),
    () => ({ $any: [part()] }),
    () => ({ $not: part() }),
    () => 'bare',
    () => ({}),
  ]
  return parts[next(parts.length)]?.()
}

describe('reading a predicate', () => {
  test('agrees with the schema of Backstage on 4,000 predicates, valid and invalid', () => {
    const next = numbers(7)
    let passed = 0
    for (let i = 0; i < 4000; i++) {
      const value = i % 3 === 0 ? anything(next, 0) : predicate(next, 0)
      const expected = predicateSchema.safeParse(value)
      const read = readPredicate(value)
      expect('data' in read, JSON.stringify(value)).toBe(expected.success)
      if ('data' in read) {
        passed++
        expect(read.data, JSON.stringify(value)).toEqual(expected.data)
      }
    }
    expect(passed).toBeGreaterThan(800)
    expect(passed).toBeLessThan(3200)
  })

  test('reports the first wrong part of a large one, and nothing after it', () => {
    const parts = Array.from({ length: 300 }, (_, i) => (i >= 120 ? { kind: { $in: [null] } } : { kind: 'a' }))
    expect(() => parsePredicate({ $any: parts })).toThrow('Invalid query: $any/120/kind/$in/0 is not a valid part of a predicate')
  })

  test('also reports the wrong part of a small one with a long text', () => {
    const value = { ['x'.repeat(5000)]: 'a', kind: { $in: [null] } }
    expect(() => parsePredicate(value)).toThrow('Invalid query: kind/$in/0 is not a valid part of a predicate')
  })

  test('does not let a key in a body become a prototype', () => {
    const read = readPredicate(JSON.parse('{ "__proto__": { "$exists": true }, "kind": "a" }'))
    const data = 'data' in read ? read.data : undefined
    expect(data).toEqual({ kind: 'a' })
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  })

  const negated = (levels: number): unknown => (levels === 1 ? 'a' : { $not: negated(levels - 1) })

  test('goes 32 levels deep', () => {
    expect(parsePredicate(negated(32))).toEqual(negated(32))
    expect(() => parsePredicate(negated(33))).toThrow('more than 32 levels deep')
  })

  test.each([
    ['conditions', { $any: Array.from({ length: 501 }, () => ({ kind: null })) }, 'more than 1000 conditions'],
    ['fields', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${String(i)}`, null])), 'more than 50 different fields'],
    [
      'conditions on items',
      { $any: Array.from({ length: 26 }, () => ({ 'metadata.links': { $contains: { a: null } } })) },
      'more than 50 conditions on items of lists',
    ],
  ])('counts the %s before reading any', (_, value, message) => {
    expect(() => parsePredicate(value)).toThrow(message)
  })
})

describe('the size of a value', () => {
  /** A value that counts how often it is serialized. */
  const counted = (value: object): { readonly value: object; readonly written: () => number } => {
    let written = 0
    const toJSON = (): object => {
      written++
      return value
    }
    return { value: Object.defineProperty({ ...value }, 'toJSON', { value: toJSON }), written: () => written }
  }

  test.each([
    ['a key', { ['k'.repeat(4001)]: null }],
    ['a string', { kind: ['k'.repeat(3997)] }],
    ['keys and strings together', { a: { [`${'k'.repeat(2000)}`]: 'k'.repeat(2000) } }],
  ])('is known without serializing it if %s is long', (_, long) => {
    const { value, written } = counted(long)
    expect(isSmall(value)).toBe(false)
    expect(written()).toBe(0)
  })

  test.each([
    [{ kind: 'k'.repeat(3989) }, true],
    [{ kind: 'k'.repeat(3990) }, false],
    [{ kind: '\n'.repeat(1994) }, true],
    [{ kind: '\n'.repeat(1995) }, false],
    [{ kind: Array.from({ length: 98 }, () => 1) }, true],
    [{ kind: Array.from({ length: 99 }, () => 1) }, false],
  ])('counts escapes and values (%#)', (value, small) => {
    const { value: seen, written } = counted(value)
    expect(isSmall(seen)).toBe(small)
    expect(written()).toBe(Array.isArray(value.kind) && !small ? 0 : 1)
  })
})
