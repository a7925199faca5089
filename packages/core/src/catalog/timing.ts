import { CallboardError } from '../errors.ts'

/** The longest that a timer can wait: a longer one would be over at once. */
const longestMs = 2 ** 31 - 1

/** Waits without keeping a process alive; ends early, quietly, when the signal aborts. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, Math.min(delayMs, longestMs))
    if (typeof timer === 'object') timer.unref()
    signal.addEventListener('abort', end)
  })
}

/** The promise, or `aborted` as soon as the signal aborts. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await promise
  let abort: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new CallboardError('aborted', 'The signal was aborted'))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Waits for the promise, but no longer than that. */
export async function atMost(delayMs: number, promise: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, delayMs)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
