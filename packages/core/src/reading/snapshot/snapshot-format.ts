import type { Diagnostic } from '../../diagnostics.ts'
import type { DocumentReport, FieldPosition, LocationTarget } from '../../descriptor/types.ts'
import type { ItemOrigin } from '../../source/types.ts'

/** Grows with every change to what a saved snapshot holds, or to what reading the same text gives: an older one is then ignored. */
export const snapshotFormat: { readonly callboard: 'snapshot'; readonly format: number } = { callboard: 'snapshot', format: 4 }

/** An edge's type, inverse and field: some dozens of these are all there are. */
export type SavedRule = readonly [type: string, inverse: string, ...field: readonly (string | number)[]]

/**
 * An entity without its content. Then, for each edge, the places of its rule and its target in their tables: flat, because a hundred
 * thousand small lists
 * cost more to read than all the rest.
 */
export type SavedDescriptor = readonly [ref: string, aliases: string, index: number, line: number, ...edges: readonly number[]]

/** What became of one source. */
export interface SavedSource {
  readonly name: string
  readonly readAt: number
  /** Since when it cannot be read; absent when it can. */
  readonly staleSince?: number | undefined
  readonly files: readonly SavedFile[]
}

/** Since when a file cannot be read, and why. */
export type SavedFailure = readonly [since: number, because: string]

export interface SavedFile {
  readonly origin: ItemOrigin
  readonly hash: string
  readonly digest: string
  readonly own: boolean
  /** Absent when it can be read. */
  readonly failure?: SavedFailure | undefined
  /** The neighbours that it read, and the fingerprint of each. */
  readonly reads: readonly (readonly [path: string, fingerprint: string])[]
  /** The globs of its neighbours that it asked for, and the fingerprint of each answer. */
  readonly globs: readonly (readonly [pattern: string, fingerprint: string])[]
  readonly locationTargets: readonly LocationTarget[]
  readonly descriptors: readonly SavedDescriptor[]
  /** Left out when every document is valid and has nothing to tell. */
  readonly documents?: readonly DocumentReport[] | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Where the fields stand that messages needed. */
  readonly positions: readonly (readonly [string, FieldPosition])[]
}

/**
 * The second line of a snapshot; the first is the fingerprint of all that follows. Each further line holds the entities of one file, in the order of the files: read when somebody asks for
 * them.
 */
export interface SavedSnapshot {
  readonly callboard: 'snapshot'
  readonly format: number
  /** Of the kinds it was read with. */
  readonly kinds: string
  readonly rules: readonly SavedRule[]
  /** Every reference that an edge leads to, once. */
  readonly targets: readonly string[]
  readonly sources: readonly SavedSource[]
}
