import { CallboardError } from './errors.ts'

/** The error of a call whose signal aborted. */
export function aborted(message = 'The signal was aborted'): CallboardError {
  return new CallboardError('aborted', message)
}

/** Throws `aborted` when the signal has aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw aborted()
}

/** The answer, or `aborted` as soon as the signal aborts. Other callers that wait for the answer still get it. */
export async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await answer
  const ended = Promise.withResolvers<never>()
  const end = (): void => ended.reject(aborted())
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  try {
    return await Promise.race([answer, ended.promise])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
