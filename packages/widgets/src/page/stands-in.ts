import type { OwnerAnswer, OwnerEvidence } from '@callboard/core/client'

/** The unknown owner that the catalog refers to before the owner that is shown: the reason to doubt the answer. */
export function standsIn({ because }: OwnerAnswer): OwnerEvidence | undefined {
  return because.find(({ outcome }) => outcome === 'unknown-entity')
}
