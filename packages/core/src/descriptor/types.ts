import type { Diagnostic } from '../diagnostics.ts'
import type { Entity } from '../entity.ts'
import type { ItemOrigin } from '../source/types.ts'

/** What bounds one file, so that a bomb costs one diagnostic. */
export interface DescriptorLimits {
  /** The longest file, in bytes. @default 10_000_000 */
  readonly maxFileBytes?: number | undefined
  /** The most documents in one file. @default 4000 */
  readonly maxDocuments?: number | undefined
  /** Levels of nesting in one document. @default 200 */
  readonly maxDepth?: number | undefined
  /** Nodes that aliases may stand for in one document. @default 10_000 */
  readonly maxAliasNodes?: number | undefined
  /** Keys of one mapping, items of one list, or signs where a few belong. @default 20_000 */
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
  /** As written, with the namespace filled in, placeholders resolved and location annotations added; no relations; not yet frozen. */
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

/** A reference in a spec field, understood. */
export interface DescriptorEdge {
  /** The relation on the entity itself, such as `ownedBy`. */
  readonly type: string
  /** The relation on the target, such as `ownerOf`. */
  readonly inverse: string
  /** The canonical reference of the target. */
  readonly target: string
  /** Where it stands in the text: `['spec', 'dependsOn', 2]`. In the entity, lists of references are sorted. */
  readonly field: readonly (string | number)[]
}

/** What became of one document: `validate --format ndjson` prints these. */
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
  /** `presence: optional`: nothing is said when there is no such file. */
  readonly optional: boolean
  /** The document and field that name it. */
  readonly index: number
  /** The field of that document: `['spec', 'targets', 0]`. */
  readonly field: readonly (string | number)[]
}

/** Everything that one item of a source gave. */
export interface ParsedFile {
  /** The name of the source. */
  readonly source: string
  /** The path, revision and addresses that the source gave. */
  readonly origin: ItemOrigin
  /** The valid documents, in the order of the text. */
  readonly descriptors: readonly Descriptor[]
  /** What became of every document, valid or not. */
  readonly documents: readonly DocumentReport[]
  /** Every problem of the file, documents' and the file's own. */
  readonly diagnostics: readonly Diagnostic[]
  /** Files of the same source that its Locations name: read after this one, each once. */
  readonly locationTargets?: readonly LocationTarget[] | undefined
  /** Where a field of document `index` stands: parses again for positions, so only for messages. */
  locate(index: number, field: readonly (string | number)[]): FieldPosition | undefined
}
