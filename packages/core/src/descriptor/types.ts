import type { Diagnostic } from '../diagnostics.ts'
import type { Entity } from '../entity.ts'
import type { ItemOrigin } from '../source/types.ts'

/** Limits for one file, so that a malicious one costs one diagnostic. */
export interface DescriptorLimits {
  /** The longest file, in bytes. @default 10_000_000 */
  readonly maxFileBytes?: number | undefined
  /** The most documents in one file. @default 4000 */
  readonly maxDocuments?: number | undefined
  /** Levels of nesting in one document. @default 200 */
  readonly maxDepth?: number | undefined
  /** Nodes that aliases may create in one document. @default 10_000 */
  readonly maxAliasNodes?: number | undefined
  /** Keys in a mapping, items in a list, or tokens in one place. @default 20_000 */
  readonly maxKeys?: number | undefined
}

/** Line and column of a field, counted from 1. */
export interface FieldPosition {
  /** The line, from 1. */
  readonly line: number
  /** The column, from 1. */
  readonly column: number
}

/** One valid document of a file. */
export interface Descriptor {
  /** The canonical reference. */
  readonly ref: string
  /** As written, with namespace, placeholders and location annotations filled in; without relations, and not yet frozen. */
  readonly entity: Entity
  /** The name of the source it was read from. */
  readonly source: string
  /** The path of its file within that source. */
  readonly path: string
  /** Which document of the file, from 0. */
  readonly index: number
  /** The line it starts on, from 1. */
  readonly line: number
  /** The relations that its kind derives from its spec; `position` is found on demand because it costs a second parse. */
  readonly edges: readonly DescriptorEdge[]
}

/** A resolved reference in a spec field. */
export interface DescriptorEdge {
  /** The relation on the entity itself, such as `ownedBy`. */
  readonly type: string
  /** The relation on the target, such as `ownerOf`. */
  readonly inverse: string
  /** The canonical reference of the target. */
  readonly target: string
  /** Its field in the text, such as `['spec', 'dependsOn', 2]`. In the entity, lists of references are sorted. */
  readonly field: readonly (string | number)[]
}

/** The result for one document: `validate --format ndjson` prints these. */
export interface DocumentReport {
  /** Which document of the file, from 0. */
  readonly index: number
  /** The line it starts on, from 1. */
  readonly line: number
  /** The canonical reference, when kind and name could be read. */
  readonly entityRef?: string | undefined
  /** No diagnostic of severity `error`. */
  readonly valid: boolean
  /** Every problem of the document. */
  readonly diagnostics: readonly Diagnostic[]
}

/** A target of a `Location`, within the same source. */
export interface LocationTarget {
  /** A path of the source, or a glob of paths. */
  readonly path: string
  /** As it is written, for messages. @default the path */
  readonly written?: string | undefined
  /** `presence: optional`: a missing file is not reported. */
  readonly optional: boolean
  /** The index of the document it is in. */
  readonly index: number
  /** The field of that document: `['spec', 'targets', 0]`. */
  readonly field: readonly (string | number)[]
}

/** Everything read from one item of a source. */
export interface ParsedFile {
  /** The name of the source. */
  readonly source: string
  /** The path, revision and URLs from the source. */
  readonly origin: ItemOrigin
  /** The valid documents, in the order of the text. */
  readonly descriptors: readonly Descriptor[]
  /** The result for every document, valid or not. */
  readonly documents: readonly DocumentReport[]
  /** Every problem of the file and its documents. */
  readonly diagnostics: readonly Diagnostic[]
  /** Files of the same source that its Locations refer to: read after this one, each once. */
  readonly locationTargets?: readonly LocationTarget[] | undefined
  /** The position of a field of document `index`. Parses the file again, so use it only for messages. */
  locate(index: number, field: readonly (string | number)[]): FieldPosition | undefined
}
