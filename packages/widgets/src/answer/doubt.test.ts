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

describe('what there is to doubt about an answer', () => {
  for (const [what, more, doubt] of [
    ['an owner of its own', {}, undefined],
    ['the owner that CODEOWNERS name for a file', { file: 'src/a.ts', because: [step('codeowners')] }, undefined],
    ['the owner that CODEOWNERS name for an entity', { because: [step('codeowners')] }, 'inherited'],
    ['the owner of its system', { because: [step('spec.owner', 'not-set'), step('system')] }, 'inherited'],
    ['an owner in place of one that nobody can find', { because: instead }, 'instead'],
    ['an unlikely match', { match: low, because: instead }, 'similar'],
    ['a source that cannot be read', { stale, match: low, because: instead }, 'stale'],
    ['an owner that no source defines', { owner: { ...owner, exists: false }, stale, match: low, because: instead }, 'unknown'],
  ] as const)
    it(`${what}: ${doubt ?? 'none'}`, () => {
      expect(doubtOf(answer(more))).to.equal(doubt)
    })
})
