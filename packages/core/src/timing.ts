/** The longest delay of a timer: a longer one would fire immediately. */
const longestMs = 2 ** 31 - 1

/** Waits without keeping a process alive; ends early, quietly, when the signal aborts. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, Math.min(delayMs, longestMs))
    if (typeof timer === 'object') timer.unref()
    signal.addEventListener('abort', end)
  })
}

/** Waits for the promise, but not longer than the delay. */
export async function atMost(delayMs: number, promise: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, delayMs)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
