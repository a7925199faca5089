import { expect } from 'chai'
import type { OwnerAnswer } from '@callboard/core/client'
import { doubtOf } from './doubt.ts'

const owner = { ref: 'group:default/pay', kind: 'Group', name: 'pay', title: 'Pay', exists: true }
const step = (name: string, outcome = 'owner') => ({ step: name, outcome, message: '' })
const answer = (more: object = {}): OwnerAnswer =>
  ({ owner, match: { confidence: 'exact' }, because: [step('spec.owner')], ...more }) as unknown as OwnerAnswer

const stale = { source: 'repo', since: 1, because: 'down' }
const low = { confidence: 'low' }
const instead = [step('spec.owner', 'unknown-entity'), step('system')]

describe('the doubt about an answer', () => {
  for (const [what, more, doubt] of [
    ['its own owner', {}, undefined],
    ['the owner of a file in CODEOWNERS', { file: 'src/a.ts', because: [step('codeowners')] }, undefined],
    ['the owner of an entity in CODEOWNERS', { because: [step('codeowners')] }, 'inherited'],
    ['the owner of its system', { because: [step('spec.owner', 'not-set'), step('system')] }, 'inherited'],
    ['an owner instead of one that cannot be found', { because: instead }, 'instead'],
    ['an unlikely match', { match: low, because: instead }, 'similar'],
    ['a source that cannot be read', { stale, match: low, because: instead }, 'stale'],
    ['an owner that no source defines', { owner: { ...owner, exists: false }, stale, match: low, because: instead }, 'unknown'],
  ] as const)
    it(`${what}: ${doubt ?? 'none'}`, () => {
      expect(doubtOf(answer(more))).to.equal(doubt)
    })
})
