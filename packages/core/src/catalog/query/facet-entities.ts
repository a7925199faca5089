import type { CatalogGraph } from '../graph.ts'
import type { FacetQuery, FacetValue } from '../types.ts'
import { fieldIndex } from './field-index.ts'
import { selectEntities } from './select-entities.ts'

/** How often each value of each field occurs among the entities that hold: the commonest first, then by value. Values keep the case they were written in. */
export function facetEntities(graph: CatalogGraph, query: FacetQuery): Readonly<Record<string, readonly FacetValue[]>> {
  const { facets, filter, predicate } = query
  const positions = selectEntities(graph, { filter, predicate }).positions()
  return Object.fromEntries(facets.map(facet => {
    const { rows } = fieldIndex(graph, facet)
    const counts = new Map<string, number>()
    for (const position of positions) {
      for (const { original } of rows[position] ?? []) {
        if (original !== null) counts.set(String(original), (counts.get(String(original)) ?? 0) + 1)
      }
    }
    const values = [...counts].map(([value, count]) => ({ value, count }))
    return [facet, values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))]
  }))
}
