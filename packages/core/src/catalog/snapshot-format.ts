import type { Diagnostic } from '../diagnostics.ts'
import type { DocumentReport, FieldPosition, LocationTarget } from '../descriptor/types.ts'
import type { Entity } from '../entity.ts'
import type { ItemOrigin } from '../source/types.ts'

/** Grows with every change to what a saved snapshot holds, or to what reading the same text gives: an older one is then ignored. */
export const snapshotFormat: { readonly callboard: 'snapshot'; readonly format: number } = { callboard: 'snapshot', format: 1 }

/** An edge's type, inverse, and the first two steps of its field: most edges share one of a dozen. */
export type SavedRule = readonly [type: string, inverse: string, first: string | number, second: string | number]

/** The rule's place in the table, the target, and the rest of the field. */
export type SavedEdge = readonly (string | number)[]

export type SavedDescriptor = readonly [index: number, line: number, entity: Entity, edges: readonly SavedEdge[]]

export interface SavedFile {
  readonly origin: ItemOrigin
  readonly hash: string
  readonly digest: string
  readonly own: boolean
  readonly neighbours: readonly (readonly [string, string])[]
  readonly dependsOn: readonly string[]
  readonly locationTargets: readonly LocationTarget[]
  readonly descriptors: readonly SavedDescriptor[]
  /** Left out when every document is valid and has nothing to tell. */
  readonly documents?: readonly DocumentReport[] | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Where the fields stand that messages needed. */
  readonly positions: readonly (readonly [string, FieldPosition])[]
}

export interface SavedSnapshot {
  readonly callboard: 'snapshot'
  readonly format: number
  /** Of the kinds it was read with. */
  readonly kinds: string
  readonly rules: readonly SavedRule[]
  readonly sources: readonly { readonly name: string; readonly readAt: number; readonly files: readonly SavedFile[] }[]
}
