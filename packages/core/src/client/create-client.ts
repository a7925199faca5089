import type { Entity } from '../entity.ts'
import type { OwnerAnswer } from '../catalog/types.ts'
import { CallboardError } from '../errors.ts'
import { batch } from './batch.ts'
import { findRemote } from './find-remote.ts'
import { requester } from './request-json.ts'
import type { Client, ClientOptions, Remote } from './types.ts'

/**
 * A portal from afar: a handler, a static folder or a Backstage, which it finds out by itself. Questions of one task are one request; the same question is asked once.
 *
 * @example
 * const client = createClient({ src: 'https://portal.acme.test/callboard' })
 * const { owner, reach } = await client.owner('payments-api')
 */
export function createClient({ src, fetch, cacheMs = 10_000, timeoutMs = 15_000 }: ClientOptions): Client {
  const server = requester(src, fetch, timeoutMs)
  let finding: Promise<Remote> | undefined
  let found: Remote | undefined
  const remote = (): Promise<Remote> => {
    finding ??= findRemote(server).then(
      remote => (found = remote),
      (error: unknown) => {
        finding = undefined
        throw error
      },
    )
    return finding
  }
  const owners = batch<OwnerAnswer>({ keepMs: cacheMs, ask: async queries => inParts(queries, await remote(), 'owners') })
  const entities = batch<Entity | undefined>({ keepMs: cacheMs, ask: async refs => inParts(refs, await remote(), 'getMany') })

  return {
    src: server.shown,
    get revision() {
      return found?.revision
    },
    type: async () => (await remote()).type,
    get: (ref, options) => entities.get(ref, options?.signal),
    getMany: (refs, options) => Promise.all(refs.map(ref => entities.get(ref, options?.signal))),
    owner: (query, options) => owners.get(query, options?.signal),
    owners: (queries, options) => Promise.all(queries.map(query => owners.get(query, options?.signal))),
    query: async (query, options) => (await ready(remote, options?.signal)).query(query, options),
    facets: async (query, options) => (await ready(remote, options?.signal)).facets(query, options),
    graph: async (ref, options) => (await ready(remote, options?.signal)).graph(ref, options),
    async *changes({ signal = new AbortController().signal } = {}) {
      const { changes } = await remote()
      let known = found?.revision
      for await (const event of changes?.(signal) ?? []) {
        if (event.revision !== known) {
          owners.forget()
          entities.forget()
        }
        known = event.revision
        yield event
      }
    },
  }
}

async function ready(remote: () => Promise<Remote>, signal: AbortSignal | undefined): Promise<Remote> {
  if (signal?.aborted === true) throw new CallboardError('aborted', 'The signal was aborted')
  return remote()
}

async function inParts<Name extends 'owners' | 'getMany'>(questions: readonly string[], remote: Remote, name: Name): Promise<Awaited<ReturnType<Remote[Name]>>> {
  const parts: (readonly string[])[] = []
  for (let at = 0; at < questions.length; at += remote.mostQueries) parts.push(questions.slice(at, at + remote.mostQueries))
  const answers = await Promise.all(parts.map(part => remote[name](part)))
  return answers.flat() as Awaited<ReturnType<Remote[Name]>>
}
