// Where a text goes.
//
// A page loads English together with the code that uses it, and every other language as one file. So a new text has a type here and a value in two kinds of files:
//
//   used by                           type            English
//   badge, link, or all elements      Strings         en.ts, which every page loads: keep it short
//   the details of a badge            DetailsStrings  en-details.ts, loaded with the details
//   a card                            CardStrings     en-card.ts
//   the details and a card            SharedStrings   en-shared.ts
//   an element of your own            a separate type that Strings extends, and en-<element>.ts next to en-card.ts
//
// In other languages it goes into their only file, `<code>.ts`. The compiler reports the files that lack it, and test/languages.test.ts checks their texts.
//
// `Localize` finds the text for the nearest `lang`; `LateWords` adds English texts that load with later code. The languages are the only module state
// of the package: all elements on a page use the same texts, whichever script added them.

import type { Contact, OwnerAnswer } from '@callboard/core/client'

/** Every text of the elements themselves. Text from the catalog is shown unchanged. */
export interface Strings extends DetailsStrings, CardStrings {
  /** The language, as in `lang`: `de`, or `pt-br`. */
  readonly $code: string
  /** The name of the language in that language: `Deutsch`. */
  readonly $name: string
  /** The direction of its script. */
  readonly $dir: 'ltr' | 'rtl'
  /** Label before an owner. */
  readonly owner: string
  /** Instead of an owner, if there is none. */
  readonly noOwner: string
  /** Instead of an answer, when the catalog does not have the entity. */
  readonly notInCatalog: (name: string) => string
  /** Next to the name of an entity that the catalog does not have. */
  readonly notFound: string
  /** Next to the name of an entity that a currently unreadable source may contain. */
  readonly notLookedUp: string
  /** Next to the content of the author of the page, when there is no answer. */
  readonly notLoaded: string
  /** Instead of an answer, when the portal did not answer. */
  readonly cannotLoad: string
  /** On the button that retries. */
  readonly tryAgain: string
  /** The label of a badge for screen readers. */
  readonly ownerOf: (name: string) => string
  /** A name with the reason for doubt. */
  readonly doubt: (name: string, doubt: 'unknown' | 'stale' | 'similar' | 'inherited') => string
  /** A name that replaces one that no source defines. */
  readonly uncertain: (name: string) => string
}

/** The texts of the details of an owner. The English ones load with the details. */
export interface DetailsStrings extends SharedStrings {
  /** On the button that closes the details. */
  readonly close: string
  /** On the button that copies a contact. */
  readonly copy: (text: string) => string
  /** On the same button once the contact is copied. */
  readonly copied: string
  /** The type of the owner, when it is a user. */
  readonly person: string
  /** The type of the owner, when it is a group. */
  readonly team: string
  /** The type of the owner, when no source defines it. */
  readonly unknown: string
  /** After the type of the owner: what it owns. */
  readonly owns: (name: string) => string
  /** After the type of an unknown owner: the entity that refers to it. */
  readonly namedBy: (name: string) => string
  /** Before additional owners. */
  readonly alsoOwnedBy: string
  /** Instead of contacts, if there are none. */
  readonly noContact: string
  /** On the control that opens the reasons, if there is no owner. */
  readonly why: string
  /** On the control that opens the reasons for the owner. */
  readonly whyThem: (name: string) => string
  /** Before the groups to ask when the owner does not answer. */
  readonly escalation: string
  /** What the catalog lacks; `things` is a list of `missingThing`. */
  readonly missing: (things: string) => string
  /** The name of one thing that the catalog lacks, with its article. */
  readonly missingThing: (thing: OwnerAnswer['missing'][number]) => string
  /** Before entities with similar names. */
  readonly perhaps: string
  /** The name of a kind of contact. */
  readonly contact: (kind: Contact['kind']) => string
  /** On a button: what happens. */
  readonly reachBy: (kind: 'on-call' | 'chat' | 'email' | 'phone') => string
  /** On the link to the group above an owner without contacts. */
  readonly askInstead: (name: string) => string
  /** The folded contacts: how many, and their kinds. */
  readonly moreWays: (count: number, kinds: string) => string
  /** The subject of a piece of evidence, when it is not the entity itself. */
  readonly around: (step: 'system' | 'domain', name: string) => string
  /** A reason: the subject names its owner. */
  readonly names: (subject: string, owner: string) => string
  /** A reason: the subject names no owner. */
  readonly namesNobody: (subject: string) => string
  /** A reason: the subject names an owner that no source defines. */
  readonly namesUnknown: (subject: string, owner: string) => string
}

/** The texts of a card, which load with it. */
export interface CardStrings extends SharedStrings {
  /** After a shortened list: how many are not shown. */
  readonly andMore: (count: number) => string
  /** Before the contacts. */
  readonly reach: string
  /** Before the system of an entity. */
  readonly system: string
  /** After the type of a group: its parent group. */
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

/** Texts about an owner in both details and cards. */
export interface SharedStrings {
  /** Next to an owner that no source defines. */
  readonly unknownOwner: string
  /** Next to a stale answer; `because` is the reason from the catalog. */
  readonly stale: (when: string, because: string) => string
}

/** Some or all texts of a language. */
export type Words = Partial<Strings> & Pick<Strings, '$code'>
