import { describe, expect, test } from 'vitest'
import { jsonExcess } from './json-size.ts'

describe('what a JSON text has too much of', () => {
  test.each([
    ['{"a":[1,2,{"b":"c"}]}', undefined],
    ['['.repeat(100) + ']'.repeat(100), undefined],
    ['['.repeat(101), 'more than 100 levels'],
    ['{"a":'.repeat(101), 'more than 100 levels'],
    [`[${'[],'.repeat(14_000)}1]`, undefined],
    [`[${'1,'.repeat(29_998)}1]`, undefined],
    [`[${'1,'.repeat(30_000)}1]`, 'more than 30000 values'],
    [`[${'[],'.repeat(20_000)}1]`, 'more than 30000 values'],
    [`{${'"a":1,'.repeat(9_999)}"b":1}`, undefined],
    [`{${'"a":1,'.repeat(10_000)}"b":1}`, 'more than 10000 fields'],
    ['9'.repeat(1000), undefined],
    [`[${'9'.repeat(1000)}, 1${' '.repeat(5000)}]`, undefined],
    [`[${'9'.repeat(1001)}]`, 'a number of more than 1000 digits'],
  ])('%#', (text, excess) => {
    expect(jsonExcess(text)).toBe(excess)
  })

  test('is not counted inside strings, whatever their quotes and backslashes', () => {
    for (const inside of ['['.repeat(500), '{:,'.repeat(200_000), '"['.repeat(200), '\\'.repeat(301), '\\"['.repeat(200)])
      expect(jsonExcess(JSON.stringify({ a: inside, b: [inside] }))).toBe(undefined)
    expect(jsonExcess(`["\\\\",${'['.repeat(101)}`)).toBe('more than 100 levels')
    expect(jsonExcess(`"${'['.repeat(500)}`)).toBe(undefined)
  })
})
