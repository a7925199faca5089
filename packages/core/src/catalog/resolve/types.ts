/** The entity that a text refers to, and how it was found. */
export interface Resolution {
  /** The text of the question. */
  readonly query: string
  /** The canonical reference, if the text refers to one entity. */
  readonly ref?: string | undefined
  /** How it was found. `noisy-name`: after removing hashes, pod suffixes, hosts, versions or environments. */
  readonly how: 'ref' | 'name' | 'alias' | 'title' | 'noisy-name' | 'file' | 'similar' | 'none'
  /**
   * `exact` leaves no doubt; `high` is a noisy form of one name; `low` needs confirmation by a person, and answers say so.
   */
  readonly confidence: 'exact' | 'high' | 'low' | 'none'
  /** A sentence about an old name, what was removed, or what was ambiguous, if any. */
  readonly note?: string | undefined
  /** Other entities it could mean, best first, at most five. */
  readonly candidates: readonly string[]
}
