import type { FieldIndex } from './index-field.ts'

/** The entities sorted by one field. */
export interface FieldSorting {
  /** The rank of each position; equal values share a rank, and entities without the field have the last. */
  readonly ranks: Uint32Array
  /** The value at a rank; `null` at the last, which has none. */
  valueAt(rank: number): string | null
  /** The rank of a value; half a rank before the next one when no entity has it. */
  rankOf(value: string | null): number
}

const lacking = 0xffffffff

/** Sorts the entities by one field. Of several values, the first in the order counts. Numbers come before strings and sort as numbers. */
export function sortField({ byValue }: FieldIndex, order: 'asc' | 'desc', size: number): FieldSorting {
  const ranks = new Uint32Array(size).fill(lacking)
  const turn = order === 'desc' ? -1 : 1
  const byOrder = (a: SortValue, b: SortValue): number => turn * byNumberThenText(a, b)
  const values = [...byValue.keys()].map(sortValue).sort(byOrder)
  for (const [rank, { text }] of values.entries()) {
    for (const position of byValue.get(text) ?? []) if (ranks[position] === lacking) ranks[position] = rank
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
