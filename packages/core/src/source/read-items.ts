import { CallboardError } from '../errors.ts'
import type { Source, SourceItem } from './types.ts'

export interface ReadItemsOptions {
  readonly signal: AbortSignal
  readonly known: ReadonlyMap<string, string>
  /** Nothing for this long counts as `unreachable`; 0 means never. */
  readonly idleTimeoutMs: number
}

/**
 * All items of one reading, pulled one at a time. Throws `unreachable` when the source gives nothing for too long and `aborted` when the
 * signal aborts, even if the source itself hangs; whatever the source throws passes through.
 */
export async function* readItems(source: Source, options: ReadItemsOptions): AsyncGenerator<SourceItem, void, undefined> {
  const { signal, known, idleTimeoutMs } = options
  const stop = new AbortController()
  const forward = (): void => stop.abort(signal.reason)
  if (signal.aborted) forward()
  signal.addEventListener('abort', forward)
  const iterator = source.read({ signal: stop.signal, known })[Symbol.asyncIterator]()
  let done = false
  try {
    while (!done) {
      const step = await soonEnough(iterator.next(), stop.signal, idleTimeoutMs)
      if (signal.aborted) throw new CallboardError('aborted', 'Reading was aborted')
      if (step.done === true) done = true
      else yield step.value
    }
  } finally {
    signal.removeEventListener('abort', forward)
    if (!done) {
      stop.abort()
      iterator.return?.().then(undefined, () => undefined)
    }
  }
}

/** The promise, or a refusal as soon as the signal aborts or the time is over. */
async function soonEnough<T>(promise: Promise<T>, signal: AbortSignal, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: (() => void) | undefined
  const refusal = new Promise<never>((_, reject) => {
    abort = () => reject(new CallboardError('aborted', 'Reading was aborted'))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    if (timeoutMs > 0)
      timer = setTimeout(
        () => reject(new CallboardError('unreachable', `It gave nothing for ${String(timeoutMs / 1000)} seconds`)),
        Math.min(timeoutMs, 2 ** 31 - 1),
      )
  })
  try {
    return await Promise.race([promise, refusal])
  } finally {
    clearTimeout(timer)
    if (abort !== undefined) signal.removeEventListener('abort', abort)
  }
}
