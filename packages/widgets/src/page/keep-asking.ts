const firstPause = 2500
const longestPause = 60_000

/** Waits about the usual time, longer after failures. Ends early when the signal aborts. */
export async function pause(usualMs: number, failures: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const ms = Math.min(usualMs * 2 ** failures, longestPause) * (0.9 + Math.random() / 5)
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

/** Retries until there is an answer, with increasing pauses; `undefined` when the signal aborts first. */
export async function answered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await ask()
    } catch {
      await pause(firstPause, failures, signal)
    }
  }
  return undefined
}
