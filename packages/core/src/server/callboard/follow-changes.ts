import { diffGraphs } from '../../catalog/diff.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { RevisionEvent } from '../../http/wire.ts'
import type { Operation, RouteContext } from '../route.ts'
import type { HandlerOptions } from '../types.ts'
import { eventStream } from './event-stream.ts'

/** `GET /changes`: server-sent events of type `revision`, the first immediately. Created once per handler, which counts its streams. */
export function followChanges({
  maxFollowers = 1000,
  heartbeatMs = 20_000,
}: Pick<HandlerOptions, 'maxFollowers' | 'heartbeatMs'>): Operation {
  const streams = new Set<AbortController>()
  return {
    parameters: {},
    answer(context) {
      if (streams.size >= maxFollowers)
        throw new HttpProblem('ServiceUnavailableError', 'Too many clients follow the changes of this portal; try again later')
      const headers = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
      const type = 'text/event-stream; charset=utf-8'
      // The stream would not be read, so it would never end.
      if (context.request.method === 'HEAD') return { status: 200, type, headers }
      const stop = new AbortController()
      streams.add(stop)
      const onEnd = (): void => {
        stop.abort()
        streams.delete(stop)
      }
      context.request.signal.addEventListener('abort', onEnd, { once: true })
      if (context.request.signal.aborted) onEnd()
      const { signal } = stop
      const body = eventStream({ heartbeatMs, signal, onEnd, follow: tell => follow(context, signal, tell) })
      return { status: 200, type, headers, body }
    },
  }
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
    // A visible entity may have changed by a relation to a hidden one.
    const { changes: visible } = isWhole && now === whole ? diff : diffGraphs(seen, now)
    seen = now
    isWhole = now === whole
    tell({ revision: now.revision, refs: visible.map(({ ref }) => ref) })
  }
}
