import type { SourceEvent } from '../source/types.ts'
import type { LiveSource } from './live-source.ts'
import { untilAborted } from '../abort.ts'
import { pause } from '../timing.ts'

export interface FollowOptions {
  readonly watch: boolean
  readonly refreshEveryMs: number
  readonly signal: AbortSignal
}

/** Promises for the first reading of a source and for the end of following it. Neither rejects. */
export interface Following {
  readonly firstRead: Promise<void>
  readonly ended: Promise<void>
}

/**
 * Reads a source, then keeps it fresh until the signal aborts: by watching it if it can be watched, else by reading it again periodically.
 */
export function followSource(live: LiveSource, options: FollowOptions): Following {
  const { watch, refreshEveryMs, signal } = options
  const watching = watch && live.source.watch !== undefined
  const events = watching ? startWatch(live, signal) : undefined
  const firstRead = live.read(signal)
  const ended = firstRead.then(async () => {
    if (events !== undefined) await keepWatching(live, events, signal)
    else if (refreshEveryMs > 0) await keepReading(live, refreshEveryMs, signal)
  })
  return { firstRead, ended }
}

interface Events {
  readonly iterator: AsyncIterator<readonly SourceEvent[]>
  readonly first: Promise<IteratorResult<readonly SourceEvent[]>>
  /** Ends this watch, even while it is waiting. */
  readonly stop: () => void
}

/** Starts to watch before the reading starts, so that no change is missed in between. */
function startWatch(live: LiveSource, signal: AbortSignal): Events {
  const own = new AbortController()
  const iterator = watchSource(live, AbortSignal.any([signal, own.signal]))
  const first = iterator.next()
  first.catch(() => undefined)
  return { iterator, first, stop: () => own.abort() }
}

/** Retries a failed reading, like a broken watch, even if nothing changes. */
async function keepWatching(live: LiveSource, started: Events, signal: AbortSignal): Promise<void> {
  let events = started
  for (let failures = 0; !signal.aborted;) {
    try {
      throwIfLost(live)
      let step = await untilAborted(events.first, signal)
      while (step.done !== true) {
        await live.apply(step.value, signal)
        throwIfLost(live)
        failures = 0
        step = await untilAborted(events.iterator.next(), signal)
      }
      if (!signal.aborted) throw new Error('It stopped reporting changes')
    } catch (error) {
      if (signal.aborted) break
      failures += 1
      if (live.settled.because === undefined) live.fail(error)
    }
    events.stop()
    const backoffMs = Math.min(30_000, live.longestDelayMs, 400 * 2 ** failures)
    await pause(Math.max(live.nextDelayMs(0), backoffMs * (0.75 + Math.random() / 2)), signal)
    if (signal.aborted) break
    events = startWatch(live, signal)
    await live.read(signal)
  }
  await events.iterator.return?.().then(undefined, () => undefined)
}

function throwIfLost({ settled: { because } }: LiveSource): void {
  if (because !== undefined) throw new Error(because)
}

async function keepReading(live: LiveSource, refreshEveryMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(live.nextDelayMs(refreshEveryMs), signal)
    if (!signal.aborted) await live.read(signal)
  }
}

async function* watchSource(live: LiveSource, signal: AbortSignal): AsyncGenerator<readonly SourceEvent[], void, undefined> {
  if (live.source.watch !== undefined) yield* live.source.watch({ signal })
}
