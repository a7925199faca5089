import type { CatalogReader } from '../catalog/catalog-reader.ts'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import type { PortalManifest, RevisionEvent } from '../http/wire.ts'

/** What is behind an address: a Callboard handler, the files of `callboard build`, or a Backstage. */
export type PortalType = 'handler' | 'static' | 'backstage'

/** Which portal to ask, and how. */
export interface ClientOptions {
  /**
   * The address of a handler, of a folder made by `callboard build`, or of a Backstage: which of them it is, is found out. In a browser it may be
   * relative to the page. User name and password in it are left out.
   */
  readonly src: string
  /** Used instead of the global `fetch`: for tokens, proxies and tests. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Answers are kept this long in milliseconds, or until `changes` or `checkRevision` finds a newer revision. @default 10_000 */
  readonly cacheMs?: number | undefined
  /** A request whose answer has not arrived whole after this long has failed. Milliseconds. @default 15_000 */
  readonly timeoutMs?: number | undefined
  /** A longer answer is not read; the call rejects with `limit-exceeded`. @default 50_000_000 */
  readonly maxBytes?: number | undefined
}

/**
 * The catalog from afar: the same questions and answers as `catalogReader(catalog)`. Look-ups of one task are one request, equal ones are asked once.
 *
 * Rejects with a `CallboardError`: `unreachable` (no answer, or later perhaps), `refused` (401, 403), `unexpected-answer` (no portal, or one that answers
 * nonsense), `limit-exceeded` (429, or an answer that is too large), `not-found`, `invalid-query`, `aborted`. The message names `src` and what to do.
 */
export interface Client extends CatalogReader {
  /** The address, without credentials and query. */
  readonly src: string
  /** Of the latest answer, where the portal tells; `undefined` before the first. */
  readonly revision: string | undefined
  /** The owner answer that is kept for a question, at once; `undefined` when it has to be asked for. */
  peekOwner(query: string): OwnerAnswer | undefined
  /** The entity that is kept for a reference, at once; `undefined` when it has to be asked for, or is known to be missing. */
  peekEntity(ref: string): Entity | undefined
  /** What answers there. Found out once, with the first question. */
  type(): Promise<PortalType>
  /**
   * Tells of revisions as they come, the present one first, until the signal aborts; kept answers are forgotten then. Connects again when the connection is lost.
   * Ends at once where nothing tells of changes: static portals and Backstage.
   */
  changes(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<RevisionEvent>
  /**
   * Asks which revision the portal has now; answers kept from another one are forgotten. A handler is asked each time, with a small request that is not
   * repeated in full while nothing has changed; the manifest of a static portal is at most `cacheMs` old. `undefined` for a Backstage, which has no revisions.
   */
  checkRevision(options?: { readonly signal?: AbortSignal | undefined }): Promise<string | undefined>
  /** What the portal calls itself. */
  title(): Promise<string>
  /** Ends every request and every stream of changes. Look-ups reject with `aborted` from now on. */
  close(): void
}

/** A portal as the client sees it, once it is known what it is. */
export interface Remote {
  readonly type: PortalType
  /** Its `callboard.json`, where it has one. */
  readonly manifest?: PortalManifest | undefined
  readonly title: string
  /** Of the latest answer. */
  readonly revision: string | undefined
  /** How many may be asked for at once. */
  readonly mostQueries: number
  owners(queries: readonly string[], signal: AbortSignal): ReturnType<CatalogReader['owners']>
  getMany(refs: readonly string[], signal: AbortSignal): ReturnType<CatalogReader['getMany']>
  readonly query: CatalogReader['query']
  readonly facets: CatalogReader['facets']
  readonly graph: CatalogReader['graph']
  /** The revision there is now, where asking for it is cheap. */
  checkRevision?(signal: AbortSignal | undefined): Promise<string>
  changes?(signal: AbortSignal): AsyncIterable<RevisionEvent>
}
