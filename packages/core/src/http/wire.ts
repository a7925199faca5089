import type { EntityGraph } from '../catalog/graph/graph-around.ts'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { CatalogQuery, FacetQuery, FacetValue, QueryResult } from '../catalog/query/types.ts'
import type { Entity } from '../entity.ts'
import type { SourceState } from '../source/types.ts'

/**
 * `callboard.json`, at the root of a handler and of a static portal alike: by it a client tells what its `src` is. `static` answers from the files that
 * `data` names (see `static-layout.ts`), `handler` from the addresses of `callboardApi`.
 */
export interface PortalManifest {
  readonly callboard: 1
  readonly type: 'handler' | 'static'
  readonly title: string
  readonly revision: string
  /** How many entities the portal holds. */
  readonly entities: number
  /** Where the files of a static portal are. */
  readonly data?: StaticData | undefined
}

/** The data files of a static portal: paths relative to `callboard.json`. A small catalog has the same one file in all three places. */
export interface StaticData {
  /** Holds `index`. */
  readonly index: string
  /** Owner answers; `shardOf(ref, owners.length)` says which file has the answer for an entity. */
  readonly owners: readonly string[]
  /** Entities; `shardOf(ref, entities.length)` says which file has an entity. */
  readonly entities: readonly string[]
}

/** What a data file of a static portal may hold. Keys are canonical references. */
export interface StaticFile {
  readonly index?: StaticIndex | undefined
  readonly owners?: Readonly<Record<string, OwnerAnswer>> | undefined
  readonly entities?: Readonly<Record<string, Entity>> | undefined
}

/** Every name a static portal knows: enough to tell which entity a text means. */
export interface StaticIndex {
  /** Canonical references, sorted. */
  readonly refs: readonly string[]
  /** The name of each as written, in the order of `refs`; empty where it is in lower case already. */
  readonly names: readonly string[]
  /** The title of each, in the order of `refs`; empty where an entity has none. */
  readonly titles: readonly string[]
  /** By canonical reference, the display names of those who have another title beside it. */
  readonly displayNames: Readonly<Record<string, string>>
  /** Old canonical references to present ones. */
  readonly aliases: Readonly<Record<string, string>>
  /** For each relation type that the kinds have only as the way back: the way there. For drawing graphs. */
  readonly forwardTypes: Readonly<Record<string, string>>
}

/** The most questions of one request for owners or entities. */
export const mostQueries: number = 1000

/** The paths of Callboard's own API, below the address of a handler. */
export const callboardApi: Readonly<Record<'owners' | 'entities' | 'query' | 'facets' | 'graph' | 'health' | 'changes', string>> = {
  owners: 'api/callboard/v1/owners',
  entities: 'api/callboard/v1/entities',
  query: 'api/callboard/v1/query',
  facets: 'api/callboard/v1/facets',
  graph: 'api/callboard/v1/graph',
  health: 'api/callboard/v1/health',
  changes: 'api/callboard/v1/changes',
}

/** `POST owners`: at most 1000 questions. `GET owners?entity=a&entity=b` asks the same. */
export interface OwnersRequest {
  readonly queries: readonly string[]
}

/** One answer for each question, in the order asked. */
export interface OwnersResponse {
  readonly items: readonly OwnerAnswer[]
  readonly revision: string
}

/** `POST entities`: at most 1000 references; kind and namespace may be left out, and old names resolve. */
export interface EntitiesRequest {
  readonly refs: readonly string[]
  /** Only these dot paths. */
  readonly fields?: readonly string[] | undefined
}

/** One entity for each reference, in the order asked; null where there is none. */
export interface EntitiesResponse {
  readonly items: readonly (Entity | null)[]
  readonly revision: string
}

/** `POST query`: the catalog's own question, in JSON. `true` in a filter means the field is there. */
export type QueryRequest = Omit<CatalogQuery, 'filter'> & { readonly filter?: WireFilter | undefined }

/** `POST facets`. */
export type FacetsRequest = Omit<FacetQuery, 'filter'> & { readonly filter?: WireFilter | undefined }

/** A filter as JSON can carry it. */
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

/** The answer to `GET health`. `degraded`: a source could not be read, and no later reading has succeeded; its `because` says why. Times are milliseconds since 1970. */
export interface HealthResponse {
  readonly status: 'ok' | 'degraded'
  readonly revision: string
  readonly entities: number
  readonly sources: readonly SourceState[]
}

/** The data of a `revision` event of `GET changes`. The first one comes at once, without `refs`. */
export interface RevisionEvent {
  /** The revision the portal answers from now. */
  readonly revision: string
  /** What changed, when it is known and no more than 1000. */
  readonly refs?: readonly string[] | undefined
}

/** What an error of Callboard's own API looks like; the same form as Backstage's. */
export interface ErrorBody {
  readonly error: { readonly name: string; readonly message: string }
  readonly request: { readonly method: string; readonly url: string }
  readonly response: { readonly statusCode: number }
}
