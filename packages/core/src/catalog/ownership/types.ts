import type { Resolution } from '../resolve/types.ts'
import type { Position } from '../../diagnostics.ts'

/** A group or a person as an answer shows them. */
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
  /** The address of a picture, as the profile gives it. Whoever shows it decides which addresses may be fetched. */
  readonly picture?: string | undefined
}

/** One way to reach somebody or something. */
export interface Contact {
  /** What it is good for; `link` is any other page. */
  readonly kind: 'chat' | 'email' | 'on-call' | 'phone' | 'runbook' | 'issues' | 'docs' | 'dashboard' | 'link'
  /** The text to show. */
  readonly label: string
  /** The address, number or name itself, as the catalog has it. */
  readonly value: string
  /** Only http, https, mailto or tel. */
  readonly href?: string | undefined
  /** The entity that says so, and the field. */
  readonly from: { readonly ref: string; readonly field: string }
}

/** One step of the search for an owner. */
export interface OwnerEvidence {
  /** Where the search looked. */
  readonly step: 'spec.owner' | 'codeowners' | 'system' | 'domain' | 'fallback'
  /** What it found there. */
  readonly outcome: 'owner' | 'not-set' | 'unknown-entity' | 'explicitly-unowned' | 'no-match' | 'cycle'
  /** One sentence. */
  readonly message: string
  /** The entity that was looked at. */
  readonly entity?: string | undefined
  /** The owner or parent that was named there. */
  readonly ref?: string | undefined
  /** Where the line stands that says so. */
  readonly at?: Position | undefined
}

/** The whole answer to "who owns this, and how do I reach them?". JSON-safe: CLI, HTTP and client give this same shape. */
export interface OwnerAnswer {
  /** The text that was asked. */
  readonly query: string
  /** Which entity the text was taken for, and how surely. */
  readonly match: Omit<Resolution, 'query'>
  /** What was asked about, when it was found. */
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
  /** The file that was asked about. */
  readonly file?: string | undefined
  /** What the search came to. `unowned`: CODEOWNERS says that nobody owns it. `unmatched`: the search found nobody. `not-found`: the text means no entity and no file. */
  readonly state: 'owned' | 'unowned' | 'unmatched' | 'not-found'
  /** The owner; present when `state` is `owned`. */
  readonly owner?: OwnerSummary | undefined
  /** Further owners (CODEOWNERS may name several). */
  readonly coOwners: readonly OwnerSummary[]
  /** Ways to reach the owner and the entity, the best now first. */
  readonly reach: readonly Contact[]
  /** What an answer should have and nothing names. */
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
