import type { Diagnostic } from '../../diagnostics.ts'
import type { DocumentReport, FieldPosition, LocationTarget } from '../../descriptor/types.ts'
import type { ItemOrigin } from '../../source/types.ts'

/** Increase it when the content of a snapshot changes, or the result of reading the same text: older snapshots are then ignored. */
export const snapshotFormat: { readonly callboard: 'snapshot'; readonly format: number } = { callboard: 'snapshot', format: 4 }

/** An edge's type, inverse and field: a catalog has only a few dozen of these. */
export type SavedRule = readonly [type: string, inverse: string, ...field: readonly (string | number)[]]

/**
 * An entity without its content. Then, for each edge, the index of its rule and of its target in their tables: flat, because a hundred
 * thousand small lists take longer to read than all the rest.
 */
export type SavedDescriptor = readonly [ref: string, aliases: string, index: number, line: number, ...edges: readonly number[]]

/** The state of one source. */
export interface SavedSource {
  readonly name: string
  readonly readAt: number
  /** The time since when it cannot be read; absent if it can. */
  readonly staleSince?: number | undefined
  readonly files: readonly SavedFile[]
}

/** The time since when a file cannot be read, and why. */
export type SavedFailure = readonly [since: number, because: string]

export interface SavedFile {
  readonly origin: ItemOrigin
  readonly hash: string
  readonly digest: string
  readonly own: boolean
  /** Absent if it can be read. */
  readonly failure?: SavedFailure | undefined
  /** The files that it read, and the fingerprint of each. */
  readonly reads: readonly (readonly [path: string, fingerprint: string])[]
  /** The globs that it requested, and the fingerprint of each result. */
  readonly globs: readonly (readonly [pattern: string, fingerprint: string])[]
  readonly locationTargets: readonly LocationTarget[]
  readonly descriptors: readonly SavedDescriptor[]
  /** Absent when every document is valid and has no diagnostics. */
  readonly documents?: readonly DocumentReport[] | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** The positions of fields that messages needed. */
  readonly positions: readonly (readonly [string, FieldPosition])[]
}

/**
 * The second line of a snapshot; the first is the fingerprint of everything after it. Each further line has the entities of one file, in
 * the order of the files, and is parsed when they are used.
 */
export interface SavedSnapshot {
  readonly callboard: 'snapshot'
  readonly format: number
  /** The fingerprint of the kinds it was read with. */
  readonly kinds: string
  readonly rules: readonly SavedRule[]
  /** Every reference that an edge points to, once. */
  readonly targets: readonly string[]
  readonly sources: readonly SavedSource[]
}
