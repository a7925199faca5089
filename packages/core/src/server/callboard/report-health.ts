import type { HealthResponse } from '../../http/wire.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

/** `GET /health`: answers 200 while the portal answers at all; `status` tells whether every source can be read. */
export const reportHealth: Operation = {
  parameters: {},
  answer({ portal, graph, isLimited }) {
    const { sources: all, snapshot } = portal.catalog
    const isWhole = graph.nodes.size === snapshot.internals.nodes.size
    const counts = isWhole ? undefined : Map.groupBy(graph.sorted, node => node.descriptor.source)
    const seen = counts === undefined ? all : all.map(source => ({ ...source, entities: counts.get(source.name)?.length ?? 0 }))
    // When a source was read last tells of changes that the caller may not see.
    const sources = isLimited ? seen.map(source => ({ ...source, readAt: undefined })) : seen
    // While a source is read again its state is `refreshing`; the reason stays until a reading succeeds.
    const isDegraded = sources.some(({ because }) => because !== undefined)
    const answer: HealthResponse = { status: isDegraded ? 'degraded' : 'ok', revision: graph.revision, entities: graph.nodes.size, sources }
    return json(answer, { 'cache-control': 'no-store' })
  },
}
