import type { CatalogGraph } from '../graph/graph.ts'
import type { OwnerAnswer } from './types.ts'
import { contactsOf } from './contacts.ts'
import { summarizeOwner } from './owner-summary.ts'

/** The groups above an owner with their contacts, nearest first, each once. A user's own groups come first. */
export function escalationOf(graph: CatalogGraph, owner: string): OwnerAnswer['escalation'] {
  const seen = new Set([owner])
  const found: OwnerAnswer['escalation'][number][] = []
  let level = [owner]
  while (level.length > 0) {
    const above: string[] = []
    for (const ref of level) {
      const node = graph.nodes.get(ref)
      for (const parent of node?.targets(ref.startsWith('user:') ? 'memberOf' : 'childOf') ?? []) {
        if (seen.has(parent)) continue
        seen.add(parent)
        above.push(parent)
        const entity = graph.nodes.get(parent)?.descriptor.entity
        found.push({ ...summarizeOwner(graph, parent), reach: entity === undefined ? [] : contactsOf(entity) })
      }
    }
    level = above
  }
  return found
}
