import type { OwnerAnswer } from '@callboard/core/client'
import { standsIn } from '../page/stands-in.ts'

/** Why an answer is uncertain; each reason has its own icon and word. `inherited` is not a doubt: the owner belongs to something around the entity. */
export type Doubt = 'unknown' | 'stale' | 'similar' | 'instead' | 'inherited'

/** The most serious doubt about an answer, if any. */
export function doubtOf(answer: OwnerAnswer): Doubt | undefined {
  const { owner, stale, match, because, file } = answer
  if (owner?.exists === false) return 'unknown'
  if (stale !== undefined) return 'stale'
  if (match.confidence === 'low') return 'similar'
  if (standsIn(answer) !== undefined) return 'instead'
  const step = because.find(({ outcome }) => outcome === 'owner')?.step
  return step === undefined || step === 'spec.owner' || (step === 'codeowners' && file !== undefined) ? undefined : 'inherited'
}

const inherit = 'M13.25 13.25h-5a2 2 0 0 1-2-2v-8.5M3 6l3.25-3.25L9.5 6'

export const doubtIcons: Readonly<Record<Doubt, string>> = {
  unknown: 'M6 4.75H4.75a3.25 3.25 0 0 0 0 6.5H6M10 4.75h1.25a3.25 3.25 0 0 1 0 6.5H10M8 1.75v2M8 12.25v2',
  stale: 'M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M8 4.5V8l2.25 1.5',
  similar: 'M2.5 6.5c1.4-2 2.9-2 5.5-.5s4.1 1.5 5.5-.5M2.5 10.75c1.4-2 2.9-2 5.5-.5s4.1 1.5 5.5-.5',
  instead: inherit,
  inherited: inherit,
}
