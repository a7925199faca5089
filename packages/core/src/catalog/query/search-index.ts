import type { CatalogGraph, CatalogNode } from '../graph.ts'
import { compareText } from './compare-text.ts'
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
  /** Every value in lower case, sorted by code points. */
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
  sorting(path: string, order: 'asc' | 'desc'): FieldSorting
}

/** The entities sorted by one field. */
export interface FieldSorting {
  /** For each position, its place; equal values share a place, and what lacks the field has the last. */
  readonly ranks: Uint32Array
  /** The value at a place; `null` at the last, which has none. */
  valueAt(rank: number): string | null
  /** The place of a value; half a place before the next one when no entity has it. */
  rankOf(value: string | null): number
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
      return (values ??= [...byValue.keys()].sort(compareText))
    },
  }
}

const lacking = 0xffffffff

/** Of several values, the one that comes first in the order counts. Numbers come before texts, and are numbers: 9 before 10. */
function sortField({ byValue }: FieldIndex, order: 'asc' | 'desc', size: number): FieldSorting {
  const ranks = new Uint32Array(size).fill(lacking)
  const turn = order === 'desc' ? -1 : 1
  const byOrder = (a: SortValue, b: SortValue): number => turn * byNumberThenText(a, b)
  const values = [...byValue.keys()].map(sortValue).sort(byOrder)
  for (const [rank, { text }] of values.entries()) {
    for (const position of byValue.get(text) ?? nothing) if (ranks[position] === lacking) ranks[position] = rank
  }
  return {
    ranks,
    valueAt: rank => values[rank]?.text ?? null,
    rankOf(text) {
      if (text === null) return lacking
      const value = sortValue(text)
      const rank = values.findIndex(other => byOrder(other, value) >= 0)
      return values[rank]?.text === text ? rank : (rank === -1 ? values.length : rank) - 0.5
    },
  }
}

interface SortValue {
  readonly text: string
  readonly number: number | undefined
}

function sortValue(text: string): SortValue {
  return { text, number: /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(text) ? Number(text) : undefined }
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
