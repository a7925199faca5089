import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import { HttpProblem } from '../../http/problem.ts'
import { mostQueries, type OwnersRequest, type OwnersResponse } from '../../http/wire.ts'
import { json, type Reply } from '../reply.ts'
import type { Operation } from '../route.ts'

/** The most comparisons of names for suggestions in one request: about a tenth of a second. */
const mostComparisons = 250_000

/** `POST /owners`. */
export const ownersByBody: Operation = {
  parameters: {},
  body: {
    optional: false,
    shape: {
      type: 'object',
      closed: 'named',
      required: ['queries'],
      properties: { queries: { type: 'array', items: { type: 'string' } } },
    },
  },
  answer: ({ graph, body }) => answerOwners(graph, (body as OwnersRequest).queries),
}

/** `GET /owners?entity=a&entity=b`. */
export const ownersByParameters: Operation = {
  parameters: { entity: 'texts' },
  required: ['entity'],
  answer({ graph, query, url }) {
    // Parameters beyond a thousand are ignored, as in Backstage, so callers would not notice that answers are missing.
    checkCount(url.split('&').length)
    return answerOwners(graph, query.texts('entity') ?? [])
  },
}

function checkCount(count: number): void {
  if (count > mostQueries)
    throw new HttpProblem('InputError', `At most ${String(mostQueries)} owners can be requested at once, not ${String(count)}`)
}

function answerOwners(graph: CatalogGraph, queries: readonly string[]): Reply {
  checkCount(queries.length)
  const budget = { left: mostComparisons }
  const answer: OwnersResponse = { items: queries.map(query => answerOwner(graph, query, undefined, budget)), revision: graph.revision }
  return json(answer)
}
