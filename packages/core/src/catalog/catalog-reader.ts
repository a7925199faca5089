import { throwIfAborted } from '../abort.ts'
import { checkRelationTypes } from './graph/check-relation-types.ts'
import type { EntityGraph, GraphOptions } from './graph/graph-around.ts'
import type { OwnerAnswer } from './ownership/types.ts'
import type { CatalogQuery, FacetQuery, FacetValue, QueryResult } from './query/types.ts'
import type { Entity } from '../entity.ts'
import { CallboardError } from '../errors.ts'
import type { CatalogReads } from './catalog-reads.ts'

/** The asynchronous read interface that the catalog in memory, the HTTP client and databases share. Same questions, same answers. */
export interface CatalogReader {
  /** The entity with a reference; `undefined` when there is none. */
  get(ref: string, options?: ReaderOptions): Promise<Entity | undefined>
  /** The entities with these references, in the same order and number. */
  getMany(refs: readonly string[], options?: ReaderOptions): Promise<readonly (Entity | undefined)[]>
  /** The entities that match. Rejects with `invalid-query`. */
  query(query: CatalogQuery, options?: ReaderOptions): Promise<QueryResult>
  /** The values of each field, sorted, and how many entities have each. Rejects with `invalid-query`. */
  facets(query: FacetQuery, options?: ReaderOptions): Promise<Readonly<Record<string, readonly FacetValue[]>>>
  /** Who owns what a text refers to, how to reach them, and why they are the owner. */
  owner(query: string, options?: ReaderOptions): Promise<OwnerAnswer>
  /** The answers to these queries, in the same order and number. */
  owners(queries: readonly string[], options?: ReaderOptions): Promise<readonly OwnerAnswer[]>
  /**
   * The entities around one, and the relations between them. Rejects with `not-found` for an unknown entity, and with `invalid-query` for
   * an invalid depth or an unknown relation type.
   */
  graph(ref: string, options?: GraphOptions & ReaderOptions): Promise<EntityGraph>
}

/** The options of every question. */
export interface ReaderOptions {
  /** Ends the call: it rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined
}

/** The asynchronous interface of a catalog in memory: code that uses it also works with the HTTP client and databases. */
export function catalogReader(catalog: CatalogReads): CatalogReader {
  return {
    get: async (ref, options) => now(options, () => catalog.get(ref)),
    getMany: async (refs, options) => now(options, () => refs.map(ref => catalog.get(ref))),
    query: async (query, options) => now(options, () => catalog.query(query)),
    facets: async (query, options) => now(options, () => catalog.facets(query)),
    owner: async (query, options) => now(options, () => catalog.owner(query)),
    owners: async (queries, options) => now(options, () => queries.map(query => catalog.owner(query))),
    graph: async (ref, options = {}) => now(options, () => graphOf(catalog, ref, options)),
  }
}

/** What a portal answers too: `not-found` for an entity that is not there, `invalid-query` for a relation that nothing has. */
function graphOf(catalog: CatalogReads, ref: string, options: GraphOptions): EntityGraph {
  checkRelationTypes(catalog.kinds, catalog.entities, options.types)
  if (catalog.get(ref) === undefined) throw new CallboardError('not-found', `There is no entity ${ref}`)
  return catalog.graph(ref, options)
}

function now<T>(options: ReaderOptions | undefined, answer: () => T): T {
  throwIfAborted(options?.signal)
  return answer()
}
