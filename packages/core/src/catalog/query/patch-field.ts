import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { compareText } from '../../compare-text.ts'
import { fieldRows } from './field-rows.ts'
import type { FieldIndex } from './index-field.ts'

/** How positions changed since an earlier graph. */
export interface Moves {
  /** For each earlier position, the current one; -1 for nodes that were removed or rebuilt. */
  readonly to: Int32Array
  /** Earlier positions below this one did not change. */
  readonly firstMoved: number
  /** The current positions of new nodes, ascending. */
  readonly fresh: readonly number[]
}

/** Compares the order of two graphs; the later one knows what changed. */
export function movesBetween(before: readonly CatalogNode[], graph: CatalogGraph): Moves {
  const now = graph.sorted
  const to = new Int32Array(before.length).fill(-1)
  const fresh: number[] = []
  let firstMoved = before.length
  let from = 0
  for (const [position, node] of now.entries()) {
    while (from < before.length && before[from] !== node && (before[from]?.ref ?? '') <= node.ref) firstMoved = Math.min(firstMoved, from++)
    if (before[from] === node) {
      if (from !== position) firstMoved = Math.min(firstMoved, from)
      to[from++] = position
    } else fresh.push(position)
  }
  return { to, firstMoved: Math.min(firstMoved, from), fresh }
}

/** The index of a field as `indexField` would create it, from that of an earlier graph: reads only new nodes. */
export function patchField(before: FieldIndex, moves: Moves, nodes: readonly CatalogNode[], field: string): FieldIndex {
  const added: { readonly present: number[]; readonly empty: number[]; readonly long: { position: number; text: string }[] } = {
    present: [],
    empty: [],
    long: [],
  }
  const values = new Map<string, number[]>()
  const originals = new Map<string, number[]>()
  for (const position of moves.fresh) {
    const node = nodes[position]
    const rows = node === undefined ? [] : fieldRows(node, field)
    if (rows.length > 0) added.present.push(position)
    for (const row of rows) {
      if (row.value !== null) push(values, row.value, position)
      else if (added.empty.at(-1) !== position) added.empty.push(position)
      if (row.original !== null) push(originals, row.original, position)
      if (row.long !== undefined) added.long.push({ position, text: row.long })
    }
  }
  const long = before.long.flatMap(({ position, text }) =>
    (moves.to[position] ?? -1) < 0 ? [] : [{ position: moves.to[position] ?? 0, text }],
  )
  const byValue = patchLists(before.byValue, values, moves)
  let sorted: readonly string[] | undefined
  return {
    present: patchList(before.present, added.present, moves),
    empty: patchList(before.empty, added.empty, moves),
    byValue,
    byOriginal: patchLists(before.byOriginal, originals, moves),
    long: [...long, ...added.long].sort((a, b) => a.position - b.position),
    get values() {
      return (sorted ??= [...byValue.keys()].sort(compareText))
    },
  }
}

const none: readonly number[] = []

function patchLists(
  before: ReadonlyMap<string, readonly number[]>,
  added: Map<string, number[]>,
  moves: Moves,
): ReadonlyMap<string, readonly number[]> {
  const after = new Map<string, readonly number[]>()
  for (const [value, list] of before) {
    const patched = patchList(list, added.get(value) ?? none, moves)
    if (patched.length > 0) after.set(value, patched)
  }
  for (const [value, list] of added) if (!after.has(value)) after.set(value, list)
  return after
}

/** The earlier positions, moved, merged with the new ones, ascending. */
function patchList(before: readonly number[], added: readonly number[], { to, firstMoved }: Moves): readonly number[] {
  if (added.length === 0 && (before.at(-1) ?? -1) < firstMoved) return before
  const after: number[] = []
  let next = 0
  for (const position of before) {
    const moved = to[position] ?? -1
    if (moved < 0) continue
    for (let fresh = added[next]; fresh !== undefined && fresh < moved; fresh = added[++next]) after.push(fresh)
    after.push(moved)
  }
  for (; next < added.length; next++) after.push(added[next] ?? 0)
  return after
}

function push(map: Map<string, number[]>, key: string, position: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [position])
  else list.push(position)
}
