import {
  filterExists,
  type CatalogQuery,
  type EntityFilter,
  type EntityFilterItem,
  type EntityGraph,
  type FacetQuery,
  type FacetValue,
  type GraphOptions,
  type QueryResult,
} from '../../catalog/types.ts'
import { isCallboardError } from '../../errors.ts'
import { callboardApi, type FacetsRequest, type FacetsResponse, type GraphResponse, type QueryRequest, type QueryResponse, type WireFilter, type WireFilterItem } from '../../http/wire.ts'
import { lonelyGraph } from '../lonely-graph.ts'
import type { Asking } from '../types.ts'

/** `POST query`. */
export async function askQuery(asking: Asking, query: CatalogQuery, signal: AbortSignal): Promise<QueryResult> {
  const { filter, ...rest } = query
  const body: QueryRequest = { ...rest, ...(filter === undefined ? {} : { filter: wireFilter(filter) }) }
  const { revision: _, ...result } = (await asking.json(callboardApi.query, signal, body)) as QueryResponse
  if (!Array.isArray(result.items)) throw asking.nonsense(callboardApi.query)
  return result
}

/** `POST facets`. */
export async function askFacets(asking: Asking, query: FacetQuery, signal: AbortSignal): Promise<Readonly<Record<string, readonly FacetValue[]>>> {
  const { filter, ...rest } = query
  const body: FacetsRequest = { ...rest, ...(filter === undefined ? {} : { filter: wireFilter(filter) }) }
  const { facets } = (await asking.json(callboardApi.facets, signal, body)) as FacetsResponse
  if (typeof facets !== 'object' || facets === null) throw asking.nonsense(callboardApi.facets)
  return facets
}

/** `GET graph`. What nobody defines is a graph of one. */
export async function askGraph(asking: Asking, ref: string, { depth, types, maxNodes }: GraphOptions, signal: AbortSignal): Promise<EntityGraph> {
  const parameters = new URLSearchParams({
    entity: ref,
    ...(depth === undefined ? {} : { depth: String(depth) }),
    ...(types === undefined ? {} : { types: types.join(',') }),
    ...(maxNodes === undefined ? {} : { maxNodes: String(maxNodes) }),
  })
  try {
    const { revision: _, ...graph } = (await asking.json(`${callboardApi.graph}?${String(parameters)}`, signal)) as GraphResponse
    if (!Array.isArray(graph.nodes) || !Array.isArray(graph.edges)) throw asking.nonsense(callboardApi.graph)
    return graph
  } catch (error) {
    if (isCallboardError(error, 'not-found')) return lonelyGraph(ref)
    throw error
  }
}

/** `true` for the symbol that JSON cannot carry. */
function wireFilter(filter: EntityFilter): WireFilter {
  const item = (fields: EntityFilterItem): WireFilterItem =>
    Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, value === filterExists ? true : value as string | readonly string[]]))
  return Array.isArray(filter) ? filter.map(item) : item(filter as EntityFilterItem)
}
