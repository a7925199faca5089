/**
 * A request that others join: who comes soon while it is under way, and everybody once it has an answer. Who comes later than `joinMs` asks again instead of
 * waiting for a request that may hang. A failure is not kept.
 */
export function joinable<T>(ask: () => Promise<T>, joinMs: number): () => Promise<T> {
  let latest: { readonly answer: Promise<T>; joinUntil: number } | undefined
  return () => {
    if (latest !== undefined && Date.now() <= latest.joinUntil) return latest.answer
    const request = { answer: ask(), joinUntil: Date.now() + joinMs }
    latest = request
    request.answer.then(
      () => {
        request.joinUntil = Infinity
      },
      () => {
        if (latest === request) latest = undefined
      },
    )
    return request.answer
  }
}
