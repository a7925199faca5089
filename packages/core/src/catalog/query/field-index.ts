import type { Entity } from '../../entity.ts'
import type { CatalogGraph, CatalogNode } from '../graph.ts'
import { searchRows, type SearchRow, type SearchRows } from './search-rows.ts'

/** The values of one dot path over all entities. Positions are those of `CatalogGraph.sorted`. */
export interface FieldIndex {
  /** By position; `undefined` where the entity lacks the field. */
  readonly rows: readonly (readonly SearchRow[] | undefined)[]
  /** The positions of the entities that have the field, ascending. */
  readonly present: readonly number[]
  /** The positions of each value, ascending, each once. */
  readonly byValue: ReadonlyMap<string, readonly number[]>
}

const indexes = new WeakMap<CatalogGraph, Map<string, FieldIndex>>()

/** Rows of an entity, with the relations they were made for. They outlive a graph, as untouched entities do. */
const known = new WeakMap<Entity, { readonly relations: CatalogNode['relations']; readonly rows: SearchRows }>()

/** The index of a field. Made on first use for each graph, from rows that are made once for each entity. */
export function fieldIndex(graph: CatalogGraph, path: string): FieldIndex {
  let fields = indexes.get(graph)
  if (fields === undefined) indexes.set(graph, (fields = new Map()))
  const key = path.toLowerCase()
  let index = fields.get(key)
  if (index === undefined) {
    index = buildIndex(graph, key)
    // What is asked for comes from outside: a stream of invented fields must not fill the memory.
    if (fields.size < 500) fields.set(key, index)
  }
  return index
}

/** The rows of an entity. */
export function rowsOf(node: CatalogNode): SearchRows {
  const { entity } = node.descriptor
  const { relations } = node
  const found = known.get(entity)
  if (found?.relations === relations) return found.rows
  const rows = searchRows(node)
  known.set(entity, { relations, rows })
  return rows
}

function buildIndex(graph: CatalogGraph, key: string): FieldIndex {
  const rows: (readonly SearchRow[] | undefined)[] = Array.from({ length: graph.sorted.length })
  const present: number[] = []
  const byValue = new Map<string, number[]>()
  for (const [position, node] of graph.sorted.entries()) {
    const found = rowsOf(node).get(key)
    if (found === undefined) continue
    rows[position] = found
    present.push(position)
    for (const { value } of found) {
      if (value === null) continue
      const list = byValue.get(value)
      if (list === undefined) byValue.set(value, [position])
      else if (list.at(-1) !== position) list.push(position)
    }
  }
  return { rows, present, byValue }
}
