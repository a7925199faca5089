import type { Contact } from '@callboard/core/client'
import type { LateWords } from '../strings/late-words.ts'

/** What the details show, and how they report a chosen contact. */
export interface DetailsView {
  readonly words: LateWords
  /** The URL pattern of entity pages, if any. */
  readonly entityUrl: string | undefined
  readonly onContact: (event: Event, contact: Contact) => void
  readonly onClose: () => void
}
