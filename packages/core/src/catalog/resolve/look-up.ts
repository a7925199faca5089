import { tryParseRef } from '../../ref.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { lowerAscii } from './lower-ascii.ts'
import { nameIndex } from './name-index.ts'

/** The entity with a reference: kind and namespace may be omitted, case does not matter, and old references resolve. */
export function lookUp(graph: CatalogGraph, text: string): CatalogNode | undefined {
  const exact = graph.nodes.get(text)
  if (exact !== undefined || text === '') return exact
  const lower = lowerAscii(text)
  const ref = tryParseRef(lower, { defaultKind: '?' })
  if (typeof ref === 'string') return undefined
  if (ref.kind !== '?') {
    const canonical = `${ref.kind}:${ref.namespace}/${ref.name}`
    return graph.nodes.get(canonical) ?? graph.nodes.get(graph.aliases.get(canonical) ?? '')
  }
  const index = nameIndex(graph)
  const namespace = lower.includes('/') ? ref.namespace : undefined
  return index.byName(ref.name, namespace)[0] ?? index.byOldName(ref.name, namespace)
}
