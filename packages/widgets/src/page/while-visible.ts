/**
 * Runs the work while the page is visible: its signal aborts when the page is hidden, closed or put into the back/forward cache, and the work starts again when
 * the page is shown. Everything ends when `signal` aborts.
 */
export function whileVisible(signal: AbortSignal, work: (visible: AbortSignal) => Promise<void>): void {
  let current: AbortController | undefined
  const look = (event?: Event): void => {
    const isVisible = !signal.aborted && event?.type !== 'pagehide' && document.visibilityState === 'visible'
    if (isVisible === (current !== undefined)) return
    if (isVisible) {
      current = new AbortController()
      void work(current.signal)
    } else {
      current?.abort()
      current = undefined
    }
  }
  document.addEventListener('visibilitychange', look, { signal })
  window.addEventListener('pagehide', look, { signal })
  window.addEventListener('pageshow', look, { signal })
  signal.addEventListener('abort', () => look(), { once: true })
  look()
}
