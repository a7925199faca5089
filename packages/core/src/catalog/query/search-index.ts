import type { CatalogGraph, CatalogNode } from '../graph.ts'
import { fieldRows } from './field-rows.ts'
import { addNodes, noNodes, type NodeSet } from './node-set.ts'
import { movesBetween, patchField, type Moves } from './patch-field.ts'

/** One field of every entity: which entities have which value. Positions are those of `graph.sorted`, rising. */
export interface FieldIndex {
  /** Entities that have the field, whatever it holds. */
  readonly present: readonly number[]
  /** By value in lower case. */
  readonly byValue: ReadonlyMap<string, readonly number[]>
  /** By value as written: for facets. */
  readonly byOriginal: ReadonlyMap<string, readonly number[]>
  /** Every value in lower case, sorted. */
  readonly values: readonly string[]
  /** Entities with a row that has no value: null, or too long. */
  readonly empty: readonly number[]
  /** Values too long to be compared, in lower case: for text search. */
  readonly long: readonly { readonly position: number; readonly text: string }[]
}

/** The fields of one graph that somebody asked about. */
export interface SearchIndex {
  readonly nodes: readonly CatalogNode[]
  /** Those made so far. */
  readonly fields: ReadonlyMap<string, FieldIndex>
  /** Any letter case. */
  field(path: string): FieldIndex
  /** For each position, its place when sorted by a field; equal values share a place, and what lacks the field has the last. */
  ranks(path: string, order: 'asc' | 'desc'): Uint32Array
}

// Fields beyond these are made again when they are asked again: questions come from outside, memory does not.
const mostFields = 500
const nothing: readonly number[] = []
const indexes = new WeakMap<CatalogGraph, SearchIndex>()

/** The index of a graph. Each field is made on first use, and kept as long as the graph is. */
export function searchIndex(graph: CatalogGraph): SearchIndex {
  let index = indexes.get(graph)
  if (index === undefined) indexes.set(graph, (index = makeIndex(graph.sorted, patchOf(graph))))
  return index
}

/** The fields that were asked about in the graph before this one, and how to bring them up to date. */
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

/** The entities that have a value in a field; every entity with the field when no value is given. */
export function nodesWith({ nodes }: SearchIndex, { byValue, present }: FieldIndex, value?: string): NodeSet {
  return addNodes(noNodes(nodes.length), value === undefined ? present : (byValue.get(value) ?? nothing))
}

function makeIndex(nodes: readonly CatalogNode[], patch: Patch | undefined): SearchIndex {
  const fields = new Map<string, FieldIndex>()
  const ranks = new Map<string, Uint32Array>()
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
    ranks: (path, order) => remember(ranks, `${order} ${path.toLowerCase()}`, () => rankField(field(path), order, nodes.length)),
  }
}

function indexField(nodes: readonly CatalogNode[], field: string): FieldIndex {
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
      return (values ??= [...byValue.keys()].sort())
    },
  }
}

/** Of several values, the one that comes first in the order counts. Numbers come before texts, and are numbers: 9 before 10. */
function rankField({ byValue }: FieldIndex, order: 'asc' | 'desc', size: number): Uint32Array {
  const ranks = new Uint32Array(size).fill(0xffffffff)
  const values = [...byValue.keys()].map(text => ({ text, number: numberOf(text) })).sort(byNumberThenText)
  if (order === 'desc') values.reverse()
  for (const [rank, { text }] of values.entries()) {
    for (const position of byValue.get(text) ?? nothing) if (ranks[position] === 0xffffffff) ranks[position] = rank
  }
  return ranks
}

interface SortValue {
  readonly text: string
  readonly number: number | undefined
}

function numberOf(text: string): number | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

function byNumberThenText(a: SortValue, b: SortValue): number {
  if (a.number !== undefined && b.number !== undefined && a.number !== b.number) return a.number - b.number
  if ((a.number === undefined) !== (b.number === undefined)) return a.number === undefined ? 1 : -1
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
}

function push(map: Map<string, number[]>, key: string, position: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [position])
  else list.push(position)
}
