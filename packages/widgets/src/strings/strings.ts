import type { Contact, OwnerAnswer } from '@callboard/core/client'
import type { Translation } from '@shoelace-style/localize'

/** Every word that the elements say themselves. What comes from the catalog is shown as it is. */
export interface Strings extends Translation {
  readonly owner: string
  readonly noOwner: string
  readonly notInCatalog: (name: string) => string
  readonly cannotLoad: string
  readonly tryAgain: string
  readonly ownerOf: (name: string) => string
  readonly andMore: (count: number) => string
  readonly alsoOwnedBy: string
  readonly reach: string
  readonly noContact: string
  readonly why: string
  readonly escalation: string
  readonly missing: (things: string) => string
  readonly unknownOwner: string
  readonly uncertain: (name: string) => string
  readonly perhaps: string
  readonly stale: (when: string, because: string) => string
  readonly system: string
  readonly members: string
  readonly teams: string
  readonly tags: string
  readonly links: string
  readonly contact: (kind: Contact['kind']) => string
  readonly missingThing: (thing: OwnerAnswer['missing'][number]) => string
}

/** Some words of a language, or all. */
export type Words = Partial<Strings> & Pick<Strings, '$code'>
