import { CallboardError } from '../../errors.ts'
import { filterExists, type CatalogQuery, type EntityFilter, type EntityFilterItem } from '../types.ts'
import type { SortKey } from './order-entities.ts'

/** What a cursor carries: the question, and the entity that the page begins after or ends before. */
export interface QueryCursor {
  readonly question: Pick<CatalogQuery, 'filter' | 'predicate' | 'fullText' | 'order'>
  readonly key: SortKey
  readonly ref: string
  readonly back: boolean
}

/** Writes a cursor as opaque text that fits into an address. */
export function encodeCursor({ question, key, ref, back }: QueryCursor): string {
  const { filter, ...rest } = question
  const packed = { ...rest, ...(filter === undefined ? {} : { filter: packFilter(filter) }) }
  const bytes = new TextEncoder().encode(JSON.stringify({ q: packed, k: key, r: ref, ...(back ? { b: 1 } : {}) }))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads a cursor back. Throws `invalid-query` for anything that `encodeCursor` has not written. */
export function decodeCursor(text: string): QueryCursor {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
    const { q, k, r, b } = JSON.parse(new TextDecoder().decode(bytes)) as { q: QueryCursor['question'] & { filter?: never }; k: SortKey; r: string; b?: 1 }
    if (typeof r !== 'string' || !Array.isArray(k) || typeof q !== 'object' || q === null) throw new TypeError('not a cursor')
    const { filter, ...rest } = q
    return { question: { ...rest, ...(filter === undefined ? {} : { filter: unpackFilter(filter) }) }, key: k, ref: r, back: b === 1 }
  } catch {
    throw new CallboardError('invalid-query', 'Malformed cursor: it was not made by this catalog')
  }
}

/** `filterExists` is a symbol, which JSON has no word for. */
function packFilter(filter: EntityFilter): unknown {
  const items = Array.isArray(filter) ? (filter as readonly EntityFilterItem[]) : [filter as EntityFilterItem]
  return items.map(item => Object.entries(item).map(([path, value]) => [path, value === filterExists ? true : value]))
}

function unpackFilter(packed: unknown): EntityFilter {
  return (packed as (readonly [string, string | readonly string[] | true])[][]).map(item =>
    Object.fromEntries(item.map(([path, value]) => [path, value === true ? filterExists : value])))
}
