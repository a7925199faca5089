import { checkRelationTypes } from '../../catalog/graph/check-relation-types.ts'
import { graphAround } from '../../catalog/graph/graph-around.ts'
import { lookUp } from '../../catalog/resolve/look-up.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { GraphResponse } from '../../http/wire.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

const mostNodes = 10_000
const mostSteps = 100

/** `GET /graph?entity=&depth=&types=&maxNodes=`. */
export const drawGraph: Operation = {
  parameters: { entity: 'text', depth: 'count', types: 'list', maxNodes: 'count' },
  required: ['entity'],
  answer({ graph, query }) {
    const asked = query.text('entity') ?? ''
    // A comma alone means no types.
    const types = query.texts('types')?.filter(type => type !== '')
    checkRelationTypes(graph.kinds, graph.sorted, types)
    const root = lookUp(graph, asked)?.ref
    if (root === undefined) throw new HttpProblem('NotFoundError', `There is no entity ${asked}`)
    const depth = Math.min(query.count('depth') ?? 1, mostSteps)
    const maxNodes = Math.min(query.count('maxNodes') ?? 1000, mostNodes)
    const answer: GraphResponse = {
      ...graphAround(graph, root, { depth, types, maxNodes }),
      revision: graph.revision,
    }
    return json(answer)
  },
}
