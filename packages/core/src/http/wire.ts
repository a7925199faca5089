import type { EntityGraph } from '../catalog/graph/graph-around.ts'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { CatalogQuery, FacetQuery, FacetValue, QueryResult } from '../catalog/query/types.ts'
import type { Entity } from '../entity.ts'
import type { SourceState } from '../source/types.ts'

/**
 * `callboard.json`, at the root of a handler and of a static portal: clients detect the type of their `src` with it. `static` answers from
 * the files in `data` (see `static-layout.ts`), `handler` at the paths of `callboardApi`.
 */
export interface PortalManifest {
  readonly callboard: 1
  readonly type: 'handler' | 'static'
  readonly title: string
  readonly revision: string
  /** How many entities the portal has. */
  readonly entities: number
  /** Where the files of a static portal are. */
  readonly data?: StaticData | undefined
}

/** The data files of a static portal: paths relative to `callboard.json`. A small catalog has the same file in all three fields. */
export interface StaticData {
  /** The file with `index`. */
  readonly index: string
  /** The files with owner answers; `shardOf(ref, owners.length)` is the one for an entity. */
  readonly owners: readonly string[]
  /** The files with entities; `shardOf(ref, entities.length)` is the one for an entity. */
  readonly entities: readonly string[]
}

/** The content of a data file of a static portal. Keys are canonical references. */
export interface StaticFile {
  readonly index?: StaticIndex | undefined
  readonly owners?: Readonly<Record<string, OwnerAnswer>> | undefined
  readonly entities?: Readonly<Record<string, Entity>> | undefined
}

/** Every name in a static portal: enough to find the entity that a text refers to. */
export interface StaticIndex {
  /** Canonical references, sorted. */
  readonly refs: readonly string[]
  /** The name of each as written, in the order of `refs`; empty if it is in lowercase already. */
  readonly names: readonly string[]
  /** The title of each, in the order of `refs`; empty if an entity has none. */
  readonly titles: readonly string[]
  /** The display names of entities that also have another title, by canonical reference. */
  readonly displayNames: Readonly<Record<string, string>>
  /** From old canonical references to current ones. */
  readonly aliases: Readonly<Record<string, string>>
  /** For each relation type that the kinds have only as an inverse: the forward type. For drawing graphs. */
  readonly forwardTypes: Readonly<Record<string, string>>
}

/** The most questions of one request for owners or entities. */
export const mostQueries: number = 1000

/** The paths of Callboard's own API, below the URL of a handler. */
export const callboardApi: Readonly<Record<'owners' | 'entities' | 'query' | 'facets' | 'graph' | 'health' | 'changes', string>> = {
  owners: 'api/callboard/v1/owners',
  entities: 'api/callboard/v1/entities',
  query: 'api/callboard/v1/query',
  facets: 'api/callboard/v1/facets',
  graph: 'api/callboard/v1/graph',
  health: 'api/callboard/v1/health',
  changes: 'api/callboard/v1/changes',
}

/** `POST owners`: at most 1000 questions. `GET owners?entity=a&entity=b` is the same. */
export interface OwnersRequest {
  readonly queries: readonly string[]
}

/** One answer for each question, in the same order. */
export interface OwnersResponse {
  readonly items: readonly OwnerAnswer[]
  readonly revision: string
}

/** `POST entities`: at most 1000 references; kind and namespace may be omitted, and old names resolve. */
export interface EntitiesRequest {
  readonly refs: readonly string[]
  /** Only these dot paths. */
  readonly fields?: readonly string[] | undefined
}

/** One entity for each reference, in the same order; null if there is none. */
export interface EntitiesResponse {
  readonly items: readonly (Entity | null)[]
  readonly revision: string
}

/** `POST query`: the catalog's query, as JSON. `true` in a filter means that the field exists. */
export type QueryRequest = Omit<CatalogQuery, 'filter'> & { readonly filter?: WireFilter | undefined }

/** `POST facets`. */
export type FacetsRequest = Omit<FacetQuery, 'filter'> & { readonly filter?: WireFilter | undefined }

/** A filter as JSON. */
export type WireFilter = WireFilterItem | readonly WireFilterItem[]
export interface WireFilterItem {
  readonly [path: string]: string | readonly string[] | true
}

/** The answer to `POST query`. */
export type QueryResponse = QueryResult & { readonly revision: string }

/** The answer to `POST facets`. */
export interface FacetsResponse {
  readonly facets: Readonly<Record<string, readonly FacetValue[]>>
  readonly revision: string
}

/** The answer to `GET graph?entity=&depth=&types=&maxNodes=`. */
export type GraphResponse = EntityGraph & { readonly revision: string }

/** The answer to `GET health`. `degraded`: a source cannot be read; its `because` says why. Times are milliseconds since 1970. */
export interface HealthResponse {
  readonly status: 'ok' | 'degraded'
  readonly revision: string
  readonly entities: number
  readonly sources: readonly SourceState[]
}

/** The data of a `revision` event of `GET changes`. The first one comes immediately, without `refs`. */
export interface RevisionEvent {
  /** The current revision of the portal. */
  readonly revision: string
  /** The references that changed, if known and at most 1000. */
  readonly refs?: readonly string[] | undefined
}

/** The body of an error of Callboard's own API, in the same form as Backstage's. */
export interface ErrorBody {
  readonly error: { readonly name: string; readonly message: string }
  readonly request: { readonly method: string; readonly url: string }
  readonly response: { readonly statusCode: number }
}
