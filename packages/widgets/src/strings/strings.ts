// Where a word goes.
//
// A page loads English with the code that says it, and every other language as one file. So a new word has a type here and a text in two kinds of files:
//
//   who says it                       type            English
//   badge, link, or all elements      Strings         en.ts, which every page loads: keep it short
//   the details of a badge            DetailsStrings  en-details.ts, fetched with the details
//   a card                            CardStrings     en-card.ts
//   the details and a card            SharedStrings   en-shared.ts
//   an element of your own            a type of its own that Strings extends, and en-<element>.ts beside en-card.ts
//
// In other languages it goes into their one file, `<code>.ts`. The compiler names the files that lack it, and test/languages.test.ts checks what they say.
//
// `Localize` finds the word for the nearest `lang`; `LateWords` adds English that comes with later code. What is known of languages is module state, the only one
// of the package: all copies of an element on a page speak the same words, whoever added them.

import type { Contact, OwnerAnswer } from '@callboard/core/client'

/** Every word that the elements say themselves. What comes from the catalog is shown as it is. */
export interface Strings extends DetailsStrings, CardStrings {
  /** The language, as in `lang`: `de`, or `pt-br`. */
  readonly $code: string
  /** The name of the language in that language: `Deutsch`. */
  readonly $name: string
  /** The direction of its script. */
  readonly $dir: 'ltr' | 'rtl'
  /** The label before an owner. */
  readonly owner: string
  /** Instead of an owner, where there is none. */
  readonly noOwner: string
  /** Instead of an answer, when the catalog does not have the entity. */
  readonly notInCatalog: (name: string) => string
  /** Beside the name of an entity that the catalog does not have. */
  readonly notFound: string
  /** Beside the name of an entity that a source may have which cannot be read now. */
  readonly notLookedUp: string
  /** Beside what the author of the page wrote, when there is no answer. */
  readonly notLoaded: string
  /** Instead of an answer, when the portal did not answer. */
  readonly cannotLoad: string
  /** On the button that asks again. */
  readonly tryAgain: string
  /** The label of a badge for screen readers. */
  readonly ownerOf: (name: string) => string
  /** A name with why it is not simply so. */
  readonly doubt: (name: string, doubt: 'unknown' | 'stale' | 'similar' | 'inherited') => string
  /** A name that stands in for one that no source defines. */
  readonly uncertain: (name: string) => string
}

/** The words of the details of an owner. English ones are fetched with the details. */
export interface DetailsStrings extends SharedStrings {
  /** On the button that closes the details. */
  readonly close: string
  /** On the button that copies a contact. */
  readonly copy: (text: string) => string
  /** What the button says once the contact is copied. */
  readonly copied: string
  /** What the owner is, when it is a user. */
  readonly person: string
  /** What the owner is, when it is a group. */
  readonly team: string
  /** What the owner is, when no source defines it. */
  readonly unknown: string
  /** After what the owner is: what it owns. */
  readonly owns: (name: string) => string
  /** After what an unknown owner is: who names it. */
  readonly namedBy: (name: string) => string
  /** Before the further owners. */
  readonly alsoOwnedBy: string
  /** Instead of contacts, where there are none. */
  readonly noContact: string
  /** On what opens the reasons, where there is no owner. */
  readonly why: string
  /** On what opens the reasons for the owner. */
  readonly whyThem: (name: string) => string
  /** Before those to ask when the owner does not answer. */
  readonly escalation: string
  /** What the catalog lacks; `things` is a list of `missingThing`. */
  readonly missing: (things: string) => string
  /** The name of one thing that the catalog lacks, with its article. */
  readonly missingThing: (thing: OwnerAnswer['missing'][number]) => string
  /** Before entities of similar names. */
  readonly perhaps: string
  /** The name of a way to reach somebody. */
  readonly contact: (kind: Contact['kind']) => string
  /** On a button: what happens. */
  readonly reachBy: (kind: 'on-call' | 'chat' | 'email' | 'phone') => string
  /** On the link to those above an owner that nobody can reach. */
  readonly askInstead: (name: string) => string
  /** What is folded: how many ways, and their kinds. */
  readonly moreWays: (count: number, kinds: string) => string
  /** What an evidence is about, when it is not the entity itself. */
  readonly around: (step: 'system' | 'domain', name: string) => string
  /** A reason: the subject says who owns it. */
  readonly names: (subject: string, owner: string) => string
  /** A reason: the subject does not say who owns it. */
  readonly namesNobody: (subject: string) => string
  /** A reason: the subject names an owner that no source defines. */
  readonly namesUnknown: (subject: string, owner: string) => string
}

/** The words of a card, which come with it. */
export interface CardStrings extends SharedStrings {
  /** After a list that was cut: how many are not shown. */
  readonly andMore: (count: number) => string
  /** Before the contacts. */
  readonly reach: string
  /** Before the system of an entity. */
  readonly system: string
  /** After what a group is: the group above it. */
  readonly partOf: (name: string) => string
  /** Before the members of a group. */
  readonly members: string
  /** Before the groups of a person. */
  readonly teams: string
  /** Before the tags. */
  readonly tags: string
  /** Before the links. */
  readonly links: string
}

/** What details and cards both say of an owner. */
export interface SharedStrings {
  /** Beside an owner that no source defines. */
  readonly unknownOwner: string
  /** Beside an answer that is not up to date; `because` is the catalog's sentence. */
  readonly stale: (when: string, because: string) => string
}

/** Some words of a language, or all. */
export type Words = Partial<Strings> & Pick<Strings, '$code'>
