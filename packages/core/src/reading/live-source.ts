import { messageOf } from '../errors.ts'
import { soonEnough, totalLimitError, type TotalLimits } from '../source/read-items.ts'
import type { Source, SourceEvent, SourceState } from '../source/types.ts'
import { emptyDoubt } from './doubt-empty.ts'
import type { RestoredSource } from './snapshot/read-snapshot.ts'
import { applyEvents } from './apply-events.ts'
import { readSource } from './read-source.ts'
import { countEntities, emptyReading, type Reading } from './reading.ts'
import type { ReadingOptions } from './reading-pass.ts'

/** How a live source reads, and what it calls on changes. */
export interface LiveSourceOptions extends ReadingOptions {
  /** What an earlier process read last, if known. */
  readonly restored?: RestoredSource | undefined
  /** Called after each reading, good or bad. */
  readonly onChange: () => void
}

/** One source of a live catalog: one read at a time, and the last good reading is kept when one fails. */
export interface LiveSource {
  readonly source: Source
  /** The last good reading. */
  readonly reading: Reading
  /** Its current state. */
  readonly state: SourceState
  /** Its state after the last reading. */
  readonly settled: SourceState
  /** The longest pause before a retry that is cheap. */
  readonly longestDelayMs: number
  /** The pause before the next reading, given the usual one. */
  nextDelayMs(usualMs: number): number
  /** Reads the whole source. Calls made before a waiting reading starts share it; it is cancelled when all of them abort. */
  read(signal: AbortSignal): Promise<void>
  /** Applies the events of a watched source, after the current reading. */
  apply(events: readonly SourceEvent[], signal: AbortSignal): Promise<void>
  /** Marks it stale because its watch broke. */
  fail(error: unknown): void
}

interface WaitingRead {
  readonly controller: AbortController
  readonly done: Promise<void>
  wanted: number
}

/** Creates the live side of one source. */
export function liveSource(source: Source, options: LiveSourceOptions): LiveSource {
  const { restored, onChange, ...settings } = options
  let reading = restored?.reading ?? emptyReading
  let readAt = restored?.readAt
  /** The time since when an earlier process could not read it. */
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
  const attempt = async (signal: AbortSignal, isReported: boolean, work: (signal: AbortSignal) => Promise<Reading>): Promise<void> => {
    if (signal.aborted) return
    busy = true
    try {
      const next = await orForget(inTime(work, signal, settings.sourceLimits))
      if (signal.aborted) return
      doubt.check(reading, next, isReported)
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
      return attempt(signal, false, ending => readSource(source, reading, settings, ending))
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
      return enqueue(() => attempt(signal, true, ending => applyEvents(source, reading, events, settings, ending)))
    },
    fail(error) {
      fail(error)
      onChange()
    },
  }
}

/** Ends the work when the signal aborts or a reading has taken too long, even if the source never answers. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, limits: TotalLimits): Promise<T> {
  const end = new AbortController()
  const endsAt = limits.maxReadMs > 0 ? performance.now() + limits.maxReadMs : Infinity
  try {
    const working = work(AbortSignal.any([signal, end.signal]))
    return await soonEnough(working, signal, 0, endsAt, () => totalLimitError('maxReadMs', limits))
  } catch (error) {
    end.abort()
    throw error
  }
}

/** When an error asks for a retry: not before `retryAfterMs`, like `Retry-After`, or within `retryBeforeMs`. */
function wish(error: unknown, name: 'retryAfterMs' | 'retryBeforeMs'): number | undefined {
  try {
    const asked = typeof error === 'object' && error !== null && name in error ? (error as Record<typeof name, unknown>)[name] : undefined
    return typeof asked === 'number' && asked > 0 ? asked : undefined
  } catch {
    return undefined
  }
}
