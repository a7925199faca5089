import { aborted, throwIfAborted, untilAborted } from '../../abort.ts'
import { CallboardError } from '../../errors.ts'

/** Limits for a piece of work. */
export interface TimeLimits {
  readonly ms: number
  /** Creates the error for a timeout. */
  readonly late: () => CallboardError
  readonly signals: readonly (AbortSignal | undefined)[]
}

/** The longest delay of a timer; a longer one would fire immediately. */
const longestTimer = 2 ** 31 - 1

/**
 * Runs `work` and rejects as soon as the time is up or a signal aborts, even if `work` ignores its signal. Timer and listeners are held
 * until then. `AbortSignal.timeout` and `AbortSignal.any` are not enough: Node may collect them while a body is still being read.
 */
export async function withinTime<T>(work: (signal: AbortSignal) => Promise<T>, { ms, late, signals }: TimeLimits): Promise<T> {
  const { signal, stop, release } = joinSignals(signals)
  throwIfAborted(signal)
  let isLate = false
  const timer = setTimeout(
    () => {
      isLate = true
      stop()
    },
    Math.min(ms, longestTimer),
  )
  try {
    return await untilAborted(work(signal), signal)
  } catch (error) {
    if (signal.aborted) throw isLate ? late() : aborted()
    throw error
  } finally {
    clearTimeout(timer)
    release()
  }
}

/** A signal that aborts with the first of several, and keeps references to them until it is released. */
export function joinSignals(signals: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal
  stop(): void
  release(): void
} {
  const joined = new AbortController()
  const stop = (): void => joined.abort()
  for (const signal of signals) {
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop, { once: true })
  }
  return {
    signal: joined.signal,
    stop,
    release: () => {
      for (const signal of signals) signal?.removeEventListener('abort', stop)
    },
  }
}
