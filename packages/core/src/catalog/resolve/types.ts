/** How a text was understood as an entity. */
export interface Resolution {
  /** The text that was asked. */
  readonly query: string
  /** The canonical reference, when one entity is meant. */
  readonly ref?: string | undefined
  /** How it was found. `noisy-name`: after taking off hashes, pod suffixes, hosts, versions or environments. */
  readonly how: 'ref' | 'name' | 'alias' | 'title' | 'noisy-name' | 'file' | 'similar' | 'none'
  /**
   * `exact` leaves no doubt; `high` is a noisy form of one name; `low` needs a person to confirm and is never answered without saying so.
   */
  readonly confidence: 'exact' | 'high' | 'low' | 'none'
  /** One sentence when there is something to say: an old name, what was stripped, what was ambiguous. */
  readonly note?: string | undefined
  /** Other entities it could mean, best first, at most five. */
  readonly candidates: readonly string[]
}
