import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { indexField, type FieldIndex } from './index-field.ts'
import { addNodes, noNodes, type NodeSet } from './node-set.ts'
import { movesBetween, patchField, type Moves } from './patch-field.ts'
import { sortField, type FieldSorting } from './sort-field.ts'

/** The indexes of the fields of one graph that were queried. */
export interface FieldIndexes {
  readonly nodes: readonly CatalogNode[]
  /** Those created so far. */
  readonly fields: ReadonlyMap<string, FieldIndex>
  /** The index of a path, in any letter case. */
  field(path: string): FieldIndex
  sorting(path: string, order: 'asc' | 'desc'): FieldSorting
}

// Further fields are indexed again for each query: queries come from outside, and memory is limited.
const mostFields = 500
const nothing: readonly number[] = []
const indexes = new WeakMap<CatalogGraph, FieldIndexes>()

/** The indexes of a graph. Each is created on first use and lives as long as the graph. */
export function fieldIndexes(graph: CatalogGraph): FieldIndexes {
  let index = indexes.get(graph)
  if (index === undefined) indexes.set(graph, (index = makeIndex(graph.sorted, patchOf(graph))))
  return index
}

/** The indexes of the earlier graph, and how to update them. */
interface Patch {
  readonly fields: ReadonlyMap<string, FieldIndex>
  readonly moves: Moves
}

function patchOf(graph: CatalogGraph): Patch | undefined {
  const earlier = graph.since?.graph.deref()
  const before = earlier === undefined ? undefined : indexes.get(earlier)
  if (before === undefined || before.fields.size === 0) return undefined
  return { fields: new Map(before.fields), moves: movesBetween(before.nodes, graph) }
}

/** The entities with a value in a field, or with the field at all when no value is given. */
export function nodesWith({ nodes }: FieldIndexes, { byValue, present }: FieldIndex, value?: string): NodeSet {
  return addNodes(noNodes(nodes.length), value === undefined ? present : (byValue.get(value) ?? nothing))
}

function makeIndex(nodes: readonly CatalogNode[], patch: Patch | undefined): FieldIndexes {
  const fields = new Map<string, FieldIndex>()
  const sortings = new Map<string, FieldSorting>()
  const remember = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    let found = map.get(key)
    if (found === undefined) {
      if (map.size >= mostFields) map.clear()
      map.set(key, (found = make()))
    }
    return found
  }
  const field = (path: string): FieldIndex => {
    const key = path.toLowerCase()
    return remember(fields, key, () => {
      const before = patch?.fields.get(key)
      return patch === undefined || before === undefined ? indexField(nodes, key) : patchField(before, patch.moves, nodes, key)
    })
  }
  return {
    nodes,
    fields,
    field,
    sorting: (path, order) => remember(sortings, `${order} ${path.toLowerCase()}`, () => sortField(field(path), order, nodes.length)),
  }
}
