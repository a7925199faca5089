import { expect, test } from 'vitest'
import { findSimilar } from './similar.ts'

test.each([
  ['paymnets', 'payments'],
  ['PAYMENTS', undefined],
  ['payment', 'payments'],
  ['ledgre', 'ledger'],
  ['xyz', undefined],
  ['pa', undefined],
  ['completely-else', undefined],
])('%s means %s', (text, meant) => {
  expect(findSimilar(text, ['ledger', 'payments', 'pay'])).toBe(meant)
})

test('the closest wins, then the first', () => {
  expect(findSimilar('service-a', ['service-bc', 'service-b', 'service-c'])).toBe('service-b')
})

test('a very long text is not compared', () => {
  expect(findSimilar('a'.repeat(300), ['a'.repeat(299)])).toBeUndefined()
})
