import { expect, test } from 'vitest'
import { reasonToSkip } from './suite-case.ts'

test('an expectation is skipped with the reason of the first of its checks that is skipped', () => {
  const one = { checks: ['get', 'old-names'] as const }
  expect(reasonToSkip(one, {})).toBeUndefined()
  expect(reasonToSkip(one, { 'old-names': 'it has none' })).toBe('it has none')
  expect(reasonToSkip(one, { 'old-names': 'it has none', 'get': 'it only lists' })).toBe('it only lists')
})
