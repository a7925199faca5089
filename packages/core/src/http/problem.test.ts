import { describe, expect, test } from 'vitest'
import { clipText, errorBody, HttpProblem } from './problem.ts'

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

describe('an error body', () => {
  test.each([
    ['letters', 'a'],
    ['letters of several bytes', '界'],
    ['letters that JSON escapes', '\u0001'],
  ])('stays below 8 kB with a long message and URL of %s', (_, letter) => {
    const long = letter.repeat(3000)
    const body = errorBody(new HttpProblem('InputError', long), { method: 'POST', url: `/${long}` })
    expect(bytesOf(body)).toBeLessThanOrEqual(8000)
  })
})

describe('a clipped text', () => {
  test('is unchanged when it fits, and ends with an ellipsis when it does not', () => {
    expect(clipText('short', 100)).toBe('short')
    expect(clipText('a'.repeat(20), 10)).toBe(`${'a'.repeat(8)}…`)
    expect(clipText('a'.repeat(98), 100)).toBe('a'.repeat(98))
    expect(clipText('a'.repeat(99), 100)).toMatch(/^a{80}…$/)
    expect(clipText('a'.repeat(101), 100)).toBe(`${'a'.repeat(80)}…`)
    expect(clipText('é'.repeat(49), 100)).toBe('é'.repeat(49))
    expect(clipText('é'.repeat(50), 100)).toBe(`${'é'.repeat(40)}…`)
  })
})
