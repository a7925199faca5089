import { allOf, findNodes } from '../../catalog/query/predicate.ts'
import { hasNode } from '../../catalog/query/node-set.ts'
import { fieldIndexes } from '../../catalog/query/field-index.ts'
import { countFacets } from '../../catalog/query/facet-entities.ts'
import { uidOf } from '../../catalog/uid.ts'
import { checkFields } from '../../catalog/query/project-fields.ts'
import type { CatalogGraph, CatalogNode } from '../../catalog/graph/graph.ts'
import { backstageEntity, backstageJson } from '../../http/backstage-entity.ts'
import type { BodyShape } from '../../http/check-body.ts'
import { parseFilters } from '../../http/filter-grammar.ts'
import { parsePredicate } from '../../http/parse-predicate.ts'
import { HttpProblem } from '../../http/problem.ts'
import { stringifyRef } from '../../ref.ts'
import { json, jsonText, type Reply } from '../reply.ts'
import type { Operation, RouteContext } from '../route.ts'
import { writeItems } from './write-entities.ts'

const texts: BodyShape = { type: 'array', items: { type: 'string' } }

/** `GET /entities/by-name/:kind/:namespace/:name`. */
export const getByName: Operation = {
  parameters: {},
  answer({ graph, params }: RouteContext): Reply {
    const { kind = '', namespace = '', name = '' } = params
    const node = graph.nodes.get(stringifyRef({ kind, namespace, name }))
    if (node === undefined)
      throw new HttpProblem('NotFoundError', `No entity named '${name}' found, with kind '${kind}' in namespace '${namespace}'`)
    return jsonText(backstageJson(node))
  },
}

/** `GET /entities/by-name/:kind/:namespace/:name/ancestry`. Entities here have no parents: what registered a file is not an entity. */
export const getAncestry: Operation = {
  parameters: {},
  answer({ graph, params }: RouteContext): Reply {
    const { kind = '', namespace, name = '' } = params
    const ref = stringifyRef({ kind, namespace, name })
    const node = graph.nodes.get(ref)
    if (node === undefined) throw new HttpProblem('NotFoundError', `No such entity ${ref}`)
    return json({ rootEntityRef: ref, items: [{ entity: backstageEntity(node), parentEntityRefs: [] }] })
  },
}

/** `GET /entities/by-uid/:uid`. */
export const getByUid: Operation = {
  parameters: {},
  answer({ graph, params }: RouteContext): Reply {
    const { uid = '' } = params
    const node = findByUid(graph, uid)
    if (node === undefined) throw new HttpProblem('NotFoundError', `No entity with uid ${uid}`)
    return jsonText(backstageJson(node))
  },
}

/** The entity with a uid. */
export function findByUid(graph: CatalogGraph, uid: string): CatalogNode | undefined {
  const [position] = fieldIndexes(graph).field('metadata.uid').byValue.get(uid.toLowerCase()) ?? []
  return position === undefined ? graph.sorted.find(node => uidOf(node.ref) === uid) : graph.sorted[position]
}

/** `POST /entities/by-refs`. */
export const getByRefs: Operation = {
  parameters: { filter: 'texts' },
  body: {
    optional: true,
    shape: { type: 'object', required: ['entityRefs'], properties: { entityRefs: texts, fields: texts, query: { type: 'object' } } },
  },
  answer({ graph, query, body }: RouteContext): Reply {
    const complaint = 'Malformed request body (did you remember to specify an application/json content type?), '
    const {
      entityRefs,
      fields,
      query: asked,
    } = body as { readonly entityRefs?: readonly string[]; readonly fields?: readonly string[]; readonly query?: unknown }
    if (entityRefs === undefined) throw new HttpProblem('InputError', `${complaint}Validation error: Required at "entityRefs"`)
    const predicate = asked === undefined ? undefined : parsePredicate(asked, complaint, ['query'])
    const filter = parseFilters(query.texts('filter'))
    const checked = checkFields(fields)
    const wanted = allOf([filter, predicate].filter(part => part !== undefined))
    const index = fieldIndexes(graph)
    const allowed = wanted === undefined || entityRefs.length === 0 ? undefined : findNodes(index, wanted, { strict: true })
    const positions = allowed === undefined ? undefined : new Map(index.nodes.map((node, i) => [node.ref, i]))
    const found = entityRefs.map(ref => {
      const node = graph.nodes.get(ref)
      return allowed === undefined || hasNode(allowed, positions?.get(ref) ?? -1) ? node : undefined
    })
    return jsonText(writeItems(found, checked))
  },
}

/** `GET /entity-facets`. */
export const facetsByParameters: Operation = {
  parameters: { facet: 'texts', filter: 'texts' },
  required: ['facet'],
  answer({ graph, query }: RouteContext): Reply {
    const predicate = parseFilters(query.texts('filter'))
    const facets = (query.texts('facet') ?? []).filter(facet => facet !== '')
    if (facets.length === 0) throw new HttpProblem('InputError', 'Missing facet parameter')
    return json({ facets: countFacets(graph, facets, predicate, { strict: true }) })
  },
}

/** `POST /entity-facets`. */
export const facetsByBody: Operation = {
  parameters: {},
  body: { optional: false, shape: { type: 'object', required: ['facets'], properties: { facets: texts, query: { type: 'object' } } } },
  answer({ graph, body }: RouteContext): Reply {
    const { facets: asked, query } = body as { readonly facets: readonly string[]; readonly query?: unknown }
    const facets = asked.filter(facet => facet !== '')
    if (facets.length === 0) throw new HttpProblem('InputError', 'Missing or empty facets parameter')
    return json({ facets: countFacets(graph, facets, query === undefined ? undefined : parsePredicate(query), { strict: true }) })
  },
}
