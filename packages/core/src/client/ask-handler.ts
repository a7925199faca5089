import { CallboardError } from '../errors.ts'
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
  type ReaderOptions,
} from '../catalog/types.ts'
import { callboardApi, type FacetsResponse, type GraphResponse, type QueryResponse, type WireFilter } from '../http/wire.ts'
import { strangeAnswer, type Requester } from './request-json.ts'

/** `POST query`. */
export async function askQuery(server: Requester, query: CatalogQuery, options: ReaderOptions | undefined): Promise<QueryResult> {
  const { revision: _, ...result } = ((await server.ask(callboardApi.query, { body: inJson(query), signal: options?.signal })) ??
    {}) as QueryResponse
  if (!Array.isArray(result.items)) throw strangeAnswer(server)
  return result
}

/** `POST facets`. */
export async function askFacets(
  server: Requester,
  query: FacetQuery,
  options: ReaderOptions | undefined,
): Promise<Readonly<Record<string, readonly FacetValue[]>>> {
  const { facets } = ((await server.ask(callboardApi.facets, { body: inJson(query), signal: options?.signal })) ?? {}) as FacetsResponse
  if (typeof facets !== 'object' || facets === null) throw strangeAnswer(server)
  return facets
}

/** `GET graph`. */
export async function askGraph(
  server: Requester,
  ref: string,
  { depth, types, maxNodes, signal }: GraphOptions & ReaderOptions = {},
): Promise<EntityGraph> {
  const asked = new URLSearchParams({ entity: ref })
  if (depth !== undefined) asked.set('depth', String(depth))
  // An empty parameter is refused; a comma alone names no type.
  if (types !== undefined) asked.set('types', types.join(',') || ',')
  if (maxNodes !== undefined) asked.set('maxNodes', String(maxNodes))
  const answer = await server.ask(`${callboardApi.graph}?${asked.toString()}`, { signal })
  if (answer === undefined) throw new CallboardError('not-found', `There is no entity ${ref}`)
  const { revision: _, ...graph } = (answer ?? {}) as GraphResponse
  if (!Array.isArray(graph.nodes) || !Array.isArray(graph.edges)) throw strangeAnswer(server)
  return graph
}

function inJson(query: CatalogQuery | FacetQuery): object {
  const { filter, ...rest } = query
  return filter === undefined ? rest : { ...rest, filter: filterInJson(filter) }
}

function filterInJson(filter: EntityFilter): WireFilter {
  const item = (one: EntityFilterItem): Exclude<WireFilter, readonly unknown[]> =>
    Object.fromEntries(
      Object.entries(one).map(([path, value]) => [path, value === filterExists ? true : (value as string | readonly string[])]),
    ) as Exclude<WireFilter, readonly unknown[]>
  return Array.isArray(filter) ? filter.map(item) : item(filter as EntityFilterItem)
}
