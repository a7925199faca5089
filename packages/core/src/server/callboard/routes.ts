import { callboardRoot } from '../roots.ts'
import type { Stage } from '../stage.ts'
import { queryCatalog, countFacetValues } from './ask-catalog.ts'
import { findEntities } from './find-entities.ts'
import { followChanges } from './follow-changes.ts'
import { drawGraph } from './draw-graph.ts'
import { ownersByBody, ownersByParameters } from './owners.ts'
import { reportHealth } from './report-health.ts'

/** Callboard's own API. */
export const callboardStage: Stage = {
  root: callboardRoot,
  routes: ({ options: { maxFollowers, heartbeatMs } }) => [
    { pattern: '/owners', methods: { GET: ownersByParameters, POST: ownersByBody }, isForEmbeds: true },
    { pattern: '/entities', methods: { POST: findEntities }, isForEmbeds: true },
    { pattern: '/query', methods: { POST: queryCatalog } },
    { pattern: '/facets', methods: { POST: countFacetValues } },
    { pattern: '/graph', methods: { GET: drawGraph } },
    { pattern: '/health', methods: { GET: reportHealth } },
    { pattern: '/changes', methods: { GET: followChanges({ maxFollowers, heartbeatMs }) }, isForEmbeds: true },
  ],
}
