import type { HealthResponse } from '../../http/wire.ts'
import { json } from '../reply.ts'
import type { Operation } from '../route.ts'

/** `GET /health`: answers 200 while the portal answers at all; `status` tells whether every source can be read. */
export const reportHealth: Operation = {
  parameters: {},
  answer({ portal, graph }) {
    const { sources } = portal.catalog
    const isDegraded = sources.some(({ state }) => state === 'stale' || state === 'failed')
    const answer: HealthResponse = { status: isDegraded ? 'degraded' : 'ok', revision: graph.revision, entities: graph.nodes.size, sources }
    return json(answer, { 'cache-control': 'no-store' })
  },
}
