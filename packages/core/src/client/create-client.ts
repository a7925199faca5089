import type { Entity } from '../entity.ts'
import type { ReaderOptions } from '../catalog/catalog-reader.ts'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import { isCallboardError } from '../errors.ts'
import { deepFreeze } from '../plain-data.ts'
import { batch } from './transport/batch.ts'
import { checkEntity, checkOwner } from './check-answers.ts'
import { findRemote } from './find-remote.ts'
import { requester } from './transport/request-json.ts'
import type { Client, ClientOptions, Remote } from './types.ts'
import { aborted, throwIfAborted, untilAborted } from '../abort.ts'
import { joinSignals } from './transport/within-time.ts'

/**
 * A client for a remote portal: a handler, a static folder or a Backstage, detected automatically. Calls in one task are sent as one
 * request, and equal calls only once.
 *
 * @example
 * const client = createClient({ src: 'https://portal.acme.test/callboard' })
 * const { owner, reach } = await client.owner('payments-api')
 */
export function createClient({ src, fetch, cacheMs = 10_000, timeoutMs = 15_000, maxBytes = 50_000_000 }: ClientOptions): Client {
  const closed = new AbortController()
  const server = requester({ src, fetch, timeoutMs, maxBytes, closed: closed.signal })
  let finding: { readonly remote: Promise<Remote>; joinUntil: number } | undefined
  let known: Remote | undefined
  let revision: string | undefined

  const find = (cache?: RequestCache): NonNullable<typeof finding> => {
    const request = { remote: findRemote(server, known, cache), joinUntil: Date.now() + server.joinMs }
    finding = request
    request.remote.then(
      found => {
        if (finding !== request && known !== undefined) return
        known = found
        // Static portals do not report changes: their manifest is read again when it is old.
        request.joinUntil = found.type === 'static' ? Date.now() + cacheMs : Infinity
        learn(found.revision)
      },
      () => {
        if (finding === request) finding = undefined
      },
    )
    return request
  }
  /** The detected portal. Later callers do not wait for a request that hangs. */
  const current = (): NonNullable<typeof finding> => (finding !== undefined && Date.now() < finding.joinUntil ? finding : find())
  const remote = (): Promise<Remote> => current().remote
  /**
   * Runs a call on the portal. An invalid answer may mean that the portal has changed: files were rebuilt while a cache has the old
   * `callboard.json`. So the portal is detected again, bypassing caches, and the call is retried once if the portal has changed.
   */
  const onRemote = async <T>(run: (remote: Remote) => Promise<T>): Promise<T> => {
    const asked = current()
    const found = await asked.remote
    try {
      return await run(found)
    } catch (error) {
      // Some file hosts answer 403 for a file that is gone.
      if (!isCallboardError(error, 'unexpected-answer') && !(found.type === 'static' && isCallboardError(error, 'refused'))) throw error
      const again = finding === undefined || finding === asked ? find('no-cache') : finding
      const now = await again.remote.catch(() => found)
      if (now === found) throw error
      return run(now)
    }
  }
  /** Forgets the answers of another revision. */
  const learn = (now: string | undefined): void => {
    if (now === undefined || now === revision) return
    if (revision !== undefined) {
      owners.forget()
      entities.forget()
    }
    revision = now
  }
  const ask = <T>(
    questions: readonly string[],
    askPart: (remote: Remote, part: readonly string[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> =>
    onRemote(async found => {
      const parts: (readonly string[])[] = []
      for (let at = 0; at < questions.length; at += found.mostQueries) parts.push(questions.slice(at, at + found.mostQueries))
      const answers = await Promise.all(parts.map(part => askPart(found, part)))
      learn(found.revision)
      return answers.flat()
    })
  const kept = { keepMs: cacheMs, joinMs: server.joinMs }
  const owners = batch<OwnerAnswer>({
    ...kept,
    check: answer => checkOwner(answer, server.shown),
    ask: (queries, signal) => ask(queries, (found, part) => found.owners(part, signal)),
  })
  const entities = batch<Entity | undefined>({
    ...kept,
    check: entity => checkEntity(entity, server.shown),
    ask: (refs, signal) => ask(refs, (found, part) => found.getMany(part, signal)),
  })

  const whileOpen = async <T>(look: () => Promise<T>): Promise<T> => {
    if (closed.signal.aborted) throw aborted('The client is closed')
    return look()
  }
  const direct = <T>({ signal }: ReaderOptions = {}, run: (remote: Remote) => Promise<T>): Promise<T> =>
    whileOpen(async () => {
      throwIfAborted(signal)
      return deepFreeze(await untilAborted(onRemote(run), signal))
    })

  return {
    src: server.shown,
    get revision() {
      return revision
    },
    type: async () => (await remote()).type,
    title: async () => (await remote()).title,
    get: (ref, options) => whileOpen(() => entities.get(ref, options?.signal)),
    getMany: (refs, options) => whileOpen(() => entities.getMany(refs, options?.signal)),
    owner: (query, options) => whileOpen(() => owners.get(query, options?.signal)),
    owners: (queries, options) => whileOpen(() => owners.getMany(queries, options?.signal)),
    peekOwner: query => owners.peek(query),
    peekEntity: ref => entities.peek(ref),
    query: (query, options) => direct(options, found => found.query(query, options)),
    facets: (query, options) => direct(options, found => found.facets(query, options)),
    graph: (ref, options) => direct(options, found => found.graph(ref, options)),
    checkRevision: ({ signal } = {}) =>
      whileOpen(async () => {
        throwIfAborted(signal)
        const found = await untilAborted(remote(), signal)
        learn((await found.checkRevision?.(signal)) ?? found.revision)
        return revision
      }),
    async *changes(options) {
      const { signal, stop, release } = joinSignals([closed.signal, options?.signal])
      try {
        throwIfAborted(signal)
        const found = await untilAborted(remote(), signal)
        for await (const event of found.changes?.(signal) ?? []) {
          learn(event.revision)
          yield event
        }
      } finally {
        stop()
        release()
      }
    },
    close: () => closed.abort(),
  }
}
