import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import { checkEntity, checkOwner, strangeAnswer } from './check-answers.ts'
import type { Client } from './types.ts'

/**
 * A client whose owners and entities match their types: an answer with a missing field, or with one of another type, rejects with
 * `unexpected-answer`. Clients from `createClient` are checked already; this is for custom clients.
 */
export function checkedClient(client: Client): Client {
  const shown = client.src ?? 'The client of this page'
  const owner = (answer: OwnerAnswer): OwnerAnswer => checkOwner(answer, shown)
  const entity = (one: Entity | undefined): Entity | undefined => checkEntity(one, shown)
  const checkMany = <T, U>(answers: readonly T[], asked: readonly string[], checkOne: (answer: T) => U): readonly U[] => {
    if (!Array.isArray(answers) || answers.length !== asked.length) throw strangeAnswer(shown)
    return answers.map(checkOne)
  }
  /** Cached answers are optional: if one is invalid or fails, it has to be requested. */
  const peek = <T>(look: () => T | undefined, check: (answer: T) => T | undefined): T | undefined => {
    try {
      const kept = look()
      return kept === undefined ? undefined : check(kept)
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
    get: async (ref, options) => entity(await client.get(ref, options)),
    getMany: async (refs, options) => checkMany(await client.getMany(refs, options), refs, entity),
    owner: async (query, options) => owner(await client.owner(query, options)),
    owners: async (queries, options) => checkMany(await client.owners(queries, options), queries, owner),
    peekOwner: query => peek(() => client.peekOwner(query), owner),
    peekEntity: ref => peek(() => client.peekEntity(ref), entity),
    query: async (query, options) => client.query(query, options),
    facets: async (query, options) => client.facets(query, options),
    graph: async (ref, options) => client.graph(ref, options),
    checkRevision: options => client.checkRevision(options),
    changes: options => client.changes(options),
    close: () => client.close(),
  }
}
