import { lookUp } from '../../catalog/resolve/look-up.ts'
import { checkFields, projectFields } from '../../catalog/query/project-fields.ts'
import type { BodyShape } from '../../http/check-body.ts'
import { HttpProblem } from '../../http/problem.ts'
import { mostQueries, type EntitiesRequest, type EntitiesResponse } from '../../http/wire.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

const texts: BodyShape = { type: 'array', items: { type: 'string' } }

/** `POST /entities`. */
export const findEntities: Operation = {
  parameters: {},
  body: { optional: false, shape: { type: 'object', closed: 'named', required: ['refs'], properties: { refs: texts, fields: texts } } },
  answer({ graph, body }) {
    const { refs, fields } = body as EntitiesRequest
    if (refs.length > mostQueries) {
      throw new HttpProblem('InputError', `At most ${String(mostQueries)} entities can be requested at once, not ${String(refs.length)}`)
    }
    const checked = checkFields(fields)
    const items = refs.map(ref => {
      const entity = (graph.nodes.get(ref) ?? lookUp(graph, ref))?.entity
      if (entity === undefined) return null
      return checked === undefined ? entity : projectFields(entity, checked)
    })
    const answer: EntitiesResponse = { items, revision: graph.revision }
    return json(answer)
  },
}
