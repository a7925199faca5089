import type { HealthResponse } from '../../http/wire.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

/** `GET /health`: 200 as long as the portal answers; `status` says whether every source can be read. */
export const reportHealth: Operation = {
  parameters: {},
  answer({ portal, graph, isLimited }) {
    const { sources: all, snapshot } = portal.catalog
    const isWhole = graph.nodes.size === snapshot.internals.nodes.size
    const counts = isWhole ? undefined : Map.groupBy(graph.sorted, node => node.descriptor.source)
    const seen = counts === undefined ? all : all.map(source => ({ ...source, entities: counts.get(source.name)?.length ?? 0 }))
    // The time of the last reading would reveal changes that the caller may not see.
    const sources = isLimited ? seen.map(source => ({ ...source, readAt: undefined })) : seen
    // While a source is read again, its state is `refreshing`; the reason is kept until a reading succeeds.
    const isDegraded = sources.some(({ because }) => because !== undefined)
    const answer: HealthResponse = { status: isDegraded ? 'degraded' : 'ok', revision: graph.revision, entities: graph.nodes.size, sources }
    return json(answer, { 'cache-control': 'no-store' })
  },
}
