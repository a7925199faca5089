import type { SharedStrings } from './strings.ts'

/** English for texts about an owner in details and cards. */
export const enShared: SharedStrings = {
  unknownOwner: 'No source in the catalog defines this owner.',
  stale: (when, because) => `Not up to date since ${when}: ${because}`,
}
