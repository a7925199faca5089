import { CallboardError } from '../errors.ts'

export interface BatchOptions<T> {
  /** Answers questions, in their order. */
  readonly ask: (questions: readonly string[]) => Promise<readonly T[]>
  readonly keepMs: number
}

/** Joins single questions: those of one task become one call, the same question is asked once, and answers are kept for a while. */
export interface Batch<T> {
  get(question: string, signal: AbortSignal | undefined): Promise<T>
  forget(): void
}

interface Kept<T> {
  readonly answer: Promise<T>
  until: number
}

const mostKept = 10_000

/** Makes a batch. A failed question is not kept. */
export function batch<T>({ ask, keepMs }: BatchOptions<T>): Batch<T> {
  const kept = new Map<string, Kept<T>>()
  let waiting = new Map<string, PromiseWithResolvers<T>>()

  const flush = (): void => {
    const asked = waiting
    waiting = new Map()
    ask([...asked.keys()]).then(
      answers => {
        let i = 0
        const now = Date.now()
        for (const [question, { resolve }] of asked) {
          const entry = kept.get(question)
          if (entry !== undefined) entry.until = now + keepMs
          resolve(answers[i++] as T)
        }
      },
      (error: unknown) => {
        for (const [question, { reject }] of asked) {
          kept.delete(question)
          reject(error)
        }
      },
    )
  }

  const find = (question: string): Promise<T> => {
    const known = kept.get(question)
    if (known !== undefined && known.until > Date.now()) return known.answer
    if (kept.size >= mostKept) kept.clear()
    if (waiting.size === 0) setTimeout(flush, 0)
    const slot = Promise.withResolvers<T>()
    waiting.set(question, slot)
    kept.set(question, { answer: slot.promise, until: Infinity })
    return slot.promise
  }

  return {
    get: (question, signal) => (signal === undefined ? find(question) : untilAborted(find(question), signal)),
    forget() {
      // Whoever waits for an answer still gets it; nobody after does.
      kept.clear()
    },
  }
}

function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new CallboardError('aborted', 'The signal was aborted'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
