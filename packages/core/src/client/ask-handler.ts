import { CallboardError } from '../errors.ts'
import type { ReaderOptions } from '../catalog/catalog-reader.ts'
import type { EntityGraph, GraphOptions } from '../catalog/graph/graph-around.ts'
import {
  type CatalogQuery,
  type EntityFilter,
  type EntityFilterItem,
  type FacetQuery,
  type FacetValue,
  type QueryResult,
  filterExists,
} from '../catalog/query/types.ts'
import { callboardApi, type FacetsResponse, type GraphResponse, type QueryResponse, type WireFilter } from '../http/wire.ts'
import { entityShape, strangeAnswer } from './check-answers.ts'
import { misfit, type Shape } from './misfit.ts'
import type { Requester } from './transport/request-json.ts'

const facetsShape: Shape = { '*': [{ value: 'string', count: 'number' }] }

const graphShape: Shape = {
  root: 'string',
  nodes: [{ ref: 'string', kind: 'string', title: 'string', exists: 'boolean', depth: 'number' }],
  edges: [{ source: 'string', type: 'string', target: 'string', cycle: 'boolean' }],
  cycles: [['string']],
  truncated: 'boolean',
}

/** `POST query`. */
export async function askQuery(server: Requester, query: CatalogQuery, options: ReaderOptions | undefined): Promise<QueryResult> {
  const { revision: _, ...result } = ((await server.ask(callboardApi.query, { body: inJson(query), signal: options?.signal })) ??
    {}) as QueryResponse
  // If only some fields were requested, any of the others may be missing.
  const items = query.fields === undefined ? entityShape : {}
  check(server, result, { 'items': [items], 'totalItems': 'number', 'nextCursor?': 'string', 'prevCursor?': 'string' })
  return result
}

/** `POST facets`. */
export async function askFacets(
  server: Requester,
  query: FacetQuery,
  options: ReaderOptions | undefined,
): Promise<Readonly<Record<string, readonly FacetValue[]>>> {
  const { facets } = ((await server.ask(callboardApi.facets, { body: inJson(query), signal: options?.signal })) ?? {}) as FacetsResponse
  check(server, facets, facetsShape)
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
  // An empty parameter is rejected; a comma alone means no types.
  if (types !== undefined) asked.set('types', types.join(',') || ',')
  if (maxNodes !== undefined) asked.set('maxNodes', String(maxNodes))
  const answer = await server.ask(`${callboardApi.graph}?${asked.toString()}`, { signal })
  if (answer === undefined) throw new CallboardError('not-found', `There is no entity ${ref}`)
  const { revision: _, ...graph } = (answer ?? {}) as GraphResponse
  check(server, graph, graphShape)
  return graph
}

function check({ shown }: Requester, value: unknown, shape: Shape): void {
  const where = misfit(value, shape)
  if (where !== undefined) throw strangeAnswer(shown, `answer${where}`)
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
