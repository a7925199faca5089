import { CallboardError } from '../../errors.ts'
import type { Entity } from '../../entity.ts'
import type { CatalogGraph } from '../graph.ts'
import type { CatalogQuery, OrderField, QueryResult } from '../types.ts'
import { compareKeys, sortKeys, type SortKey } from './order-entities.ts'
import { projectFields } from './project-fields.ts'
import { decodeCursor, encodeCursor } from './query-cursor.ts'
import { selectEntities } from './select-entities.ts'

/** Answers a question for many entities, by page. Without an order they come by reference. Throws `invalid-query`. */
export function queryEntities(graph: CatalogGraph, query: CatalogQuery): QueryResult {
  const { limit, offset = 0, fields } = query
  checkCount('limit', limit)
  checkCount('offset', offset)
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
  const { filter, predicate, fullText, order = [] } = cursor?.question ?? query
  const found = inOrder(graph, selectEntities(graph, { filter, predicate, fullText }).positions(), order)
  const start = cursor === undefined ? Math.min(offset, found.length) : startOf(graph, found, order, cursor, limit)
  const last = cursor?.back === true ? placeOf(graph, found, order, cursor.key, cursor.ref) : found.length
  const end = limit === undefined ? last : Math.min(start + limit, last)
  const question = { filter, predicate, fullText, order }
  const keyOf = sortKeys(graph, order)
  const cursorAt = (index: number, back: boolean): string => {
    const position = found[index] ?? 0
    return encodeCursor({ question, key: keyOf(position), ref: graph.sorted[position]?.ref ?? '', back })
  }
  return {
    items: found.slice(start, end).map(position => shown(graph, position, fields)),
    totalItems: found.length,
    ...(end < found.length && end > start ? { nextCursor: cursorAt(end - 1, false) } : {}),
    ...(start > 0 && end > start ? { prevCursor: cursorAt(start, true) } : {}),
  }
}

function shown(graph: CatalogGraph, position: number, fields: readonly string[] | undefined): Entity {
  const node = graph.sorted[position]
  if (node === undefined) throw new TypeError(`No entity at position ${String(position)}`)
  return fields === undefined || fields.length === 0 ? node.entity : projectFields(node.entity, fields)
}

function inOrder(graph: CatalogGraph, positions: readonly number[], order: readonly OrderField[]): readonly number[] {
  if (order.length === 0) return positions
  for (const { order: direction } of order) {
    if (direction !== undefined && direction !== 'asc' && direction !== 'desc') throw new CallboardError('invalid-query', `The order "${String(direction)}" is neither asc nor desc`)
  }
  const keyOf = sortKeys(graph, order)
  return positions
    .map(position => ({ position, key: keyOf(position) }))
    .sort((a, b) => compareKeys(a.key, b.key, order) || a.position - b.position)
    .map(({ position }) => position)
}

function startOf(
  graph: CatalogGraph,
  found: readonly number[],
  order: readonly OrderField[],
  cursor: { readonly key: SortKey; readonly ref: string; readonly back: boolean },
  limit: number | undefined,
): number {
  const place = placeOf(graph, found, order, cursor.key, cursor.ref)
  if (cursor.back) return limit === undefined ? 0 : Math.max(0, place - limit)
  return graph.sorted[found[place] ?? -1]?.ref === cursor.ref ? place + 1 : place
}

/** The index of an entity in what was found, or of the first one after it when it is gone. */
function placeOf(graph: CatalogGraph, found: readonly number[], order: readonly OrderField[], key: SortKey, ref: string): number {
  const keyOf = sortKeys(graph, order)
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    const position = found[middle] ?? 0
    const there = graph.sorted[position]?.ref ?? ''
    const difference = compareKeys(keyOf(position), key, order) || (there < ref ? -1 : there > ref ? 1 : 0)
    if (difference < 0) low = middle + 1
    else high = middle
  }
  return low
}

function checkCount(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return
  throw new CallboardError('invalid-query', `${name} must be a whole number from 0, not ${String(value)}`)
}
