import { orAborted } from '../catalog/timing.ts'
import { mostQueries } from '../http/wire.ts'
import type { Answers } from './types.ts'

/** The most answers that are kept. */
const mostKept = 10_000

export interface BatchOptions<T> {
  readonly batchMs: number
  /** Closes the client. */
  readonly signal: AbortSignal
  /** Asks for at most `mostQueries`, none twice. */
  ask(keys: readonly string[], signal: AbortSignal): Promise<Answers<T>>
  /** Told the revision of every answer; clears what is kept of another one. */
  onRevision(revision: string): void
}

/** Look-ups by key. */
export interface Lookups<T> {
  load(key: string, signal: AbortSignal | undefined): Promise<T>
  /** Forgets what is known. What is under way is still answered. */
  clear(): void
}

interface Lookup<T> {
  readonly key: string
  readonly answer: Promise<T>
  readonly settle: { resolve(answer: T): void; reject(error: unknown): void }
  /** Callers that still want it. */
  waiting: number
  /** Ends its request when nobody wants any of its answers. */
  leave?: () => void
}

/** Gathers look-ups into few requests. Equal ones share one, answers are kept, failures are not. */
export function batchLookups<T>({ batchMs, signal, ask, onRevision }: BatchOptions<T>): Lookups<T> {
  const kept = new Map<string, Lookup<T>>()
  let gathered: Lookup<T>[] = []

  const send = async (batch: readonly Lookup<T>[]): Promise<void> => {
    const stop = new AbortController()
    for (const lookup of batch) {
      lookup.leave = () => {
        if (batch.every(({ waiting }) => waiting === 0)) stop.abort()
      }
    }
    try {
      const { items, revision } = await ask(batch.map(({ key }) => key), AbortSignal.any([signal, stop.signal]))
      onRevision(revision)
      for (const [i, lookup] of batch.entries()) {
        kept.set(lookup.key, lookup)
        lookup.settle.resolve(items[i] as T)
      }
    } catch (error) {
      for (const lookup of batch) {
        forget(lookup)
        lookup.settle.reject(error)
      }
    }
  }

  const flush = (): void => {
    const wanted = gathered.filter(lookup => lookup.waiting > 0)
    gathered = []
    for (let i = 0; i < wanted.length; i += mostQueries) void send(wanted.slice(i, i + mostQueries))
  }

  const forget = (lookup: Lookup<T>): void => {
    if (kept.get(lookup.key) === lookup) kept.delete(lookup.key)
  }

  const gather = (key: string): Lookup<T> => {
    if (gathered.length === 0) setTimeout(flush, batchMs)
    if (kept.size >= mostKept) kept.clear()
    let settle: Lookup<T>['settle'] | undefined
    const answer = new Promise<T>((resolve, reject) => {
      settle = { resolve, reject }
    })
    // Whoever asked may have gone.
    answer.catch(() => {})
    const lookup = { key, answer, settle: settle as unknown as Lookup<T>['settle'], waiting: 0 }
    kept.set(key, lookup)
    gathered.push(lookup)
    return lookup
  }

  return {
    async load(key, caller) {
      const lookup = kept.get(key) ?? gather(key)
      lookup.waiting++
      try {
        return await orAborted(lookup.answer, caller)
      } finally {
        lookup.waiting--
        if (caller?.aborted === true && lookup.waiting === 0) {
          // A request that nobody waits for ends; whoever asks from now on starts another.
          lookup.leave?.()
          forget(lookup)
        }
      }
    },
    clear: () => kept.clear(),
  }
}
