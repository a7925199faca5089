import { messageOf } from '../errors.ts'
import type { Source, SourceEvent, SourceState } from '../source/types.ts'
import { emptyDoubt } from './doubt-empty.ts'
import type { RestoredSource } from './snapshot/read-snapshot.ts'
import { applyEvents } from './apply-events.ts'
import { readSource } from './read-source.ts'
import { countEntities, emptyReading, type Reading } from './reading.ts'
import type { ReadingOptions } from './reading-pass.ts'

/** How a live source reads, and whom it tells. */
export interface LiveSourceOptions extends ReadingOptions {
  /** What an earlier process read last, where that is known. */
  readonly restored?: RestoredSource | undefined
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
  /** The longest pause before it is tried again, where what failed is cheap to try. */
  readonly longestDelayMs: number
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
  const { restored, onChange, ...settings } = options
  let reading = restored?.reading ?? emptyReading
  let readAt = restored?.readAt
  /** Since when an earlier process could not read it. */
  let staleSince = restored?.staleSince
  let trouble:
    | { readonly since: number; readonly because: string; readonly retryAfterMs: number; readonly retryBeforeMs: number }
    | undefined
  let failures = 0
  const doubt = emptyDoubt(source, settings.now)
  let busy = false
  let queue: Promise<void> = Promise.resolve()
  let waiting: WaitingRead | undefined

  const fail = (error: unknown): void => {
    failures += 1
    trouble = {
      since: trouble?.since ?? staleSince ?? settings.now(),
      because: messageOf(error),
      retryAfterMs: wish(error, 'retryAfterMs') ?? 0,
      retryBeforeMs: wish(error, 'retryBeforeMs') ?? Infinity,
    }
  }
  const attempt = async (signal: AbortSignal, isTold: boolean, work: () => Promise<Reading>): Promise<void> => {
    if (signal.aborted) return
    busy = true
    try {
      const next = await orForget(work())
      doubt.check(reading, next, isTold)
      reading = next
      readAt = settings.now()
      trouble = undefined
      staleSince = undefined
      failures = 0
    } catch (error) {
      if (!signal.aborted) fail(error)
    } finally {
      busy = false
      onChange()
    }
  }
  const orForget = async (work: Promise<Reading>): Promise<Reading> => {
    try {
      return await work
    } catch (error) {
      doubt.forget()
      throw error
    }
  }
  const enqueue = (task: () => Promise<void>): Promise<void> => (queue = queue.then(task))
  const join = (): WaitingRead => {
    if (waiting !== undefined) return waiting
    const controller = new AbortController()
    const { signal } = controller
    const done = enqueue(() => {
      waiting = undefined
      return attempt(signal, false, () => readSource(source, reading, settings, signal))
    })
    return (waiting = { controller, done, wanted: 0 })
  }
  const settled = (): SourceState => ({
    name: settings.name,
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
    get longestDelayMs() {
      return trouble?.retryBeforeMs ?? Infinity
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
      return enqueue(() => attempt(signal, true, () => applyEvents(source, reading, events, settings, signal)))
    },
    fail(error) {
      fail(error)
      onChange()
    },
  }
}

/** What an error says of when to come again: not before `retryAfterMs`, as `Retry-After` does, or within `retryBeforeMs`. */
function wish(error: unknown, name: 'retryAfterMs' | 'retryBeforeMs'): number | undefined {
  try {
    const told = typeof error === 'object' && error !== null && name in error ? (error as Record<typeof name, unknown>)[name] : undefined
    return typeof told === 'number' && told > 0 ? told : undefined
  } catch {
    return undefined
  }
}
