import { deepFreeze } from '../../plain-data.ts'
import { aborted, untilAborted } from '../../abort.ts'

export interface BatchOptions<T> {
  /** Answers questions, in their order. The signal aborts when nobody waits for any of them. */
  readonly ask: (questions: readonly string[], signal: AbortSignal) => Promise<readonly T[]>
  /** The answer, or an error that says what is wrong with it. */
  readonly check: (answer: T) => T
  readonly keepMs: number
  /** A question under way is shared with who asks it within this time. */
  readonly joinMs: number
}

/** Joins single questions: those of one task become one call, the same question is asked once, and answers are kept for a while. */
export interface Batch<T> {
  get(question: string, signal: AbortSignal | undefined): Promise<T>
  /** The answers in the order of the questions. */
  getMany(questions: readonly string[], signal: AbortSignal | undefined): Promise<readonly T[]>
  /** The answer that is kept, at once. */
  peek(question: string): T | undefined
  forget(): void
}

/** Questions that go out as one call. */
interface Call<T> extends PromiseWithResolvers<void> {
  readonly asked: Kept<T>[]
  readonly stop: AbortController
  /** When its questions are no longer joined: it may hang. */
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

/** Makes a batch. A failed question is not kept, and a wrong answer fails only its own question; what is kept is frozen. */
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
          // Also when older answers were forgotten meanwhile: this one is of the newest revision.
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

  /** A caller has its answer, or has left. */
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
      // Whoever waits for an answer still gets it; nobody after does.
      kept.clear()
    },
  }
}

function hasEnded(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}
