import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import { callboardApi, mostQueries, type PortalManifest } from '../http/wire.ts'
import { strangeAnswer } from './check-answers.ts'
import type { Requester } from './transport/request-json.ts'
import type { Remote } from './types.ts'

/** A portal served by a handler. Code that a page of badges does not need is loaded on first use. */
export function handlerRemote(server: Requester, manifest: PortalManifest): Remote {
  let latest = manifest.revision
  const askMany = async <T>(path: string, body: object, count: number, signal: AbortSignal): Promise<readonly (T | null)[]> => {
    const answer = (await server.ask(path, { body, signal })) as
      | { readonly items?: readonly (T | null)[]; readonly revision?: unknown }
      | null
      | undefined
    const items = answer?.items
    if (!Array.isArray(items) || items.length !== count || typeof answer?.revision !== 'string') throw strangeAnswer(server.shown)
    latest = answer.revision
    return items
  }
  const more = async (): Promise<typeof import('./ask-handler.ts')> => import('./ask-handler.ts')
  return {
    type: 'handler',
    manifest,
    title: manifest.title,
    get revision() {
      return latest
    },
    mostQueries,
    owners: async (queries, signal) =>
      askMany<OwnerAnswer>(callboardApi.owners, { queries }, queries.length, signal) as Promise<readonly OwnerAnswer[]>,
    getMany: async (refs, signal) =>
      (await askMany<Entity>(callboardApi.entities, { refs }, refs.length, signal)).map(item => item ?? undefined),
    query: async (query, options) => (await more()).askQuery(server, query, options),
    facets: async (query, options) => (await more()).askFacets(server, query, options),
    graph: async (ref, options) => (await more()).askGraph(server, ref, options),
    async checkRevision(signal) {
      const now = ((await server.ask('callboard.json', { signal })) as Partial<PortalManifest> | null | undefined)?.revision
      if (typeof now !== 'string') throw strangeAnswer(server.shown)
      return (latest = now)
    },
    async *changes(signal) {
      yield* (await import('./transport/follow-events.ts')).followEvents(server, signal)
    },
  }
}
