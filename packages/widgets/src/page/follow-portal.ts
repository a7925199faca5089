import type { Client } from '@callboard/core/client'
import { electLeader } from './elect-leader.ts'
import { answered } from './keep-asking.ts'
import { openChannel, mayHoldStream } from './share-connection.ts'
import { watchRevision } from './watch-revision.ts'
import { whileVisible } from './while-visible.ts'

export interface FollowOptions {
  readonly client: Client
  /** The page created the client itself: it may act for a different user than other pages. */
  readonly isOwn: boolean
  /** The revision of the data on the page. */
  readonly known: string | undefined
  /** Stops following when aborted. */
  readonly signal: AbortSignal
  /** Called for each new revision. */
  readonly tell: () => void
}

/**
 * Reports new revisions of a portal while the page is visible; a hidden page holds no connection. Pages of one origin share the work: one of them
 * watches the portal and notifies the others, which then send their own requests.
 */
export function followPortal({ client, isOwn, known, signal, tell }: FollowOptions): void {
  let shown = known
  const show = (revision: string | undefined): void => {
    if (revision === undefined || revision === shown) return
    shown = revision
    tell()
  }
  whileVisible(signal, async visible => {
    if ((await answered(() => client.type(), visible)) !== 'handler') return
    const channel = isOwn ? undefined : openChannel(client.src)
    const holdsStream = mayHoldStream(client.src, channel !== undefined)
    if (channel === undefined) return watchRevision({ client, holdsStream, signal: visible, tell: show })
    const check = joined(async () => show(await answered(() => client.checkRevision({ signal: visible }), visible)))
    electLeader({
      channel,
      signal: visible,
      heed: check,
      lead: (leading, changed) => {
        let last: string | undefined
        const pass = (revision: string | undefined): void => {
          show(revision)
          if (revision !== last) changed()
          last = revision
        }
        void watchRevision({ client, holdsStream, signal: leading, tell: pass })
      },
    })
    // For changes while nothing was followed.
    check()
  })
}

/** Runs one piece of work at a time; if requested in the meantime, it runs once more afterwards. */
function joined(work: () => Promise<void>): () => void {
  let wanted = 0
  return () => {
    if (wanted++ > 0) return
    void (async () => {
      for (let done = 0; done < wanted;) {
        done = wanted
        await work()
      }
      wanted = 0
    })()
  }
}
