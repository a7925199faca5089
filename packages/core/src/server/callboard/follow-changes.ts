import { diffGraphs } from '../../catalog/diff.ts'
import type { CatalogGraph } from '../../catalog/graph.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { RevisionEvent } from '../../http/wire.ts'
import type { Operation, RouteContext } from '../route.ts'

const mostRefs = 1000

/** Who follows a handler's changes, and how many may. */
export interface Followers {
  readonly most: number
  readonly heartbeatMs: number
  readonly streams: Set<AbortController>
}

/** `GET /changes`: server-sent events of type `revision`; the first at once. */
export function followChanges({ most, heartbeatMs, streams }: Followers): Operation {
  return {
    parameters: {},
    answer(context) {
      if (streams.size >= most)
        throw new HttpProblem('ServiceUnavailableError', 'Too many pages follow this portal already; ask again later')
      const headers = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
      const type = 'text/event-stream; charset=utf-8'
      // Nobody would read the stream, so nobody would end it.
      if (context.request.method === 'HEAD') return { status: 200, type, headers }
      const stop = new AbortController()
      streams.add(stop)
      const end = (): void => {
        stop.abort()
        streams.delete(stop)
      }
      context.request.signal.addEventListener('abort', end, { once: true })
      if (context.request.signal.aborted) end()
      return { status: 200, type, headers, body: eventStream(context, stop.signal, heartbeatMs, end) }
    },
  }
}

function eventStream(context: RouteContext, signal: AbortSignal, heartbeatMs: number, end: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let beat: ReturnType<typeof setInterval> | undefined
  let isCancelled = false
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text))
      }
      const tell = (event: RevisionEvent): void => write(`event: revision\nid: ${event.revision}\ndata: ${JSON.stringify(event)}\n\n`)
      beat = setInterval(() => write(': alive\n\n'), heartbeatMs)
      void follow(context, signal, tell)
        .catch(() => {})
        .finally(() => {
          clearInterval(beat)
          if (!isCancelled) controller.close()
          end()
        })
    },
    cancel() {
      isCancelled = true
      clearInterval(beat)
      end()
    },
  })
}

async function follow({ portal, see }: RouteContext, signal: AbortSignal, tell: (event: RevisionEvent) => void): Promise<void> {
  const changes = portal.catalog.changes({ signal })
  const first = portal.catalog.snapshot.internals
  let seen: CatalogGraph = await see(first)
  let isWhole = seen === first
  tell({ revision: seen.revision })
  for await (const { diff } of changes) {
    const whole = portal.catalog.snapshot.internals
    const now = await see(whole)
    if (now.revision === seen.revision) continue
    // An entity that somebody may see can have changed by a relation to one that they may not.
    const { changes: visible } = isWhole && now === whole ? diff : diffGraphs(seen, now)
    seen = now
    isWhole = now === whole
    if (visible.length === 0 && diff.changes.length > 0) continue
    const refs = visible.map(({ ref }) => ref)
    tell(refs.length > mostRefs ? { revision: now.revision } : { revision: now.revision, refs })
  }
}
