import type { Entity } from '../entity.ts'
import type { OwnerAnswer, ReaderOptions } from '../catalog/types.ts'
import { CallboardError } from '../errors.ts'
import { deepFreeze } from '../plain-data.ts'
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
  const closed = new AbortController()
  let finding: Promise<Remote> | undefined
  let known: Remote | undefined
  let foundAt = 0
  let revision: string | undefined

  /** What answers there. Static portals do not tell of changes, so their manifest is read again when it is old. */
  const remote = (): Promise<Remote> => {
    if (known?.type === 'static' && Date.now() - foundAt >= cacheMs) finding = undefined
    finding ??= findRemote(server, known).then(
      found => {
        known = found
        foundAt = Date.now()
        learn(found.revision)
        return found
      },
      (error: unknown) => {
        finding = undefined
        throw error
      },
    )
    return finding
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
  const ask = async <Name extends 'owners' | 'getMany'>(
    questions: readonly string[],
    name: Name,
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<Remote[Name]>>> => {
    const found = await remote()
    const parts: (readonly string[])[] = []
    for (let at = 0; at < questions.length; at += found.mostQueries) parts.push(questions.slice(at, at + found.mostQueries))
    const answers = await Promise.all(parts.map(part => found[name](part, AbortSignal.any([signal, closed.signal]))))
    learn(found.revision)
    return answers.flat() as Awaited<ReturnType<Remote[Name]>>
  }
  const owners = batch<OwnerAnswer>({ keepMs: cacheMs, ask: (queries, signal) => ask(queries, 'owners', signal) })
  const entities = batch<Entity | undefined>({ keepMs: cacheMs, ask: (refs, signal) => ask(refs, 'getMany', signal) })

  /** One signal for what the caller and the client want to end. */
  const until = ({ signal }: ReaderOptions = {}): AbortSignal => {
    const joined = signal === undefined ? closed.signal : AbortSignal.any([closed.signal, signal])
    if (joined.aborted) throw new CallboardError('aborted', 'The signal was aborted')
    return joined
  }
  const whileOpen = async <T>(look: () => Promise<T>): Promise<T> => {
    if (closed.signal.aborted) throw new CallboardError('aborted', 'The client is closed')
    return look()
  }
  const direct = async <T>(options: ReaderOptions | undefined, run: (remote: Remote, signal: AbortSignal) => Promise<T>): Promise<T> => {
    const signal = until(options)
    return deepFreeze(await run(await remote(), signal))
  }

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
    query: (query, options) => direct(options, (found, signal) => found.query(query, { signal })),
    facets: (query, options) => direct(options, (found, signal) => found.facets(query, { signal })),
    graph: (ref, options) => direct(options, (found, signal) => found.graph(ref, { ...options, signal })),
    async *changes(options) {
      const signal = until(options)
      const found = await remote()
      for await (const event of found.changes?.(signal) ?? []) {
        learn(event.revision)
        yield event
      }
    },
    close: () => closed.abort(),
  }
}
