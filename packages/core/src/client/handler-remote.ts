import { CallboardError } from '../errors.ts'
import { filterExists, type CatalogQuery, type EntityFilter, type EntityFilterItem, type EntityGraph, type FacetQuery } from '../catalog/types.ts'
import { callboardApi, mostQueries, type EntitiesResponse, type FacetsResponse, type OwnersResponse, type QueryResponse, type WireFilter } from '../http/wire.ts'
import { followEvents } from './follow-events.ts'
import type { Requester } from './request-json.ts'
import type { Remote } from './types.ts'

/** A portal that a handler serves. */
export function handlerRemote(server: Requester): Remote {
  let revision: string | undefined
  const ask = async (path: string, body: unknown, signal?: AbortSignal): Promise<object> => {
    const answer = await server.ask(path, { body, signal })
    if (typeof answer !== 'object' || answer === null) throw strange(server)
    if ('revision' in answer && typeof answer.revision === 'string') revision = answer.revision
    return answer
  }
  const askMany = async (path: string, body: unknown, count: number): Promise<readonly unknown[]> => {
    const answer = await ask(path, body)
    if (!('items' in answer) || !Array.isArray(answer.items) || answer.items.length !== count) throw strange(server)
    return answer.items
  }
  return {
    type: 'handler',
    get revision() {
      return revision
    },
    mostQueries,
    owners: async queries => askMany(callboardApi.owners, { queries }, queries.length) as Promise<OwnersResponse['items']>,
    getMany: async refs => {
      const items = (await askMany(callboardApi.entities, { refs }, refs.length)) as EntitiesResponse['items']
      return items.map(item => item ?? undefined)
    },
    async query(query, options) {
      const { revision: _, ...result } = (await ask(callboardApi.query, inJson(query), options?.signal)) as QueryResponse
      return result
    },
    facets: async (query, options) => ((await ask(callboardApi.facets, inJson(query), options?.signal)) as FacetsResponse).facets,
    async graph(ref, { depth, types, maxNodes, signal } = {}) {
      const asked = new URLSearchParams({ entity: ref })
      if (depth !== undefined) asked.set('depth', String(depth))
      if (types !== undefined) asked.set('types', types.join(','))
      if (maxNodes !== undefined) asked.set('maxNodes', String(maxNodes))
      const answer = await server.ask(`${callboardApi.graph}?${asked.toString()}`, { signal })
      if (typeof answer !== 'object' || answer === null) throw new CallboardError('not-found', `There is no entity ${ref}`)
      const { revision: _, ...graph } = answer as EntityGraph & { readonly revision: string }
      return graph
    },
    changes: signal => followEvents(server, signal),
  }
}

function strange(server: Requester): CallboardError {
  return new CallboardError('unexpected-answer', `${server.shown} answered in a form that this version does not know; is it of another version?`)
}

function inJson(query: CatalogQuery | FacetQuery): object {
  const { filter, ...rest } = query
  return filter === undefined ? rest : { ...rest, filter: filterInJson(filter) }
}

function filterInJson(filter: EntityFilter): WireFilter {
  const item = (one: EntityFilterItem): Exclude<WireFilter, readonly unknown[]> =>
    Object.fromEntries(Object.entries(one).map(([path, value]) => [path, value === filterExists ? true : (value as string | readonly string[])])) as Exclude<WireFilter, readonly unknown[]>
  return Array.isArray(filter) ? filter.map(item) : item(filter as EntityFilterItem)
}
