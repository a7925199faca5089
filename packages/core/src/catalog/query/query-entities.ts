import { CallboardError } from '../../errors.ts'
import type { CatalogGraph } from '../graph.ts'
import type { CatalogQuery, OrderField, QueryResult } from '../types.ts'
import { findText } from './full-text.ts'
import { allNodes, countNodes, intersect, positionsOf, type NodeSet } from './node-set.ts'
import { filterToPredicate, findNodes } from './predicate.ts'
import { checkFields, projectFields } from './project-fields.ts'
import { decodeCursor, encodeCursor, type QueryCursor, type Question } from './query-cursor.ts'
import { searchIndex, type SearchIndex } from './search-index.ts'

/** Where a text is looked for when the question names no fields. */
export const textFields: readonly string[] = [
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.profile.displayname',
]

/**
 * The entities that a question asks for, in its order; equal ones by reference. Nothing is copied: without `fields`, items are the catalog's own entities.
 * Throws `invalid-query`.
 */
export function queryEntities(graph: CatalogGraph, query: CatalogQuery): QueryResult {
  const limit = checkCount('limit', query.limit) ?? Infinity
  const fields = checkFields(query.fields)
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
  const question = cursor?.question ?? questionOf(query)
  const index = searchIndex(graph)
  const found = findAll(index, question)
  const total = countNodes(found)
  const ordered = inOrder(index, found, question.order, cursor === undefined ? (checkCount('offset', query.offset) ?? 0) + limit : Infinity)
  const start = cursor === undefined ? Math.min(checkCount('offset', query.offset) ?? 0, total) : startAfter(index, ordered, cursor, limit)
  const end = Math.min(start + limit, cursor?.backwards === true ? placeOf(index, ordered, cursor) : total)
  const page = ordered.slice(start, end)
  const beside = (at: number, backwards: boolean): string => {
    const ref = index.nodes[ordered[at] ?? 0]?.ref ?? ''
    return encodeCursor({ question, ref, index: at, backwards })
  }
  return {
    items: page.map(position => {
      const entity = (index.nodes[position] as (typeof index.nodes)[number]).entity
      return fields === undefined ? entity : projectFields(entity, fields)
    }),
    totalItems: total,
    ...(end < total && page.length > 0 ? { nextCursor: beside(end - 1, false) } : {}),
    ...(start > 0 && page.length > 0 ? { prevCursor: beside(start, true) } : {}),
  }
}

function questionOf({ filter, predicate, fullText, order }: CatalogQuery): Question {
  const parts = [...(filter === undefined ? [] : [filterToPredicate(filter)]), ...(predicate === undefined ? [] : [predicate])]
  const [only] = parts
  return {
    ...(only === undefined ? {} : { predicate: parts.length === 1 ? only : { $all: parts } }),
    ...(fullText === undefined ? {} : { fullText }),
    ...(order === undefined || order.length === 0 ? {} : { order }),
  }
}

function findAll(index: SearchIndex, { predicate, fullText }: Question): NodeSet {
  const found = predicate === undefined ? allNodes(index.nodes.length) : findNodes(index, predicate)
  if (fullText === undefined) return found
  const { term, fields = textFields } = fullText
  if (typeof term !== 'string' || !Array.isArray(fields) || !fields.every(field => typeof field === 'string') || fields.length > 50) {
    throw new CallboardError('invalid-query', '`fullText` must have a `term`, and `fields` that are at most 50 dot paths')
  }
  return term.trim() === '' ? found : intersect(found, findText(index, term.trim(), fields))
}

/** The positions found, in order: all of them, or at least the first `most` where no sorting is needed. */
function inOrder(index: SearchIndex, found: NodeSet, order: readonly OrderField[] | undefined, most: number): readonly number[] {
  if (order === undefined) return positionsOf(found, 0, most)
  const ranks = checkOrder(order).map(({ field, order: direction = 'asc' }) => index.ranks(field, direction))
  return positionsOf(found).sort((a, b) => {
    for (const rank of ranks) {
      const difference = (rank[a] ?? 0) - (rank[b] ?? 0)
      if (difference !== 0) return difference
    }
    return a - b
  })
}

function startAfter(index: SearchIndex, ordered: readonly number[], cursor: QueryCursor, limit: number): number {
  const place = placeOf(index, ordered, cursor)
  return cursor.backwards ? Math.max(0, place - limit) : place
}

/** Where a cursor points now: before its entity when it goes backwards, else behind it. */
function placeOf(index: SearchIndex, ordered: readonly number[], { ref, index: before, backwards }: QueryCursor): number {
  const now = ordered.findIndex(position => index.nodes[position]?.ref === ref)
  if (now !== -1) return backwards ? now : now + 1
  return Math.min(ordered.length, before)
}

function checkOrder(order: readonly OrderField[]): readonly OrderField[] {
  if (!Array.isArray(order)) throw new CallboardError('invalid-query', '`order` must be a list of fields')
  for (const item of order as readonly Partial<OrderField>[]) {
    if (typeof item?.field !== 'string' || item.field === '')
      throw new CallboardError('invalid-query', '`order` must name the field of each item')
    if (item.order !== undefined && item.order !== 'asc' && item.order !== 'desc')
      throw new CallboardError('invalid-query', `\`order\` must be asc or desc, not ${JSON.stringify(item.order)}`)
  }
  if (order.length > 10) throw new CallboardError('invalid-query', `\`order\` may name at most 10 fields, not ${String(order.length)}`)
  return order
}

function checkCount(name: 'limit' | 'offset', value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new CallboardError('invalid-query', `\`${name}\` must be a whole number, 0 or more, not ${JSON.stringify(value)}`)
  return value
}
