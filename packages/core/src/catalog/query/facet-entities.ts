import { CallboardError } from '../../errors.ts'
import type { CatalogGraph } from '../graph/graph.ts'
import type { FacetQuery, FacetValue, Predicate } from './types.ts'
import { hasNode, type NodeSet } from './node-set.ts'
import { allOf, filterToPredicate, findNodes, type PredicateOptions } from './predicate.ts'
import { fieldIndexes } from './field-index.ts'

/** For each field, its values and how many entities have each, sorted by value. Throws `invalid-query`. */
export function facetEntities(
  graph: CatalogGraph,
  { facets, filter, predicate }: FacetQuery,
): Readonly<Record<string, readonly FacetValue[]>> {
  if (!Array.isArray(facets) || !facets.every(facet => typeof facet === 'string'))
    throw new CallboardError('invalid-query', '`facets` must be a list of dot paths')
  const parts = [...(filter === undefined ? [] : [filterToPredicate(filter)]), ...(predicate === undefined ? [] : [predicate])]
  return countFacets(graph, facets, allOf(parts))
}

/** The facets of the entities that match one predicate. */
export function countFacets(
  graph: CatalogGraph,
  facets: readonly string[],
  predicate: Predicate | undefined,
  options: PredicateOptions = {},
): Readonly<Record<string, readonly FacetValue[]>> {
  if (facets.length > 100)
    throw new CallboardError('invalid-query', `At most 100 facets can be requested at once, not ${String(facets.length)}`)
  const index = fieldIndexes(graph)
  const within = predicate === undefined ? undefined : findNodes(index, predicate, options)
  return Object.fromEntries(
    [...new Set(facets)].map(facet => {
      const counted: FacetValue[] = []
      for (const [value, positions] of index.field(facet).byOriginal) {
        const count = countWithin(positions, within)
        if (count > 0) counted.push({ value, count })
      }
      return [facet, counted.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))]
    }),
  )
}

function countWithin(positions: readonly number[], within: NodeSet | undefined): number {
  if (within === undefined) return positions.length
  let count = 0
  for (const position of positions) if (hasNode(within, position)) count++
  return count
}
