import { CallboardError } from '../../errors.ts'
import type { CatalogGraph } from '../graph/graph.ts'
import type { CatalogQuery, OrderField, QueryResult } from './types.ts'
import { findText } from './full-text.ts'
import { allNodes, countNodes, intersect, positionsOf, type NodeSet } from './node-set.ts'
import { allOf, filterToPredicate, findNodes } from './predicate.ts'
import { checkFields, projectFields } from './project-fields.ts'
import { decodeCursor, encodeCursor, type QueryCursor, type Question } from './query-cursor.ts'
import { fieldIndexes, type FieldIndexes } from './field-index.ts'
import type { FieldSorting } from './sort-field.ts'

/** The fields that full-text search uses by default. */
export const textFields: readonly string[] = [
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.profile.displayname',
]

/**
 * The entities that match a question, in its order; equal ones by reference. Nothing is copied: without `fields`, items are the catalog's
 * own entities. Throws `invalid-query`.
 */
export function queryEntities(graph: CatalogGraph, query: CatalogQuery): QueryResult {
  const limit = checkCount('limit', query.limit) ?? Infinity
  const fields = checkFields(query.fields)
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
  const question = cursor?.question ?? questionOf(query)
  const index = fieldIndexes(graph)
  const offset = checkCount('offset', query.offset) ?? 0
  if (question.order !== undefined) checkOrder(question.order)
  const found = findAll(index, question)
  const total = countNodes(found)
  const sortings = sortingsOf(index, question.order)
  const ordered = inOrder(found, sortings, cursor === undefined ? offset + limit : Infinity)
  const place = cursor === undefined ? Math.min(offset, total) : placeOf(index, ordered, sortings, cursor)
  const start = cursor?.backwards === true ? Math.max(0, place - limit) : place
  const end = cursor?.backwards === true ? place : Math.min(start + limit, total)
  const page = ordered.slice(start, end)
  const beside = (at: number, backwards: boolean): string => {
    const position = ordered[at] ?? 0
    const values = sortings.map(({ ranks, valueAt }) => valueAt(ranks[position] ?? 0))
    return encodeCursor({ question, ref: index.nodes[position]?.ref ?? '', values, backwards })
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
  const whole = allOf(parts)
  return {
    ...(whole === undefined ? {} : { predicate: whole }),
    ...(fullText === undefined ? {} : { fullText }),
    ...(order === undefined || checkOrder(order).length === 0 ? {} : { order }),
  }
}

function findAll(index: FieldIndexes, { predicate, fullText }: Question): NodeSet {
  const { term, fields } = checkFullText(fullText)
  const found = predicate === undefined ? allNodes(index.nodes.length) : findNodes(index, predicate)
  return term === '' ? found : intersect(found, findText(index, term, fields))
}

function checkFullText(fullText: CatalogQuery['fullText']): { readonly term: string; readonly fields: readonly string[] } {
  if (fullText === undefined) return { term: '', fields: [] }
  const { term, fields = textFields } = (fullText as typeof fullText | null) ?? {}
  if (typeof term !== 'string' || !Array.isArray(fields) || fields.length > 50 || !fields.every(field => typeof field === 'string'))
    throw new CallboardError('invalid-query', '`fullText` must have a `term`, and its `fields` must be a list of at most 50 dot paths')
  return { term: term.trim(), fields }
}

function sortingsOf(index: FieldIndexes, order: readonly OrderField[] | undefined): readonly FieldSorting[] {
  return order === undefined ? [] : checkOrder(order).map(({ field, order: direction = 'asc' }) => index.sorting(field, direction))
}

/** The positions found, in order: all of them, or at least the first `most` if no sorting is needed. */
function inOrder(found: NodeSet, sortings: readonly FieldSorting[], most: number): readonly number[] {
  if (sortings.length === 0) return positionsOf(found, 0, most)
  return positionsOf(found).sort((a, b) => {
    for (const { ranks } of sortings) {
      const difference = (ranks[a] ?? 0) - (ranks[b] ?? 0)
      if (difference !== 0) return difference
    }
    return a - b
  })
}

/** Where a cursor points: before its entity when paging backwards, else after it. The entity may be gone. */
function placeOf(index: FieldIndexes, ordered: readonly number[], sortings: readonly FieldSorting[], cursor: QueryCursor): number {
  const wanted = sortings.map((sorting, i) => sorting.rankOf(cursor.values[i] ?? null))
  const place = ordered.findIndex(position => {
    for (const [i, { ranks }] of sortings.entries()) {
      const difference = (ranks[position] ?? 0) - (wanted[i] ?? 0)
      if (difference !== 0) return difference > 0
    }
    const ref = index.nodes[position]?.ref ?? ''
    return cursor.backwards ? ref >= cursor.ref : ref > cursor.ref
  })
  return place === -1 ? ordered.length : place
}

function checkOrder(order: readonly OrderField[]): readonly OrderField[] {
  if (!Array.isArray(order)) throw new CallboardError('invalid-query', '`order` must be a list of fields')
  if (order.length > 10) throw new CallboardError('invalid-query', `\`order\` may list at most 10 fields, not ${String(order.length)}`)
  for (const item of order as readonly Partial<OrderField>[]) {
    if (typeof item?.field !== 'string' || item.field === '')
      throw new CallboardError('invalid-query', 'each item of `order` must have a `field`')
    if (item.order !== undefined && item.order !== 'asc' && item.order !== 'desc')
      throw new CallboardError('invalid-query', `\`order\` must be asc or desc, not ${String(JSON.stringify(item.order)).slice(0, 100)}`)
  }
  return order
}

function checkCount(name: 'limit' | 'offset', value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new CallboardError(
      'invalid-query',
      `\`${name}\` must be a whole number, 0 or more, not ${String(JSON.stringify(value)).slice(0, 100)}`,
    )
  return value
}
