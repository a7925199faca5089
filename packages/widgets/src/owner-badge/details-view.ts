import type { Contact } from '@callboard/core/client'
import type { LateWords } from '../strings/late-words.ts'

/** What the details show, and how they tell what was chosen. */
export interface DetailsView {
  readonly words: LateWords
  /** The pattern of addresses of entities' own pages, where there is one. */
  readonly entityUrl: string | undefined
  readonly onContact: (event: Event, contact: Contact) => void
  readonly onClose: () => void
}
