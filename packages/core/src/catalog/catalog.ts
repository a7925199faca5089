import type { CatalogReads, CatalogSnapshot } from './catalog-reads.ts'
import type { CatalogDiff } from './diff.ts'
import type { DescriptorLimits, DocumentReport } from '../descriptor/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import type { SourceLimits } from '../source/read-items.ts'
import type { Source, SourceState } from '../source/types.ts'

/** What a catalog is read from, and how. */
export interface CatalogOptions {
  /** The sources, in order of precedence: the first that defines an entity wins. */
  readonly sources: readonly Source[]
  /** Kinds beside the built-in ones; one of the same name replaces it. */
  readonly kinds?: readonly Kind[] | undefined
  /** Old references to present ones: `{ 'component:default/orders': 'component:default/order-api' }`. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** Who owns what nothing else names an owner for. */
  readonly fallbackOwner?: string | undefined
  /** What bounds each file. */
  readonly limits?: DescriptorLimits | undefined
  /** The text of `saveSnapshot(catalog)`: files with the same content are not parsed again. */
  readonly snapshot?: string | undefined
  /** Follow the sources that can be watched. @default false */
  readonly watch?: boolean | undefined
  /** Read sources that cannot be watched again after this long; 0 means never. @default 0 */
  readonly refreshEveryMs?: number | undefined
  /** What bounds one reading of each source: one that goes over counts as failed. */
  readonly sourceLimits?: SourceLimits | undefined
  /** A source that gives nothing for this long while it is read counts as failed; 0 means never. @default 120_000 */
  readonly idleTimeoutMs?: number | undefined
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined
  /** Ends the first reading, and watching. */
  readonly signal?: AbortSignal | undefined
  /** Told while sources are read: for progress on a terminal. */
  readonly onProgress?: ((progress: CatalogProgress) => void) | undefined
}

/** How far a source has been read. */
export interface CatalogProgress {
  /** The name of the source. */
  readonly source: string
  /** How many files were read so far. */
  readonly files: number
  /** How many entities they gave. */
  readonly entities: number
}

/** One swap of the snapshot. */
export interface CatalogChange {
  /** The revision now. */
  readonly revision: string
  /** What differs from the state before. */
  readonly diff: CatalogDiff
  /** How each source is doing now. */
  readonly sources: readonly SourceState[]
}

/** A live catalog: always answers from one immutable snapshot, which a refresh swaps. */
export interface Catalog extends CatalogReads {
  /** The state that answers now: stays the same when the catalog changes. */
  readonly snapshot: CatalogSnapshot
  /** What became of every document of every file, by source and path. */
  readonly documents: readonly FileReport[]
  /** Reads the sources again; resolves when the new snapshot answers. */
  refresh(options?: { readonly signal?: AbortSignal | undefined }): Promise<CatalogDiff>
  /**
   * The folder on this machine that the paths of a source start from, by the name of the source; only sources that have one. For tools that run on the same
   * machine: no answer over HTTP and no file of a static portal holds it.
   */
  roots(): ReadonlyMap<string, string>
  /** Every swap from now on, until the signal aborts. A slow consumer sees one joined change. */
  changes(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<CatalogChange>
  /** Stops watching and refreshing. */
  close(): Promise<void>
}

/** What became of one file. */
export interface FileReport {
  /** The name of the source. */
  readonly source: string
  /** The path within the source. */
  readonly path: string
  /** Where it lies, when the source says so: `url:https://…`, or `file:` and the path within the source. */
  readonly location?: string | undefined
  /** What became of each document, in the order of the text. */
  readonly documents: readonly DocumentReport[]
  /** Every problem of the file and its documents. */
  readonly diagnostics: readonly Diagnostic[]
}
