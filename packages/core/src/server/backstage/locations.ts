import type { BodyShape } from '../../http/check-body.ts'
import { parsePredicate, refuseBareValues } from '../../http/parse-predicate.ts'
import { HttpProblem } from '../../http/problem.ts'
import { stringifyRef } from '../../ref.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

const locationShape: BodyShape = {
  type: 'object',
  required: ['target', 'type'],
  properties: { target: { type: 'string' }, type: { type: 'string' } },
}

/** `GET /locations`: always empty, because sources are part of the portal's configuration. */
export const listLocations: Operation = { parameters: {}, answer: () => json([]) }

/** `POST /locations/by-query`. */
export const queryLocations: Operation = {
  parameters: {},
  body: {
    optional: true,
    shape: { type: 'object', properties: { cursor: { type: 'string' }, limit: { type: 'number' }, query: { type: 'object' } } },
  },
  answer({ body }) {
    const { cursor, limit = 1000, query } = body as { readonly cursor?: string; readonly limit?: number; readonly query?: unknown }
    if (cursor === '') throw new HttpProblem('InputError', 'Cursor cannot be empty')
    if (!Number.isInteger(limit) || limit < 1) throw new HttpProblem('InputError', 'Limit must be a positive integer >= 1')
    if (query !== undefined) refuseBareValues(parsePredicate(query))
    return json({ items: [], totalItems: 0, pageInfo: {} })
  },
}

/** `GET /locations/:id`. */
export const getLocation: Operation = {
  parameters: {},
  answer({ params }) {
    throw new HttpProblem('NotFoundError', `Found no location with ID ${params['id'] ?? ''}`)
  },
}

/** `GET /locations/by-entity/:kind/:namespace/:name`. */
export const getLocationOfEntity: Operation = {
  parameters: {},
  answer({ graph, params }) {
    const { kind = '', namespace, name = '' } = params
    const ref = stringifyRef({ kind, namespace, name })
    throw new HttpProblem(
      'NotFoundError',
      graph.nodes.has(ref) ? `found no registered location for ref ${ref}` : `found no entity for ref ${ref}`,
    )
  },
}

/** `POST /locations` and `PUT /locations/:id`: refused, because locations cannot be registered yet. */
export const changeLocation: Operation = {
  parameters: { dryRun: 'text', onConflict: ['refresh', 'reject'] },
  body: { optional: false, shape: locationShape },
  answer: refuseChange,
}

/** `DELETE /locations/:id`. */
export const deleteLocation: Operation = { parameters: {}, answer: refuseChange }

/** `POST /analyze-location`. */
export const analyzeLocation: Operation = {
  parameters: {},
  body: {
    optional: false,
    shape: {
      type: 'object',
      required: ['location'],
      properties: { catalogFileName: { type: 'string' }, location: { ...locationShape, required: ['type', 'target'], closed: 'plain' } },
    },
  },
  answer: refuseChange,
}

async function refuseChange({ demand }: Parameters<Operation['answer']>[0]): Promise<never> {
  await demand('register')
  throw new HttpProblem(
    'NotImplementedError',
    'This portal reads its sources from its own configuration; locations cannot be registered or removed here',
  )
}
