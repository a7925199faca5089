import type { RevisionEvent } from '../../http/wire.ts'

/** The most references in one event. */
const mostRefs = 1000

/** A follower that has read nothing for this many heartbeats is disconnected. */
const mostMissedBeats = 3

export interface EventStreamOptions {
  readonly heartbeatMs: number
  /** Ends the stream. */
  readonly signal: AbortSignal
  /** Sends events until the signal aborts. */
  readonly follow: (tell: (event: RevisionEvent) => void) => Promise<void>
  /** Called once, when the stream can no longer be read. */
  readonly onEnd: () => void
}

/**
 * Server-sent events of type `revision`, with periodic comments as heartbeats. A follower has at most one unread event and one more, into
 * which later ones are merged. A follower that reads nothing for three heartbeats is disconnected.
 */
export function eventStream({ heartbeatMs, signal, follow, onEnd }: EventStreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let waiting: RevisionEvent | undefined
  let missedBeats = 0
  let hasEnded = false
  let beat: ReturnType<typeof setInterval> | undefined
  /** Ends the stream once; `close` decides what the reader sees. */
  const end = (close: () => void): void => {
    if (hasEnded) return
    hasEnded = true
    waiting = undefined
    clearInterval(beat)
    close()
    onEnd()
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text))
      const isRead = (): boolean => (controller.desiredSize ?? 0) > 0
      beat = setInterval(() => {
        missedBeats = isRead() ? 0 : missedBeats + 1
        if (missedBeats === 0) write(': alive\n\n')
        else if (missedBeats >= mostMissedBeats) end(() => controller.error(new Error('The follower stopped reading')))
      }, heartbeatMs)
      const tell = (event: RevisionEvent): void => {
        if (hasEnded) return
        // A waiting event goes first.
        if (waiting === undefined && isRead()) write(written(event))
        else waiting = waiting === undefined ? event : merge(waiting, event)
      }
      const close = (): void => end(() => controller.close())
      signal.addEventListener('abort', close, { once: true })
      if (signal.aborted) return close()
      follow(tell).then(close, close)
    },
    pull(controller) {
      missedBeats = 0
      if (waiting === undefined) return
      const event = waiting
      waiting = undefined
      controller.enqueue(encoder.encode(written(event)))
    },
    cancel() {
      end(() => {})
    },
  })
}

/** Merges two events: the later revision, and the references of both, if both have them. */
function merge(earlier: RevisionEvent, { revision, refs }: RevisionEvent): RevisionEvent {
  if (earlier.refs === undefined || refs === undefined) return { revision }
  const both = [...new Set([...earlier.refs, ...refs])]
  return both.length > mostRefs ? { revision } : { revision, refs: both }
}

function written({ revision, refs }: RevisionEvent): string {
  const event: RevisionEvent = refs === undefined || refs.length > mostRefs ? { revision } : { revision, refs }
  return `event: revision\nid: ${revision}\ndata: ${JSON.stringify(event)}\n\n`
}
