import { messageOf } from '../errors.ts'
import type { Source, SourceEvent, SourceState } from '../source/types.ts'
import { applyEvents, readFiles } from './read-files.ts'
import { countEntities, emptyReading, type Reading, type ReadFilesContext } from './reading.ts'

export interface LiveSourceOptions extends Omit<ReadFilesContext, 'signal'> {
  /** What an earlier process read last, where that is known. */
  readonly restored?: { readonly reading: Reading; readonly readAt: number } | undefined
  /** Called after each reading, good or bad. */
  readonly onChange: () => void
}

/** One source of a live catalog: read by one hand at a time, keeping the last good reading when it fails. */
export interface LiveSource {
  readonly source: Source
  /** The last good reading. */
  readonly reading: Reading
  /** How it is doing this moment. */
  readonly state: SourceState
  /** How it was doing after the last reading. */
  readonly settled: SourceState
  /** When to read it again, given the usual pause. */
  nextDelayMs(usualMs: number): number
  /** Reads it whole. Whoever asks while a reading waits to begin joins that one; it is given up when all of them abort. */
  read(signal: AbortSignal): Promise<void>
  /** Applies what the watched source told, after the reading that is under way. */
  apply(events: readonly SourceEvent[], signal: AbortSignal): Promise<void>
  /** Marks it stale because its watch broke. */
  fail(error: unknown): void
}

interface WaitingRead {
  readonly controller: AbortController
  readonly done: Promise<void>
  wanted: number
}

/** Makes the live side of one source. */
export function liveSource(source: Source, options: LiveSourceOptions): LiveSource {
  const { restored, onChange, ...context } = options
  let reading = restored?.reading ?? emptyReading
  let readAt = restored?.readAt
  let trouble: { readonly since: number; readonly because: string; readonly retryAfterMs: number } | undefined
  let failures = 0
  let busy = false
  let queue: Promise<void> = Promise.resolve()
  let waiting: WaitingRead | undefined

  const fail = (error: unknown): void => {
    failures += 1
    trouble = { since: trouble?.since ?? context.now(), because: messageOf(error), retryAfterMs: retryAfter(error) }
  }
  const attempt = async (signal: AbortSignal, work: () => Promise<Reading>): Promise<void> => {
    if (signal.aborted) return
    busy = true
    try {
      reading = await work()
      readAt = context.now()
      trouble = undefined
      failures = 0
    } catch (error) {
      if (!signal.aborted) fail(error)
    } finally {
      busy = false
      onChange()
    }
  }
  const enqueue = (task: () => Promise<void>): Promise<void> => (queue = queue.then(task))
  const join = (): WaitingRead => {
    if (waiting !== undefined) return waiting
    const controller = new AbortController()
    const { signal } = controller
    const done = enqueue(() => {
      waiting = undefined
      return attempt(signal, () => readFiles(source, reading, { ...context, signal }))
    })
    return (waiting = { controller, done, wanted: 0 })
  }
  const settled = (): SourceState => ({
    name: context.name,
    state: trouble === undefined ? 'fresh' : readAt === undefined ? 'failed' : 'stale',
    entities: countEntities(reading),
    ...(readAt === undefined ? {} : { readAt }),
    ...(trouble === undefined ? {} : { staleSince: trouble.since, because: trouble.because }),
  })

  return {
    source,
    get reading() {
      return reading
    },
    get state(): SourceState {
      return busy ? { ...settled(), state: 'refreshing' } : settled()
    },
    get settled() {
      return settled()
    },
    nextDelayMs(usualMs) {
      if (trouble === undefined) return usualMs
      const backoff = Math.min(usualMs, 1000 * 2 ** Math.min(failures - 1, 20))
      return Math.max(trouble.retryAfterMs, backoff)
    },
    async read(signal) {
      const shared = join()
      const giveUp = (): void => {
        shared.wanted -= 1
        if (shared.wanted === 0) shared.controller.abort()
      }
      shared.wanted += 1
      if (signal.aborted) giveUp()
      else signal.addEventListener('abort', giveUp, { once: true })
      await shared.done
      signal.removeEventListener('abort', giveUp)
    },
    apply(events, signal) {
      if (events.some(event => event.type === 'resync')) return this.read(signal)
      return enqueue(() => attempt(signal, () => applyEvents(source, reading, events, { ...context, signal })))
    },
    fail(error) {
      fail(error)
      onChange()
    },
  }
}

/** What an error says of when to come again, as `Retry-After` does. */
function retryAfter(error: unknown): number {
  const wish = typeof error === 'object' && error !== null && 'retryAfterMs' in error ? error.retryAfterMs : undefined
  return typeof wish === 'number' && wish > 0 ? wish : 0
}
