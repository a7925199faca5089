import type { SharedStrings } from './strings.ts'

/** English for what details and cards say of an owner. */
export const enShared: SharedStrings = {
  unknownOwner: 'No source of the catalog defines this owner.',
  stale: (when, because) => `Not up to date since ${when}: ${because}`,
}
