import { compareText } from '../../compare-text.ts'
import type { CatalogNode } from '../graph/graph.ts'
import { fieldRows } from './field-rows.ts'

/** The values of one field and the entities with each. Positions are those in `graph.sorted`, ascending. */
export interface FieldIndex {
  /** Entities that have the field, with any value. */
  readonly present: readonly number[]
  /** Positions by lowercase value. */
  readonly byValue: ReadonlyMap<string, readonly number[]>
  /** Positions by value as written: for facets. */
  readonly byOriginal: ReadonlyMap<string, readonly number[]>
  /** Every value in lowercase, sorted by code points. */
  readonly values: readonly string[]
  /** Entities with a row that has no value: null, or too long. */
  readonly empty: readonly number[]
  /** Values too long to be compared, in lowercase: for text search. */
  readonly long: readonly { readonly position: number; readonly text: string }[]
}

/** Reads one field of every entity. */
export function indexField(nodes: readonly CatalogNode[], field: string): FieldIndex {
  const present: number[] = []
  const byValue = new Map<string, number[]>()
  const byOriginal = new Map<string, number[]>()
  const empty: number[] = []
  const long: { position: number; text: string }[] = []
  for (const [position, node] of nodes.entries()) {
    const rows = fieldRows(node, field)
    if (rows.length > 0) present.push(position)
    for (const row of rows) {
      if (row.value !== null) push(byValue, row.value, position)
      else if (empty.at(-1) !== position) empty.push(position)
      if (row.original !== null) push(byOriginal, row.original, position)
      if (row.long !== undefined) long.push({ position, text: row.long })
    }
  }
  let values: readonly string[] | undefined
  return {
    present,
    byValue,
    byOriginal,
    empty,
    long,
    get values() {
      return (values ??= [...byValue.keys()].sort(compareText))
    },
  }
}

function push(map: Map<string, number[]>, key: string, position: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [position])
  else list.push(position)
}
