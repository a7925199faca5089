import ky, { isHTTPError, type Options } from 'ky'
import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import { graphAround } from '../../catalog/graph/graph-around.ts'
import { lookUp } from '../../catalog/resolve/look-up.ts'
import { filterToPredicate } from '../../catalog/query/predicate.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import {
  type CatalogQuery,
  type EntityFilter,
  type EntityFilterItem,
  type FacetValue,
  type Predicate,
  type QueryResult,
  filterExists,
} from '../../catalog/query/types.ts'
import type { Entity } from '../../entity.ts'
import { CallboardError, isCallboardError } from '../../errors.ts'
import { stringifyRef, tryParseRef } from '../../ref.ts'
import { entityShape } from '../check-answers.ts'
import { graphOfEntities } from '../graph-of-entities.ts'
import { misfit } from '../misfit.ts'
import type { Requester } from '../transport/request-json.ts'
import type { Remote } from '../types.ts'
import { coreForwardTypes } from './core-forward-types.ts'
import { possibleNames } from './possible-names.ts'

const mostRefs = 1000
/** Query strings longer than this are split: servers reject long URLs. */
const mostQueryLetters = 6000
/** The most levels of parent groups, systems and domains to read. */
const mostSteps = 12
/** The fields with the names and titles of entities. */
const nameFields: readonly string[] = ['metadata.name', 'metadata.title', 'spec.profile.displayName']

/** True when Backstage's catalog API answers below a URL. */
export async function looksLikeBackstage(server: Requester): Promise<boolean> {
  const answer = await server.ask('api/catalog/entities/by-query?limit=1&fields=kind').catch((error: unknown) => {
    if (error instanceof CallboardError && error.code === 'unexpected-answer') return undefined
    throw error
  })
  return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items)
}

/**
 * A running Backstage, through its REST API. Owners are computed here, by the same rules as everywhere, from the entities around the
 * requested one, because Backstage has no such endpoint. Queries behave as in Backstage: one order field, without entities that lack it.
 */
export function backstageRemote(server: Requester): Remote {
  const api = catalogApi(server)
  const graphFor = async (entities: readonly Entity[]): Promise<CatalogGraph> =>
    graphOfEntities(await withSurroundings(api, entities), { revision: 'backstage', forwardTypes: coreForwardTypes })
  return {
    type: 'backstage',
    title: 'Backstage',
    revision: undefined,
    mostQueries: 200,
    async owners(queries) {
      const graph = await graphFor(await findMeant(api, queries))
      return queries.map(query => answerOwner(graph, query))
    },
    async getMany(refs) {
      const graph = graphOfEntities(await findMeant(api, refs), { revision: 'backstage' })
      return refs.map(ref => lookUp(graph, ref)?.entity)
    },
    query: async (query, options) => queryWhole(api, query, options?.signal),
    async facets({ facets, filter, predicate }, options) {
      const query = predicateOf(filter, predicate)
      const search = new URLSearchParams([
        ...facets.map(facet => ['facet', facet]),
        ...filterParameters(filter).map(text => ['filter', text]),
      ])
      const answer = (await (query === undefined
        ? api.get(`entity-facets?${search.toString()}`, options?.signal)
        : api.post('entity-facets', { facets, query }, options?.signal))) as {
        readonly facets?: Readonly<Record<string, readonly FacetValue[]>> | null
      } | null
      const counted = Object.entries(answer?.facets ?? {})
      if (counted.length === 0 || !counted.every(([, values]) => Array.isArray(values))) throw strangeCatalog()
      const byValue = (a: FacetValue, b: FacetValue): number => (a.value < b.value ? -1 : 1)
      return Object.fromEntries(counted.map(([facet, values]) => [facet, values.toSorted(byValue)]))
    },
    async graph(ref, { depth = 1, types, maxNodes = 1000, signal } = {}) {
      const found = new Map((await findMeant(api, [ref])).map(entity => [refOf(entity), entity]))
      const root = lookUp(graphOfEntities([...found.values()], { revision: '' }), ref)?.ref
      if (root === undefined) throw new CallboardError('not-found', `There is no entity ${ref}`)
      // The same steps as in `graphAround`, which needs every entity that it will show.
      const shown = new Set([root])
      let ring = [root]
      for (let step = 0; step < depth && ring.length > 0; step++) {
        const next = ring
          .flatMap(at => found.get(at)?.relations ?? [])
          .filter(({ type }) => types?.includes(type) ?? true)
          .map(({ targetRef }) => targetRef)
        ring = [...new Set(next)].filter(ref => !shown.has(ref)).slice(0, Math.max(0, maxNodes - shown.size))
        for (const ref of ring) shown.add(ref)
        const unknown = ring.filter(ref => !found.has(ref))
        for (const entity of await getByRefs(api, unknown, signal)) found.set(refOf(entity), entity)
        ring.sort()
      }
      return graphAround(graphOfEntities([...found.values()], { revision: 'backstage', forwardTypes: coreForwardTypes }), root, {
        depth,
        types,
        maxNodes,
      })
    },
  }
}

interface CatalogApi {
  get(path: string, signal?: AbortSignal): Promise<unknown>
  post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown>
}

/** Retries after 429 and 503, respecting `Retry-After`. */
function catalogApi(server: Requester): CatalogApi {
  const client = ky.create({
    prefix: new URL('api/catalog/', server.root).href,
    fetch: (input, init) => server.fetch(new Request(input, init)),
    retry: {
      limit: 3,
      methods: ['get', 'post'],
      statusCodes: [429, 502, 503, 504],
      afterStatusCodes: [429, 503],
      maxRetryAfter: 30_000,
      backoffLimit: 10_000,
    },
    timeout: false,
  })
  const ask = async (path: string, signal: AbortSignal | undefined, options: Options): Promise<unknown> => {
    let retried = 0
    const noteStatus = ({ error }: { readonly error: Error }): void => {
      if (isHTTPError(error)) retried = error.response.status
    }
    try {
      return await server.within(signal, async limit =>
        server.read(await client(path, { ...options, signal: limit, hooks: { beforeRetry: [noteStatus] } }), limit),
      )
    } catch (error) {
      // A server that stays busy until the timeout is reported as such.
      if (isHTTPError(error) || (retried === 429 && isCallboardError(error, 'unreachable')))
        return server.read(new Response(null, { status: isHTTPError(error) ? error.response.status : retried }))
      throw error
    }
  }
  return {
    get: (path, signal) => ask(path, signal, { method: 'get' }),
    post: (path, body, signal) => ask(path, signal, { method: 'post', json: body }),
  }
}

/** The entities that texts may refer to: references are fetched as such, other texts by the names that they may contain. */
async function findMeant(api: CatalogApi, texts: readonly string[]): Promise<readonly Entity[]> {
  const refs = new Set<string>()
  const names = new Set<string>()
  for (const text of texts) {
    const ref = tryParseRef(text, { defaultKind: '?' })
    if (typeof ref !== 'string' && ref.kind !== '?') refs.add(stringifyRef(ref))
    else for (const name of possibleNames(text)) names.add(name)
  }
  const [byRef, byName] = await Promise.all([getByRefs(api, [...refs]), getByNames(api, [...names])])
  return [...new Map([...byRef, ...byName].map(entity => [refOf(entity), entity])).values()]
}

/** Adds the owners, systems and domains of entities, and the groups above, if any. */
async function withSurroundings(api: CatalogApi, start: readonly Entity[]): Promise<readonly Entity[]> {
  const found = new Map(start.map(entity => [refOf(entity), entity]))
  const asked = new Set(found.keys())
  let ring = start
  for (let step = 0; step < mostSteps && ring.length > 0; step++) {
    const wanted = ring.flatMap(({ kind, relations = [] }) =>
      relations
        .filter(
          ({ type }) =>
            type === 'ownedBy' || type === 'partOf' || type === 'childOf' || (type === 'memberOf' && kind.toLowerCase() === 'user'),
        )
        .map(({ targetRef }) => targetRef),
    )
    const next = [...new Set(wanted)].filter(ref => !asked.has(ref))
    for (const ref of next) asked.add(ref)
    ring = await getByRefs(api, next)
    for (const entity of ring) found.set(refOf(entity), entity)
  }
  return [...found.values()]
}

async function getByRefs(api: CatalogApi, refs: readonly string[], signal?: AbortSignal): Promise<readonly Entity[]> {
  const parts: Promise<unknown>[] = []
  for (let at = 0; at < refs.length; at += mostRefs)
    parts.push(api.post('entities/by-refs', { entityRefs: refs.slice(at, at + mostRefs) }, signal))
  return (await Promise.all(parts))
    .flatMap(answer => itemsOf(answer))
    .filter(item => item !== null)
    .map(entityOf)
}

async function getByNames(api: CatalogApi, names: readonly string[]): Promise<readonly Entity[]> {
  const searches = namePages(names.filter(name => !name.includes(',')))
  const inBody = names.filter(name => name.includes(','))
  const answers = await Promise.all([
    ...searches.map(search => api.get(`entities?${search}`)),
    // A comma separates statements in a filter and cannot be escaped.
    ...(inBody.length === 0
      ? []
      : [api.post('entities/by-query', { query: { $any: nameFields.map(field => ({ [field]: { $in: inBody } })) }, limit: mostRefs })]),
  ])
  return answers.flatMap(answer => itemsOf(answer)).map(entityOf)
}

/** The query strings for entities with these names: as few as possible without exceeding the length limit. */
function namePages(names: readonly string[]): readonly string[] {
  const pages: string[] = []
  let page: string[] = []
  const write = (): string =>
    new URLSearchParams(nameFields.map(field => ['filter', page.map(name => `${field}=${name}`).join(',')])).toString()
  for (const name of names) {
    page.push(name)
    if (page.length === 1 || write().length <= mostQueryLetters) continue
    page.pop()
    pages.push(write())
    page = [name]
  }
  return page.length === 0 ? pages : [...pages, write()]
}

/** All matching entities, for queries without a limit: Backstage returns one page at a time. */
async function queryWhole(api: CatalogApi, query: CatalogQuery, signal: AbortSignal | undefined): Promise<QueryResult> {
  const first = await queryEntities(api, query, signal)
  if (query.limit !== undefined) return first
  const items = [...first.items]
  let { nextCursor } = first
  while (nextCursor !== undefined) {
    const page = await queryEntities(api, { cursor: nextCursor, fields: query.fields }, signal)
    if (page.items.length === 0) break
    items.push(...page.items)
    nextCursor = page.nextCursor
  }
  return { items, totalItems: first.totalItems, ...(first.prevCursor === undefined ? {} : { prevCursor: first.prevCursor }) }
}

async function queryEntities(api: CatalogApi, query: CatalogQuery, signal: AbortSignal | undefined): Promise<QueryResult> {
  const { filter, predicate, fullText, order, limit, offset, cursor, fields } = query
  const common = { ...(limit === undefined ? {} : { limit }), ...(fields === undefined ? {} : { fields }) }
  const asked = predicateOf(filter, predicate)
  if (asked !== undefined && cursor === undefined) {
    const orderBy = (order ?? []).map(({ field, order: direction = 'asc' }) => ({ field, order: direction }))
    const body = {
      ...common,
      query: asked,
      orderBy,
      ...(offset === undefined ? {} : { offset }),
      ...(fullText === undefined ? {} : { fullTextFilter: fullText }),
    }
    return toResult(await api.post('entities/by-query', body, signal))
  }
  const search = new URLSearchParams()
  if (limit !== undefined) search.set('limit', String(limit))
  for (const field of fields ?? []) search.append('fields', field)
  if (cursor !== undefined) search.set('cursor', cursor)
  else {
    for (const text of filterParameters(filter)) search.append('filter', text)
    for (const { field, order: direction = 'asc' } of order ?? []) search.append('orderField', `${field},${direction}`)
    if (offset !== undefined) search.set('offset', String(offset))
    if (fullText !== undefined) search.set('fullTextFilterTerm', fullText.term)
    for (const field of fullText?.fields ?? []) search.append('fullTextFilterFields', field)
  }
  return toResult(await api.get(`entities/by-query?${search.toString()}`, signal))
}

function toResult(answer: unknown): QueryResult {
  const items = itemsOf(answer)
  // If only some fields were requested, any of the others may be missing.
  if (!items.every(item => typeof item === 'object' && item !== null)) throw strangeCatalog()
  const { totalItems = 0, pageInfo = {} } = answer as {
    readonly totalItems?: number
    readonly pageInfo?: { readonly nextCursor?: string; readonly prevCursor?: string }
  }
  return { items: items as readonly Entity[], totalItems, ...pageInfo }
}

function itemsOf(answer: unknown): readonly unknown[] {
  const items = Array.isArray(answer)
    ? answer
    : typeof answer === 'object' && answer !== null && 'items' in answer
      ? answer.items
      : undefined
  if (!Array.isArray(items)) throw strangeCatalog()
  return items
}

function strangeCatalog(): CallboardError {
  return new CallboardError('unexpected-answer', 'The Backstage catalog answered in a form that this client does not understand')
}

function entityOf(item: unknown): Entity {
  const where = misfit(item, entityShape)
  if (where !== undefined)
    throw new CallboardError(
      'unexpected-answer',
      `The Backstage catalog answered with an entity in a form that this client does not understand (entity${where})`,
    )
  return item as Entity
}

function filterItems(filter: EntityFilter | undefined): readonly EntityFilterItem[] {
  if (filter === undefined) return []
  return Array.isArray(filter) ? (filter as readonly EntityFilterItem[]) : [filter as EntityFilterItem]
}

/** The values that a field of a filter may have; none if it only has to exist. */
function wantedValues(value: EntityFilterItem[string]): readonly string[] {
  if (value === filterExists) return []
  return typeof value === 'string' ? [value] : (value as readonly string[])
}

function filterParameters(filter: EntityFilter | undefined): readonly string[] {
  return filterItems(filter)
    .map(item =>
      Object.entries(item)
        .flatMap(([path, value]) => (value === filterExists ? [path] : wantedValues(value).map(text => `${path}=${text}`)))
        .join(','),
    )
    .filter(text => text !== '')
}

/** The question as a predicate, if it has one or if filter parameters cannot express it; `undefined` if they can. */
function predicateOf(filter: EntityFilter | undefined, predicate: Predicate | undefined): Predicate | undefined {
  if (filter === undefined) return predicate
  if (predicate !== undefined) return { $all: [filterToPredicate(filter), predicate] }
  return isWritable(filter) ? undefined : filterToPredicate(filter)
}

/** Filter parameters are trimmed and split at commas. They cannot express "nothing", or "everything" together with other filters. */
function isWritable(filter: EntityFilter): boolean {
  const items = filterItems(filter)
  const isPlain = (text: string, parting: RegExp): boolean => text === text.trim() && !parting.test(text)
  return (
    items.length > 0 &&
    items.every(
      item =>
        (items.length === 1 || Object.keys(item).length > 0) &&
        Object.entries(item).every(
          ([path, value]) =>
            isPlain(path, /[,=]|^$/) &&
            (value === filterExists || wantedValues(value).length > 0) &&
            wantedValues(value).every(text => isPlain(text, /,/)),
        ),
    )
  )
}

function refOf({ kind, metadata }: Entity): string {
  return stringifyRef({ kind, namespace: metadata.namespace ?? 'default', name: metadata.name })
}
