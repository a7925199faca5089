import { expect, test } from 'vitest'
import { hashText } from './hash.ts'

test('a fingerprint is the same for the same text and differs for others', () => {
  expect(hashText('callboard')).toBe(hashText('callboard'))
  const texts = Array.from({ length: 20_000 }, (_, i) => `name: service-${String(i)}`)
  expect(new Set(texts.map(text => hashText(text))).size).toBe(texts.length)
  expect(hashText('ab')).not.toBe(hashText('ba'))
  expect(hashText('a', 1)).not.toBe(hashText('a'))
})

test('a fingerprint is short and alphanumeric', () => {
  expect(hashText('')).toMatch(/^[0-9a-z]{7,14}$/)
  expect(hashText('x'.repeat(100_000))).toMatch(/^[0-9a-z]{7,14}$/)
})
