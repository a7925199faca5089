import type { OwnerAnswer } from '@callboard/core/client'

/** True when nothing was found, but a source that may contain it cannot be read: it may exist. */
export function isUnread({ state, stale }: OwnerAnswer): boolean {
  return state === 'not-found' && stale !== undefined
}
