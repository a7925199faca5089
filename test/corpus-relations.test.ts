import { describe, expect, test } from 'vitest'
import { compareRelations } from './support/corpus-agreement.ts'
import { sharedDir, withoutShared } from './support/shared.ts'

const shared = sharedDir()

describe.skipIf(shared === undefined)(`The relations of the command on real repositories${withoutShared}`, () => {
  test('are those of Backstage', async () => {
    const { compared, differences } = await compareRelations(shared ?? '')
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(3400)
  })
})
