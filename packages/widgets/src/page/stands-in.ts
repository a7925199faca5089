import type { OwnerAnswer, OwnerEvidence } from '@callboard/core/client'

/** What the catalog names before the owner that is shown, and nobody can find: the reason to doubt the answer. */
export function standsIn({ because }: OwnerAnswer): OwnerEvidence | undefined {
  return because.find(({ outcome }) => outcome === 'unknown-entity')
}
