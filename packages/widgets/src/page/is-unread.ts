import type { OwnerAnswer } from '@callboard/core/client'

/** Nothing of that name was found, but a source that may have it cannot be read: nobody knows that it is not there. */
export function isUnread({ state, stale }: OwnerAnswer): boolean {
  return state === 'not-found' && stale !== undefined
}
