import { describe, expect, test } from 'vitest'
import { compareVerdicts } from './support/corpus-agreement.ts'
import { sharedDir, withoutShared } from './support/shared.ts'

const shared = sharedDir()

describe.skipIf(shared === undefined)(`The verdicts of the command on real descriptors${withoutShared}`, () => {
  test('are those of Backstage', async () => {
    const { compared, differences } = await compareVerdicts(shared ?? '')
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(1900)
  })
})
