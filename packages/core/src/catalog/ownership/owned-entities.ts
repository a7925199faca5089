import type { Entity } from '../../entity.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { lookUp } from '../resolve/look-up.ts'

export interface OwnedOptions {
  /** Whether to include what sub-teams and members own. @default true */
  readonly transitive?: boolean | undefined
}

/** Everything an owner owns by `spec.owner`, sorted by reference, including through sub-teams and members; cycles of groups are safe. */
export function ownedEntities(graph: CatalogGraph, ref: string, options: OwnedOptions = {}): readonly Entity[] {
  const { transitive = true } = options
  const start = lookUp(graph, ref)
  const owned = new Map<string, Entity>()
  const seen = new Set<CatalogNode>()
  const waiting = start === undefined ? [] : [start]
  for (const node of waiting) {
    if (seen.has(node)) continue
    seen.add(node)
    for (const target of node.targets('ownerOf')) {
      const entity = graph.nodes.get(target)?.entity
      if (entity !== undefined) owned.set(target, entity)
    }
    if (!transitive) break
    for (const below of [...node.targets('parentOf'), ...node.targets('hasMember')]) {
      const next = graph.nodes.get(below)
      if (next !== undefined) waiting.push(next)
    }
  }
  return [...owned].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entity]) => entity)
}
