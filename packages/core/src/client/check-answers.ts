import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import { CallboardError } from '../errors.ts'
import { misfit, type Shape } from './misfit.ts'

const summary = {
  'ref': 'words',
  'kind': 'string',
  'name': 'string',
  'title': 'words',
  'exists': 'boolean',
  'type?': 'string',
  'picture?': 'string',
}
const reach: Shape = [{ 'kind': 'string', 'label': 'string', 'value': 'string', 'href?': 'string', 'from': {} }]

const ownerShape: Shape = {
  'query': 'string',
  'match': { 'ref?': 'string', 'how': 'string', 'confidence': 'string', 'note?': 'string', 'candidates': ['string'] },
  'entity?': {
    'ref': 'words',
    'kind': 'string',
    'name': 'string',
    'title': 'words',
    'type?': 'string',
    'lifecycle?': 'string',
    'description?': 'string',
  },
  'file?': 'string',
  'state': 'owned|unowned|unmatched|not-found',
  'owner?': summary,
  'coOwners': [summary],
  reach,
  'missing': ['string'],
  'because': [
    {
      'step': 'string',
      'outcome': 'string',
      'message': 'string',
      'entity?': 'string',
      'ref?': 'string',
      'at?': { 'path': 'string', 'line?': 'number' },
    },
  ],
  'escalation': [{ ...summary, reach }],
  'stale?': { source: 'string', since: 'time', because: 'string' },
  'revision': 'string',
}

/** The parts of an entity that the client relies on. */
export const entityShape: Shape = {
  'kind': 'words',
  'metadata': {
    'name': 'words',
    'namespace?': 'string',
    'title?': 'words',
    'description?': 'string',
    'annotations?': { '*?': 'string' },
    'tags?': ['string'],
    'links?': [{ 'url': 'string', 'title?': 'string' }],
  },
  'spec?': {},
  'relations?': [{ type: 'string', targetRef: 'string' }],
}

/** The owner answer, or an `unexpected-answer` error with the invalid field. `shown` is the portal's name in messages. */
export function checkOwner(answer: OwnerAnswer, shown: string): OwnerAnswer {
  const where = misfit(answer, ownerShape) ?? contradiction(answer)
  if (where !== undefined) throw strangeAnswer(shown, `answer${where}`)
  return answer
}

/** The same for an entity, which may be missing. */
export function checkEntity(entity: Entity | null | undefined, shown: string): Entity | undefined {
  if (entity === null || entity === undefined) return undefined
  const where = misfit(entity, entityShape)
  if (where !== undefined) throw strangeAnswer(shown, `answer${where}`)
  return entity
}

/** The field that contradicts `state`: exactly the owned state has an owner. */
function contradiction({ state, owner }: OwnerAnswer): string | undefined {
  return (state === 'owned') === (owner !== undefined) ? undefined : '.owner'
}

/** The error for an answer with an unknown shape. */
export function strangeAnswer(shown: string, where = 'answer'): CallboardError {
  return new CallboardError(
    'unexpected-answer',
    `${shown} answered in a form that this client does not understand (${where}); it may be another version`,
  )
}
