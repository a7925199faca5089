import type { CatalogReader } from '../catalog/catalog-reader.ts'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import type { PortalManifest, RevisionEvent } from '../http/wire.ts'

/** The type of a portal: a Callboard handler, the files of `callboard build`, or a Backstage. */
export type PortalType = 'handler' | 'static' | 'backstage'

/** The options of a client. */
export interface ClientOptions {
  /**
   * The URL of a handler, of a folder from `callboard build`, or of a Backstage; the type is detected. In a browser it may be relative to
   * the page. A user name and password in it are removed.
   */
  readonly src: string
  /** Used instead of the global `fetch`: for tokens, proxies and tests. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** How long answers are cached, in milliseconds, unless `changes` or `checkRevision` finds a newer revision. @default 10_000 */
  readonly cacheMs?: number | undefined
  /** The timeout for a complete response, in milliseconds. @default 15_000 */
  readonly timeoutMs?: number | undefined
  /** The longest response, in bytes; longer ones reject with `limit-exceeded`. @default 50_000_000 */
  readonly maxBytes?: number | undefined
}

/**
 * The remote catalog: the same questions and answers as `catalogReader(catalog)`. Lookups in one task are one request, and equal ones are
 * sent once.
 *
 * Rejects with a `CallboardError`: `unreachable` (no answer; a retry may succeed), `refused` (401, 403), `unexpected-answer` (no portal, or
 * an invalid answer), `limit-exceeded` (429, or an answer that is too large), `not-found`, `invalid-query`, `aborted`. The message names
 * `src` and what to do.
 */
export interface Client extends CatalogReader {
  /** The URL, without credentials and query. */
  readonly src: string
  /** The revision of the latest answer, if the portal has revisions; `undefined` before the first. */
  readonly revision: string | undefined
  /** The cached owner answer for a question, synchronously; `undefined` when it is not cached. */
  peekOwner(query: string): OwnerAnswer | undefined
  /** The cached entity for a reference, synchronously; `undefined` when it is not cached or known to be missing. */
  peekEntity(ref: string): Entity | undefined
  /** The type of the portal. Detected once, with the first question. */
  type(): Promise<PortalType>
  /**
   * Yields revisions as they appear, the current one first, until the signal aborts; each new one clears the cache. Reconnects when the
   * connection is lost. Ends immediately for static portals and Backstage, which do not report changes.
   */
  changes(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<RevisionEvent>
  /**
   * The current revision of the portal; cached answers of another one are dropped. Sends a small conditional request to a handler each
   * time; the manifest of a static portal is at most `cacheMs` old. `undefined` for a Backstage, which has no revisions.
   */
  checkRevision(options?: { readonly signal?: AbortSignal | undefined }): Promise<string | undefined>
  /** The title of the portal. */
  title(): Promise<string>
  /** Ends every request and every stream of changes. Later lookups reject with `aborted`. */
  close(): void
}

/** A detected portal, as the client uses it. */
export interface Remote {
  readonly type: PortalType
  /** Its `callboard.json`, if it has one. */
  readonly manifest?: PortalManifest | undefined
  readonly title: string
  /** The revision of the latest answer. */
  readonly revision: string | undefined
  /** The most questions in one request. */
  readonly mostQueries: number
  owners(queries: readonly string[], signal: AbortSignal): ReturnType<CatalogReader['owners']>
  getMany(refs: readonly string[], signal: AbortSignal): ReturnType<CatalogReader['getMany']>
  readonly query: CatalogReader['query']
  readonly facets: CatalogReader['facets']
  readonly graph: CatalogReader['graph']
  /** The current revision, if requesting it is cheap. */
  checkRevision?(signal: AbortSignal | undefined): Promise<string>
  changes?(signal: AbortSignal): AsyncIterable<RevisionEvent>
}
