import type { Client } from '@callboard/core/client'
import { electLeader } from './elect-leader.ts'
import { answered } from './keep-asking.ts'
import { openChannel, mayHoldStream } from './share-connection.ts'
import { watchRevision } from './watch-revision.ts'
import { whileVisible } from './while-visible.ts'

export interface FollowOptions {
  readonly client: Client
  /** The page made the client itself: it may ask as somebody else than other pages do. */
  readonly isOwn: boolean
  /** The revision that the page shows. */
  readonly known: string | undefined
  /** Ends it. */
  readonly signal: AbortSignal
  /** Called for each other revision. */
  readonly tell: () => void
}

/**
 * Tells when a portal has another revision, for as long as the page is visible; a hidden page holds nothing. Pages of one origin share this: one of them
 * watches the portal and tells the others, which then ask for themselves.
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
    // What happened while nothing was followed.
    check()
  })
}

/** Runs the work once at a time: asked for meanwhile, it runs once more after that. */
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
