import type { Entity } from '../entity.ts'
import type { GraphBuild } from './build-graph.ts'
import { diffGraphs } from './diff.ts'
import { graphAround } from './graph/graph-around.ts'
import type { CatalogNode } from './graph/graph.ts'
import { answerOwner } from './ownership/answer-owner.ts'
import { lookUp } from './resolve/look-up.ts'
import { ownedEntities } from './ownership/owned-entities.ts'
import { resolveEntity } from './resolve/resolve-entity.ts'
import { facetEntities } from './query/facet-entities.ts'
import { queryEntities } from './query/query-entities.ts'
import { relatedEntities } from './graph/related.ts'
import type { CatalogSnapshot } from './catalog-reads.ts'

/** The read interface of one build. */
export function showSnapshot(build: GraphBuild): CatalogSnapshot {
  const { graph } = build
  const find = (text: string): CatalogNode | undefined => graph.nodes.get(text) ?? lookUp(graph, text)
  return {
    internals: graph,
    revision: graph.revision,
    size: graph.nodes.size,
    kinds: graph.kinds,
    sources: graph.sources,
    entities: { [Symbol.iterator]: () => entitiesOf(graph.sorted) },
    get diagnostics() {
      return build.diagnostics
    },
    get: ref => find(ref)?.entity,
    resolve: query => resolveEntity(graph, query),
    origin(ref) {
      const node = find(ref)
      if (node === undefined) return undefined
      const { source, path, line, index, entity } = node.descriptor
      const location = entity.metadata.annotations?.['backstage.io/managed-by-location']
      return { source, path, line, index, ...(location === undefined ? {} : { location }) }
    },
    query: query => queryEntities(graph, query ?? {}),
    facets: query => facetEntities(graph, query),
    owner: query => answerOwner(graph, query),
    ownedBy: (ref, options) => ownedEntities(graph, ref, options),
    related: (ref, type, options) => relatedEntities(graph, find(ref)?.ref ?? ref, type, options),
    graph: (ref, options) => graphAround(graph, find(ref)?.ref ?? ref, options),
    diff: before => diffGraphs(before.internals, graph),
  }
}

function* entitiesOf(nodes: readonly CatalogNode[]): Generator<Entity, undefined, undefined> {
  for (const node of nodes) yield node.entity
  return undefined
}
