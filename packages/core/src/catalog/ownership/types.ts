import type { Resolution } from '../resolve/types.ts'
import type { Position } from '../../diagnostics.ts'

/** A group or a person as an answer shows them. */
export interface OwnerSummary {
  readonly ref: string
  readonly kind: string
  readonly name: string
  /** Title, display name, or name. */
  readonly title: string
  /** False when no source defines it. */
  readonly exists: boolean
  readonly type?: string | undefined
  /** The address of a picture, as the profile gives it. Whoever shows it decides which addresses may be fetched. */
  readonly picture?: string | undefined
}

/** One way to reach somebody or something. */
export interface Contact {
  readonly kind: 'chat' | 'email' | 'on-call' | 'phone' | 'runbook' | 'issues' | 'docs' | 'dashboard' | 'link'
  readonly label: string
  readonly value: string
  /** Only http, https, mailto or tel. */
  readonly href?: string | undefined
  /** The entity that says so, and the field. */
  readonly from: { readonly ref: string; readonly field: string }
}

/** One step of the search for an owner. */
export interface OwnerEvidence {
  readonly step: 'spec.owner' | 'codeowners' | 'system' | 'domain' | 'fallback'
  readonly outcome: 'owner' | 'not-set' | 'unknown-entity' | 'explicitly-unowned' | 'no-match' | 'cycle'
  /** One sentence. */
  readonly message: string
  /** The entity that was looked at. */
  readonly entity?: string | undefined
  /** The owner or parent that was named there. */
  readonly ref?: string | undefined
  readonly at?: Position | undefined
}

/** The whole answer to "who owns this, and how do I reach them?". JSON-safe: CLI, HTTP and client give this same shape. */
export interface OwnerAnswer {
  readonly query: string
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
  readonly state: 'owned' | 'unowned' | 'unmatched' | 'not-found'
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
  readonly revision: string
}
