import { describe, expect, test } from 'vitest'
import { visible, visibleJson } from './visible.ts'

describe('Text in a terminal', () => {
  test.each([
    ['plain – ä 漢 🎭', 'plain – ä 漢 🎭'],
    ['a\nb\tc', 'a⏎b c'],
    ['\u0000\u0008\u000b\u000d\u001b[2J\u001f', '\\u0000\\u0008\\u000b\\u000d\\u001b[2J\\u001f'],
    ['\u007f\u0080\u009b\u009f', '\\u007f\\u0080\\u009b\\u009f'],
    ['\u061c\u200e\u200f\u202a\u202e\u2066\u2069', '\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069'],
    ['\u2028\u2029\ufeff', '\\u2028\\u2029\\ufeff'],
    ['\u0020\u00a0\u2027\u2065\u206a', '\u0020\u00a0\u2027\u2065\u206a'],
  ])('%j is %j', (text, shown) => expect(visible(text)).toBe(shown))
})

test('A JSON document has its lines, and the same data', () => {
  const data = { a: 'x\u202e\u001b\u009b\ufeff', b: ['\n\t'] }
  const shown = visibleJson(JSON.stringify(data, null, 2))
  expect(shown.split('\n')).toHaveLength(6)
  // oxlint-disable-next-line no-control-regex -- these are what a terminal obeys
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufeff]/)
  expect(JSON.parse(shown)).toEqual(data)
})
