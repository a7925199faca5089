import { CallboardError } from '../errors.ts'
import { deepFreeze } from '../plain-data.ts'

export interface BatchOptions<T> {
  /** Answers questions, in their order. The signal aborts when nobody waits for any of them. */
  readonly ask: (questions: readonly string[], signal: AbortSignal) => Promise<readonly T[]>
  readonly keepMs: number
}

/** Joins single questions: those of one task become one call, the same question is asked once, and answers are kept for a while. */
export interface Batch<T> {
  get(question: string, signal: AbortSignal | undefined): Promise<T>
  /** The answer that is kept, at once. */
  peek(question: string): T | undefined
  forget(): void
}

interface Kept<T> extends PromiseWithResolvers<T> {
  value: T | undefined
  until: number
  /** Callers that still want it. */
  waiting: number
  /** Ends its call when nobody wants any of its answers. */
  leave: (() => void) | undefined
}

const mostKept = 10_000

/** Makes a batch. A failed question is not kept; what is kept is frozen. */
export function batch<T>({ ask, keepMs }: BatchOptions<T>): Batch<T> {
  const kept = new Map<string, Kept<T>>()
  let gathered = new Map<string, Kept<T>>()

  const drop = (question: string, entry: Kept<T>): void => {
    if (kept.get(question) === entry) kept.delete(question)
  }

  const flush = async (): Promise<void> => {
    const asked = [...gathered].filter(([, { waiting }]) => waiting > 0)
    gathered = new Map()
    if (asked.length === 0) return
    const stop = new AbortController()
    for (const [, entry] of asked) {
      entry.leave = () => {
        if (asked.every(([, { waiting }]) => waiting === 0)) stop.abort()
      }
    }
    try {
      const answers = await ask(
        asked.map(([question]) => question),
        stop.signal,
      )
      for (const [i, [question, entry]] of asked.entries()) {
        entry.until = Date.now() + keepMs
        // Also when older answers were forgotten meanwhile: this one is of the newest revision.
        kept.set(question, entry)
        entry.value = deepFreeze(answers[i] as T)
        entry.resolve(entry.value)
      }
    } catch (error) {
      for (const [question, entry] of asked) {
        drop(question, entry)
        entry.reject(error)
      }
    }
  }

  const find = (question: string): Kept<T> => {
    const known = kept.get(question)
    if (known !== undefined && known.until > Date.now()) return known
    if (kept.size >= mostKept) kept.clear()
    if (gathered.size === 0) setTimeout(() => void flush(), 0)
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const entry: Kept<T> = { promise, resolve, reject, value: undefined, until: Infinity, waiting: 0, leave: undefined }
    // Whoever asked may have left.
    entry.promise.catch(() => {})
    gathered.set(question, entry)
    kept.set(question, entry)
    return entry
  }

  return {
    async get(question, signal) {
      if (signal?.aborted === true) throw aborted()
      const entry = find(question)
      entry.waiting++
      try {
        return await untilAborted(entry.promise, signal)
      } finally {
        entry.waiting--
        if (entry.waiting === 0 && entry.until === Infinity && hasEnded(signal)) {
          drop(question, entry)
          entry.leave?.()
        }
      }
    },
    peek(question) {
      const known = kept.get(question)
      return known !== undefined && known.until > Date.now() ? known.value : undefined
    },
    forget() {
      // Whoever waits for an answer still gets it; nobody after does.
      kept.clear()
    },
  }
}

function hasEnded(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

function aborted(): CallboardError {
  return new CallboardError('aborted', 'The signal was aborted')
}

function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(aborted())
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
