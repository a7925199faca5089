import type { CatalogSnapshot } from './catalog-reads.ts'
import type { CatalogChange } from './catalog.ts'

/** Notifies followers of each new snapshot. */
export interface ChangeFeed {
  notify(): void
  /** Every change from now on, until the signal aborts. A busy follower gets one change for all it missed. */
  follow(signal: AbortSignal): AsyncIterable<CatalogChange>
}

/** Creates the feed of one catalog. */
export function changeFeed(current: () => CatalogSnapshot): ChangeFeed {
  const waiting = new Set<() => void>()
  const nextSwap = (signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const end = (): void => {
        waiting.delete(end)
        signal.removeEventListener('abort', end)
        resolve()
      }
      waiting.add(end)
      signal.addEventListener('abort', end)
    })
  async function* changesSince(start: CatalogSnapshot, signal: AbortSignal): AsyncGenerator<CatalogChange, void, undefined> {
    let last = start
    while (!signal.aborted) {
      const now = current()
      if (now.revision === last.revision) await nextSwap(signal)
      else {
        const diff = now.diff(last)
        last = now
        yield { revision: now.revision, diff, sources: now.sources }
      }
    }
  }
  return {
    notify() {
      for (const wake of [...waiting]) wake()
    },
    follow: signal => changesSince(current(), signal),
  }
}
