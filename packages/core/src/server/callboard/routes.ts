import type { Route } from '../route.ts'
import { queryCatalog, countFacetValues } from './ask-catalog.ts'
import { findEntities } from './find-entities.ts'
import { followChanges, type Followers } from './follow-changes.ts'
import { drawGraph } from './draw-graph.ts'
import { ownersByBody, ownersByParameters } from './owners.ts'
import { reportHealth } from './report-health.ts'

/** Callboard's own API, below `/api/callboard/v1`. */
export function callboardRoutes(followers: Followers): readonly Route[] {
  return [
    { pattern: '/owners', methods: { GET: ownersByParameters, POST: ownersByBody } },
    { pattern: '/entities', methods: { POST: findEntities } },
    { pattern: '/query', methods: { POST: queryCatalog } },
    { pattern: '/facets', methods: { POST: countFacetValues } },
    { pattern: '/graph', methods: { GET: drawGraph } },
    { pattern: '/health', methods: { GET: reportHealth } },
    { pattern: '/changes', methods: { GET: followChanges(followers) } },
  ]
}
