/**
 * A request that callers share: soon after it started, and once it has an answer. Callers that come later than `joinMs` send a new request
 * instead of waiting for one that may hang. A failure is not kept.
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
