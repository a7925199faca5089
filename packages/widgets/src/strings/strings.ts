import type { Contact, OwnerAnswer } from '@callboard/core/client'

/** Every word that the elements say themselves. What comes from the catalog is shown as it is. */
export interface Strings extends DetailsStrings, CardStrings {
  /** The language, as in `lang`: `de`, or `pt-br`. */
  readonly $code: string
  readonly $name: string
  readonly $dir: 'ltr' | 'rtl'
  readonly owner: string
  readonly noOwner: string
  readonly notInCatalog: (name: string) => string
  /** Beside the name of an entity that the catalog does not have. */
  readonly notFound: string
  /** Beside the name of an entity that a source may have which cannot be read now. */
  readonly notLookedUp: string
  /** Beside what the author of the page wrote, when there is no answer. */
  readonly notLoaded: string
  readonly cannotLoad: string
  readonly tryAgain: string
  readonly ownerOf: (name: string) => string
  /** A name with why it is not simply so. */
  readonly doubt: (name: string, doubt: 'unknown' | 'stale' | 'similar' | 'inherited') => string
  /** A name that stands in for one that no source defines. */
  readonly uncertain: (name: string) => string
}

/** The words of the details of an owner. English ones are fetched with the details. */
export interface DetailsStrings extends SharedStrings {
  readonly close: string
  readonly copy: (text: string) => string
  readonly copied: string
  readonly person: string
  readonly team: string
  readonly unknown: string
  /** After what the owner is: what it owns. */
  readonly owns: (name: string) => string
  /** After what an unknown owner is: who names it. */
  readonly namedBy: (name: string) => string
  readonly alsoOwnedBy: string
  readonly noContact: string
  readonly why: string
  readonly whyThem: (name: string) => string
  readonly escalation: string
  readonly missing: (things: string) => string
  readonly missingThing: (thing: OwnerAnswer['missing'][number]) => string
  readonly perhaps: string
  readonly contact: (kind: Contact['kind']) => string
  /** On a button: what happens. */
  readonly reachBy: (kind: 'on-call' | 'chat' | 'email' | 'phone') => string
  readonly askInstead: (name: string) => string
  /** What is folded: how many ways, and their kinds. */
  readonly moreWays: (count: number, kinds: string) => string
  /** What an evidence is about, when it is not the entity itself. */
  readonly around: (step: 'system' | 'domain', name: string) => string
  readonly names: (subject: string, owner: string) => string
  readonly namesNobody: (subject: string) => string
  readonly namesUnknown: (subject: string, owner: string) => string
}

/** The words of a card, which come with it. */
export interface CardStrings extends SharedStrings {
  readonly andMore: (count: number) => string
  readonly reach: string
  readonly system: string
  /** After what a group is: the group above it. */
  readonly partOf: (name: string) => string
  readonly members: string
  readonly teams: string
  readonly tags: string
  readonly links: string
}

/** What details and cards both say of an owner. */
export interface SharedStrings {
  readonly unknownOwner: string
  readonly stale: (when: string, because: string) => string
}

/** Some words of a language, or all. */
export type Words = Partial<Strings> & Pick<Strings, '$code'>
