import { deepFreeze } from '../../plain-data.ts'
import { aborted, untilAborted } from '../../abort.ts'

export interface BatchOptions<T> {
  /** Answers questions, in their order. The signal aborts when no caller waits for any of them. */
  readonly ask: (questions: readonly string[], signal: AbortSignal) => Promise<readonly T[]>
  /** Returns the answer, or throws what is wrong with it. */
  readonly check: (answer: T) => T
  readonly keepMs: number
  /** How long callers may join a pending question, in milliseconds. */
  readonly joinMs: number
}

/** Batches single questions: those of one task become one call, equal ones are asked once, and answers are cached for a while. */
export interface Batch<T> {
  get(question: string, signal: AbortSignal | undefined): Promise<T>
  /** The answers in the order of the questions. */
  getMany(questions: readonly string[], signal: AbortSignal | undefined): Promise<readonly T[]>
  /** The cached answer, synchronously. */
  peek(question: string): T | undefined
  forget(): void
}

/** Questions that are sent as one call. */
interface Call<T> extends PromiseWithResolvers<void> {
  readonly asked: Kept<T>[]
  readonly stop: AbortController
  /** When callers stop joining its questions, because it may hang. */
  readonly joinUntil: number
}

interface Kept<T> {
  readonly question: string
  readonly call: Call<T>
  value: T | undefined
  /** What is wrong with the answer. */
  error?: unknown
  until: number
  /** Callers that still want it. */
  waiting: number
}

const mostKept = 10_000

/** Creates a batch. Failures are not cached, and an invalid answer fails only its own question; cached answers are frozen. */
export function batch<T>({ ask, check, keepMs, joinMs }: BatchOptions<T>): Batch<T> {
  const kept = new Map<string, Kept<T>>()
  let next: Call<T> | undefined

  const drop = (entry: Kept<T>): void => {
    if (kept.get(entry.question) === entry) kept.delete(entry.question)
  }

  const send = async (call: Call<T>): Promise<void> => {
    next = undefined
    const asked = call.asked.filter(({ waiting }) => waiting > 0)
    if (asked.length === 0) return
    try {
      const answers = await ask(
        asked.map(({ question }) => question),
        call.stop.signal,
      )
      const until = Date.now() + keepMs
      for (const [i, entry] of asked.entries()) {
        entry.until = until
        try {
          entry.value = deepFreeze(check(answers[i] as T))
          // Even if older answers were dropped meanwhile: this one has the newest revision.
          kept.set(entry.question, entry)
        } catch (error) {
          entry.error = error
          drop(entry)
        }
      }
      call.resolve()
    } catch (error) {
      asked.forEach(drop)
      call.reject(error)
    }
  }

  const newCall = (): Call<T> => {
    const call = { ...Promise.withResolvers<void>(), asked: [], stop: new AbortController(), joinUntil: Date.now() + joinMs }
    setTimeout(() => void send(call), 0)
    return call
  }

  const find = (question: string): Kept<T> => {
    const known = kept.get(question)
    if (known !== undefined && (known.until === Infinity ? known.call.joinUntil : known.until) > Date.now()) return known
    if (kept.size >= mostKept) kept.clear()
    next ??= newCall()
    const entry: Kept<T> = { question, call: next, value: undefined, until: Infinity, waiting: 0 }
    next.asked.push(entry)
    kept.set(question, entry)
    return entry
  }

  /** Called when a caller has its answer or has aborted. */
  const release = (entry: Kept<T>, signal: AbortSignal | undefined): void => {
    entry.waiting--
    if (entry.waiting > 0 || entry.until !== Infinity || !hasEnded(signal)) return
    drop(entry)
    if (entry.call.asked.every(({ waiting }) => waiting === 0)) entry.call.stop.abort()
  }

  return {
    async get(question, signal) {
      const [answer] = await this.getMany([question], signal)
      return answer as T
    },
    async getMany(questions, signal) {
      if (hasEnded(signal)) throw aborted()
      const entries = questions.map(find)
      for (const entry of entries) entry.waiting++
      try {
        await untilAborted(Promise.all(new Set(entries.map(({ call }) => call.promise))), signal)
        return entries.map(({ value, error }) => {
          if (error !== undefined) throw error
          return value as T
        })
      } finally {
        for (const entry of entries) release(entry, signal)
      }
    },
    peek(question) {
      const known = kept.get(question)
      return known !== undefined && known.until > Date.now() ? known.value : undefined
    },
    forget() {
      // Callers that already wait still get their answer; later ones do not.
      kept.clear()
    },
  }
}

function hasEnded(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}
