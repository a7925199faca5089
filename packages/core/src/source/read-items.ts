import { aborted } from '../abort.ts'
import { CallboardError } from '../errors.ts'
import { checkItem } from './check-item.ts'
import type { Source, SourceItem } from './types.ts'

/** Limits for one reading of a source. */
export interface SourceLimits {
  /** The most items in one reading. @default 200_000 */
  readonly maxItems?: number | undefined
  /** The total size of all items: of texts, their length; of data, its length as JSON. @default 500_000_000 */
  readonly maxBytes?: number | undefined
  /** The longest time a reading may take; 0 means no limit. @default 600_000 */
  readonly maxReadMs?: number | undefined
}

/** Every limit of a reading, with defaults filled in. */
export type TotalLimits = { readonly [Name in keyof SourceLimits]-?: number }

/** The limits with the published defaults filled in. */
export function totalLimits({ maxItems = 200_000, maxBytes = 500_000_000, maxReadMs = 600_000 }: SourceLimits = {}): TotalLimits {
  return { maxItems, maxBytes, maxReadMs }
}

/** The error for a reading that exceeds a limit. */
export function totalLimitError(name: keyof SourceLimits, limits: TotalLimits): CallboardError {
  const most = { maxItems: 'items', maxBytes: 'bytes', maxReadMs: 'milliseconds' }[name]
  return new CallboardError(
    'limit-exceeded',
    `The reading exceeds the limit \`sourceLimits.${name}\`: ${limits[name].toLocaleString('en')} ${most}`,
  )
}

export interface ReadItemsOptions {
  readonly signal: AbortSignal
  readonly known: ReadonlyMap<string, string>
  /** A source that yields nothing for this long is `unreachable`; 0 means never. */
  readonly idleTimeoutMs: number
  readonly limits: TotalLimits
}

/**
 * All items of one reading, pulled one at a time. Throws `unreachable` when the source yields nothing for too long, and `aborted` when the
 * signal aborts, even if the source hangs. Errors of the source pass through.
 */
export async function* readItems(source: Source, options: ReadItemsOptions): AsyncGenerator<SourceItem, void, undefined> {
  const { signal, known, idleTimeoutMs, limits } = options
  const stop = new AbortController()
  const forward = (): void => stop.abort(signal.reason)
  if (signal.aborted) forward()
  signal.addEventListener('abort', forward)
  const iterator = source.read({ signal: stop.signal, known })[Symbol.asyncIterator]()
  const endsAt = limits.maxReadMs > 0 ? performance.now() + limits.maxReadMs : Infinity
  let done = false
  let count = 0
  try {
    while (!done) {
      const step = await soonEnough(iterator.next(), stop.signal, idleTimeoutMs, endsAt, () => totalLimitError('maxReadMs', limits))
      if (signal.aborted) throw aborted('Reading was aborted')
      if (step.done === true) done = true
      else {
        count += 1
        if (count > limits.maxItems) throw totalLimitError('maxItems', limits)
        yield checkItem(step.value, `item ${String(count)}`)
      }
    }
  } finally {
    signal.removeEventListener('abort', forward)
    if (!done) {
      stop.abort()
      end(iterator)
    }
  }
}

/** Lets a source clean up, and ignores the result. */
function end(iterator: AsyncIterator<unknown>): void {
  try {
    iterator.return?.().then(undefined, () => undefined)
  } catch {
    // As above.
  }
}

/** The promise, or a rejection as soon as the signal aborts or the time is over. `idleMs` of 0 means no limit of its own. */
export async function soonEnough<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  idleMs: number,
  endsAt: number,
  late: () => CallboardError,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: (() => void) | undefined
  const leftMs = endsAt - performance.now()
  // A source that never waits would keep a timer from firing.
  if (leftMs <= 0) {
    promise.catch(() => undefined)
    throw late()
  }
  const isIdle = idleMs > 0 && idleMs < leftMs
  const timeoutMs = isIdle ? idleMs : leftMs
  const refusal = new Promise<never>((_, reject) => {
    abort = () => reject(aborted('Reading was aborted'))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    if (timeoutMs < Infinity)
      timer = setTimeout(
        () => reject(isIdle ? new CallboardError('unreachable', `It returned nothing for ${String(idleMs / 1000)} seconds`) : late()),
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
