import type { Client } from '@callboard/core/client'
import { pause } from './keep-asking.ts'

/** How often a portal is polled without a stream. Milliseconds. */
const often = 2500
/** How often it is polled in addition to a stream, which may be lost silently. */
const seldom = 30_000
/** A stream that sends nothing for this long after the request is given up. */
const patience = 8000

export interface WatchOptions {
  readonly client: Client
  readonly holdsStream: boolean
  readonly signal: AbortSignal
  /** Called with every revision that is received, even if it is the same again. */
  readonly tell: (revision: string | undefined) => void
}

/** Reports the revisions of a portal until the signal aborts: from its stream of changes, if allowed and working, else by polling, one request at a time. */
export async function watchRevision({ client, holdsStream, signal, tell }: WatchOptions): Promise<void> {
  const stream = holdsStream ? openStream(client, signal, tell) : undefined
  if (stream !== undefined) await Promise.race([stream.first, pause(patience, 0, signal)])
  if (stream?.isLive === true) await pause(seldom, 0, signal)
  else stream?.stop()
  for (let failures = 0; !signal.aborted; await pause(stream?.isLive === true ? seldom : often, failures, signal)) {
    try {
      tell(await client.checkRevision({ signal }))
      failures = 0
    } catch {
      failures++
    }
  }
}

interface RevisionStream {
  readonly isLive: boolean
  /** Resolves when it has sent something, or has ended. */
  readonly first: Promise<void>
  stop(): void
}

function openStream(client: Client, signal: AbortSignal, tell: WatchOptions['tell']): RevisionStream {
  const own = new AbortController()
  signal.addEventListener('abort', () => own.abort(), { once: true })
  if (signal.aborted) own.abort()
  const first = Promise.withResolvers<void>()
  const stream = { isLive: false, first: first.promise, stop: () => own.abort() }
  const read = async (): Promise<void> => {
    try {
      for await (const { revision } of client.changes({ signal: own.signal })) {
        if (own.signal.aborted) break
        stream.isLive = true
        first.resolve()
        tell(revision)
      }
    } catch {
      // Polling replaces it.
    }
    stream.isLive = false
    first.resolve()
  }
  void read()
  return stream
}
