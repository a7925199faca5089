import type { OwnerAnswer } from '../../catalog/types.ts'
import type { Entity } from '../../entity.ts'
import { callboardApi, type PortalManifest } from '../../http/wire.ts'
import type { Answers, Asking, Remote } from '../types.ts'

/** A portal behind `createHandler`. What a page of badges does not need is loaded when it is asked for. */
export function handlerRemote({ title, revision }: PortalManifest, asking: Asking): Remote {
  const list = async <T>(path: string, body: object, count: number, signal: AbortSignal): Promise<Answers<T>> => {
    const answer = (await asking.json(path, signal, body)) as Partial<Answers<T>> | null
    if (answer?.items?.length !== count || typeof answer.revision !== 'string') throw asking.nonsense(path)
    return answer as Answers<T>
  }
  const more = () => import('./ask-handler.ts')
  return {
    kind: 'handler',
    title,
    revision,
    owners: (queries, signal) => list<OwnerAnswer>(callboardApi.owners, { queries }, queries.length, signal),
    entities: (refs, signal) => list<Entity | null>(callboardApi.entities, { refs }, refs.length, signal),
    query: async (query, signal) => (await more()).askQuery(asking, query, signal),
    facets: async (query, signal) => (await more()).askFacets(asking, query, signal),
    graph: async (ref, options, signal) => (await more()).askGraph(asking, ref, options, signal),
    async *changes(signal) {
      yield* (await import('./follow-changes.ts')).followChanges(asking, signal)
    },
  }
}
