import type { Resolution } from '../resolve/types.ts'
import type { Position } from '../../diagnostics.ts'

/** A group or a user, as in answers. */
export interface OwnerSummary {
  /** The canonical reference. */
  readonly ref: string
  /** The kind as it is written: `Group`, `User`. */
  readonly kind: string
  /** The name in the reference. */
  readonly name: string
  /** Title, display name, or name. */
  readonly title: string
  /** False when no source defines it. */
  readonly exists: boolean
  /** The type of a group, such as `team`. */
  readonly type?: string | undefined
  /** The URL of a picture, as in the profile. Pages that show it decide which URLs to fetch. */
  readonly picture?: string | undefined
}

/** One way to reach an owner or an entity. */
export interface Contact {
  /** What it is for; `link` is any other page. */
  readonly kind: 'chat' | 'email' | 'on-call' | 'phone' | 'runbook' | 'issues' | 'docs' | 'dashboard' | 'link'
  /** The text to show. */
  readonly label: string
  /** The URL, address, number or name, as in the catalog. */
  readonly value: string
  /** A safe URL: http, https, mailto or tel. */
  readonly href?: string | undefined
  /** The entity and the field it comes from. */
  readonly from: { readonly ref: string; readonly field: string }
}

/** One step of the search for an owner. */
export interface OwnerEvidence {
  /** Where the search looked. */
  readonly step: 'spec.owner' | 'codeowners' | 'system' | 'domain' | 'fallback'
  /** What the step found. */
  readonly outcome: 'owner' | 'not-set' | 'unknown-entity' | 'explicitly-unowned' | 'no-match' | 'cycle'
  /** One sentence. */
  readonly message: string
  /** The entity that was checked. */
  readonly entity?: string | undefined
  /** The owner or parent that was found. */
  readonly ref?: string | undefined
  /** The position of the line it comes from. */
  readonly at?: Position | undefined
}

/** The whole answer to "who owns this, and how do I reach them?". JSON-safe: the CLI, HTTP and the client return this same shape. */
export interface OwnerAnswer {
  /** The text of the question. */
  readonly query: string
  /** The entity that the text refers to, and how certain that is. */
  readonly match: Omit<Resolution, 'query'>
  /** The entity, if it was found. */
  readonly entity?:
    | {
        readonly ref: string
        readonly kind: string
        readonly name: string
        readonly title: string
        readonly type?: string
        readonly lifecycle?: string
        readonly description?: string
      }
    | undefined
  /** The file, if the text refers to one. */
  readonly file?: string | undefined
  /** The result. `unowned`: CODEOWNERS leaves it without an owner. `unmatched`: no owner was found. `not-found`: nothing matches. */
  readonly state: 'owned' | 'unowned' | 'unmatched' | 'not-found'
  /** The owner; present when `state` is `owned`. */
  readonly owner?: OwnerSummary | undefined
  /** Further owners, if CODEOWNERS lists several. */
  readonly coOwners: readonly OwnerSummary[]
  /** Ways to reach the owner and the entity, the fastest first. */
  readonly reach: readonly Contact[]
  /** What an answer should have, but the catalog lacks. */
  readonly missing: readonly ('owner' | 'chat' | 'on-call' | 'email' | 'runbook')[]
  /** The search for the owner, in order. */
  readonly because: readonly OwnerEvidence[]
  /** The groups above the owner, nearest first, with how to reach them. */
  readonly escalation: readonly (OwnerSummary & { readonly reach: readonly Contact[] })[]
  /** Set when the entity comes from a source that cannot be read now. */
  readonly stale?: { readonly source: string; readonly since: number; readonly because: string } | undefined
  /** The revision of the catalog that answered. */
  readonly revision: string
}
