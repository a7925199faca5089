import type { OwnerAnswer } from '../catalog/types.ts'
import type { Entity } from '../entity.ts'
import { CallboardError } from '../errors.ts'
import { misfit, type Shape } from './misfit.ts'
import type { Client } from './types.ts'

const summary = { 'ref': 'words', 'kind': 'string', 'name': 'string', 'title': 'words', 'exists': 'boolean', 'type?': 'string' }
const reach: Shape = [
  { 'kind': 'string', 'label': 'string', 'value': 'string', 'href?': 'string', 'from': { ref: 'string', field: 'string' } },
]

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

/** An entity, as far as anybody relies on it. */
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

/**
 * A client whose owners and entities are what their types say: an answer that lacks a field, or has one of another type, rejects with `unexpected-answer`. What
 * `createClient` gives is checked already; this is for a client that somebody made.
 */
export function checkedClient(client: Client): Client {
  const right = new WeakSet<object>()
  const strange = (where: string): CallboardError => strangeAnswer(client.src ?? 'The client of this page', where)
  const wrong = (value: unknown, shape: Shape): string | undefined => {
    if (typeof value === 'object' && value !== null && right.has(value)) return undefined
    const where = misfit(value, shape) ?? (shape === ownerShape ? contradiction(value as OwnerAnswer) : undefined)
    if (where === undefined) right.add(value as object)
    return where
  }
  const check = <T>(value: T, shape: Shape): T => {
    const where = wrong(value, shape)
    if (where === undefined) return value
    throw strange(`answer${where}`)
  }
  const checkOwner = (answer: OwnerAnswer): OwnerAnswer => check(answer, ownerShape)
  const checkEntity = (entity: Entity | null | undefined): Entity | undefined =>
    entity === null || entity === undefined ? undefined : check(entity, entityShape)
  const checkMany = <T, U>(answers: readonly T[], asked: readonly string[], checkOne: (answer: T) => U): readonly U[] => {
    if (!Array.isArray(answers) || answers.length !== asked.length) throw strange('answer')
    return answers.map(checkOne)
  }
  /** What is kept is a favour: where it is wrong, or there is no telling, it has to be asked for. */
  const peek = <T>(look: () => T | undefined, shape: Shape): T | undefined => {
    try {
      const value = look()
      return wrong(value, shape) === undefined ? value : undefined
    } catch {
      return undefined
    }
  }
  return {
    get src() {
      return client.src
    },
    get revision() {
      return client.revision
    },
    type: async () => client.type(),
    title: async () => client.title(),
    get: async (ref, options) => checkEntity(await client.get(ref, options)),
    getMany: async (refs, options) => checkMany(await client.getMany(refs, options), refs, checkEntity),
    owner: async (query, options) => checkOwner(await client.owner(query, options)),
    owners: async (queries, options) => checkMany(await client.owners(queries, options), queries, checkOwner),
    peekOwner: query => peek(() => client.peekOwner(query), ownerShape),
    peekEntity: ref => peek(() => client.peekEntity(ref), entityShape),
    query: async (query, options) => client.query(query, options),
    facets: async (query, options) => client.facets(query, options),
    graph: async (ref, options) => client.graph(ref, options),
    checkRevision: options => client.checkRevision(options),
    changes: options => client.changes(options),
    close: () => client.close(),
  }
}

/** What is owned has an owner, and nothing else has. */
function contradiction({ state, owner }: OwnerAnswer): string | undefined {
  return (state === 'owned') === (owner !== undefined) ? undefined : '.owner'
}

/** The error for an answer in a form that is none of ours. */
export function strangeAnswer(shown: string, where = 'answer'): CallboardError {
  return new CallboardError(
    'unexpected-answer',
    `${shown} answered in a form that this version does not know (${where}); is it of another version?`,
  )
}
