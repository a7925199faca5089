import type { CatalogReads, CatalogSnapshot } from './catalog-reads.ts'
import type { CatalogDiff } from './diff.ts'
import type { DescriptorLimits, DocumentReport } from '../descriptor/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import type { SourceLimits } from '../source/read-items.ts'
import type { Source, SourceState } from '../source/types.ts'

/** The sources of a catalog, and how to read them. */
export interface CatalogOptions {
  /** The sources, in order of precedence: the first that defines an entity wins. */
  readonly sources: readonly Source[]
  /** Kinds in addition to the built-in ones; a kind with the same name replaces the built-in one. */
  readonly kinds?: readonly Kind[] | undefined
  /** From old references to current ones: `{ 'component:default/orders': 'component:default/order-api' }`. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** The owner of everything without another owner. */
  readonly fallbackOwner?: string | undefined
  /** The limits for each file. */
  readonly limits?: DescriptorLimits | undefined
  /** The text of `saveSnapshot(catalog)`: files with the same content are not parsed again. */
  readonly snapshot?: string | undefined
  /** Follow the sources that can be watched. @default false */
  readonly watch?: boolean | undefined
  /** Read sources that cannot be watched again after this long; 0 means never. @default 0 */
  readonly refreshEveryMs?: number | undefined
  /** The limits for one reading of each source; a reading that exceeds one fails. */
  readonly sourceLimits?: SourceLimits | undefined
  /** A source that yields nothing for this long while it is read fails; 0 means never. @default 120_000 */
  readonly idleTimeoutMs?: number | undefined
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined
  /** Ends the first reading and the watching. */
  readonly signal?: AbortSignal | undefined
  /** Called while sources are read: for progress on a terminal. */
  readonly onProgress?: ((progress: CatalogProgress) => void) | undefined
}

/** How far a source has been read. */
export interface CatalogProgress {
  /** The name of the source. */
  readonly source: string
  /** How many files were read so far. */
  readonly files: number
  /** How many entities they contain. */
  readonly entities: number
}

/** One change from a snapshot to the next. */
export interface CatalogChange {
  /** The new revision. */
  readonly revision: string
  /** What differs from the earlier state. */
  readonly diff: CatalogDiff
  /** The current state of each source. */
  readonly sources: readonly SourceState[]
}

/** A live catalog: always answers from one immutable snapshot, which a refresh replaces. */
export interface Catalog extends CatalogReads {
  /** The current state: it stays the same when the catalog changes. */
  readonly snapshot: CatalogSnapshot
  /** The result for every document of every file, by source and path. */
  readonly documents: readonly FileReport[]
  /** Reads the sources again; resolves when the new snapshot is in place. */
  refresh(options?: { readonly signal?: AbortSignal | undefined }): Promise<CatalogDiff>
  /**
   * The root folder on this machine of each source that has one, by the name of the source. For tools on the same machine: no answer over
   * HTTP and no file of a static portal contains it.
   */
  roots(): ReadonlyMap<string, string>
  /** Every change from now on, until the signal aborts. A slow consumer gets several changes as one. */
  changes(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<CatalogChange>
  /** Stops watching and refreshing. */
  close(): Promise<void>
}

/** The result for one file. */
export interface FileReport {
  /** The name of the source. */
  readonly source: string
  /** The path within the source. */
  readonly path: string
  /** The location reference, if the source has one: `url:https://…`, or `file:` and the path within the source. */
  readonly location?: string | undefined
  /** The result for each document, in the order of the text. */
  readonly documents: readonly DocumentReport[]
  /** Every problem of the file and its documents. */
  readonly diagnostics: readonly Diagnostic[]
}
