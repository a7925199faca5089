import { facetEntities } from '../../catalog/query/facet-entities.ts'
import { queryEntities } from '../../catalog/query/query-entities.ts'
import { type EntityFilter, type EntityFilterItem, type Predicate, filterExists } from '../../catalog/query/types.ts'
import type { BodyShape } from '../../http/check-body.ts'
import { parsePredicate } from '../../http/parse-predicate.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { FacetsRequest, FacetsResponse, QueryRequest, QueryResponse, WireFilter, WireFilterItem } from '../../http/wire.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

const texts: BodyShape = { type: 'array', items: { type: 'string' } }
const order: BodyShape = {
  type: 'array',
  items: {
    type: 'object',
    closed: 'named',
    required: ['field'],
    properties: { field: { type: 'string' }, order: { type: 'string', enum: ['asc', 'desc'] } },
  },
}
const fullText: BodyShape = { type: 'object', closed: 'named', required: ['term'], properties: { term: { type: 'string' }, fields: texts } }

/** `POST /query`. */
export const queryCatalog: Operation = {
  parameters: {},
  body: {
    optional: false,
    shape: {
      type: 'object',
      closed: 'named',
      properties: {
        filter: { type: 'any' },
        predicate: { type: 'object' },
        fullText,
        order,
        limit: { type: 'number' },
        offset: { type: 'number' },
        cursor: { type: 'string' },
        fields: texts,
      },
    },
  },
  answer({ graph, body }) {
    const { filter, predicate, ...rest } = body as QueryRequest
    const answer: QueryResponse = { ...queryEntities(graph, { ...rest, ...conditions(filter, predicate) }), revision: graph.revision }
    return json(answer)
  },
}

/** `POST /facets`. */
export const countFacetValues: Operation = {
  parameters: {},
  body: {
    optional: false,
    shape: {
      type: 'object',
      closed: 'named',
      required: ['facets'],
      properties: { facets: texts, filter: { type: 'any' }, predicate: { type: 'object' } },
    },
  },
  answer({ graph, body }) {
    const { facets, filter, predicate } = body as FacetsRequest
    const answer: FacetsResponse = { facets: facetEntities(graph, { facets, ...conditions(filter, predicate) }), revision: graph.revision }
    return json(answer)
  },
}

function conditions(
  filter: WireFilter | undefined,
  predicate: unknown,
): { readonly filter?: EntityFilter; readonly predicate?: Predicate } {
  return {
    ...(filter === undefined ? {} : { filter: Array.isArray(filter) ? filter.map(readFilterItem) : readFilterItem(filter) }),
    ...(predicate === undefined ? {} : { predicate: parsePredicate(predicate) }),
  }
}

function readFilterItem(item: WireFilter): EntityFilterItem {
  const wrong = (): never => {
    throw new HttpProblem(
      'InputError',
      '`filter` must be an object of fields, or a list of such objects; a field has a string, a list of strings, or true',
    )
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return wrong()
  return Object.fromEntries(
    Object.entries(item as WireFilterItem).map(([path, value]) => {
      if (value === true) return [path, filterExists]
      const isTexts = Array.isArray(value) && value.every(part => typeof part === 'string')
      return typeof value === 'string' || isTexts ? [path, value] : wrong()
    }),
  )
}
