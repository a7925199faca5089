import type { CatalogGraph } from '../graph.ts'
import type { OrderField } from '../types.ts'
import { fieldIndex } from './field-index.ts'

/** What an entity is sorted by: its value of each order field, then its reference. `null` where it lacks the field. */
export type SortKey = readonly (string | number | null)[]

/** Gives the sort key of a position. Of several values, the first one in the direction of the order counts. */
export function sortKeys(graph: CatalogGraph, order: readonly OrderField[]): (position: number) => SortKey {
  const columns = order.map(({ field, order: direction }) => ({ rows: fieldIndex(graph, field).rows, descending: direction === 'desc' }))
  return position => columns.map(({ rows, descending }) => {
    const values = (rows[position] ?? []).flatMap(({ value }) => (value === null ? [] : [comparable(value)]))
    values.sort(compareValues)
    return (descending ? values.at(-1) : values[0]) ?? null
  })
}

/** Compares by each field in its direction. Whatever the direction, an entity without a field comes after those that have it. */
export function compareKeys(a: SortKey, b: SortKey, order: readonly OrderField[]): number {
  for (const [i, { order: direction }] of order.entries()) {
    const [left, right] = [a[i] ?? null, b[i] ?? null]
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      continue
    }
    const difference = compareValues(left, right)
    if (difference !== 0) return direction === 'desc' ? -difference : difference
  }
  return 0
}

/** Numbers, also in quotes as annotations are, sort as numbers and before texts. */
function comparable(value: string): string | number {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(value) ? Number(value) : value
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
