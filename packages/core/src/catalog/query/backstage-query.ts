import { CallboardError } from '../../errors.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import type { OrderField } from './types.ts'
import { compareText } from '../../compare-text.ts'
import { findValues, likeMatcher } from './full-text.ts'
import { addNodes, allNodes, countNodes, hasNode, intersect, noNodes, positionsOf, type NodeSet } from './node-set.ts'
import { findNodes } from './predicate.ts'
import { fieldIndexes, type FieldIndexes } from './field-index.ts'
import type { FieldIndex } from './index-field.ts'

const mostTextFields = 50
const mostOrderFields = 10
/** An entity appears in an ordered page once for every combination of its values. */
const mostCombinations = 200_000

/** The question of Backstage's `/entities/by-query`: `DefaultEntitiesCatalog.queryEntities` of `@backstage/plugin-catalog-backend`. */
export interface BackstageQuestion {
  readonly predicate?: unknown
  readonly order?: OrderField | undefined
  readonly fullText?: { readonly term: string; readonly fields?: readonly string[] | undefined } | undefined
  /** Continue after (or before) this row: the sort value, if there is an order, and the reference. */
  readonly after?: readonly (string | null)[] | undefined
  readonly backwards: boolean
  readonly offset: number
  /** The most rows. */
  readonly most: number
}

/** One row of an answer. An entity has one for each value of the sort field. */
export interface BackstageRow {
  readonly node: CatalogNode
  /** The sort value, if there is an order, and the reference. */
  readonly key: readonly string[]
}

/**
 * The rows that Backstage returns: sorted by one field, as text, without entities that lack it; entities with several values appear once
 * for each. Rows are in the requested order, also when paging backwards.
 */
export function backstageRows(graph: CatalogGraph, question: BackstageQuestion): readonly BackstageRow[] {
  const { order, after, backwards, offset, most } = question
  const index = fieldIndexes(graph)
  const found = findAll(index, question)
  const term = searchTerm(question)
  const inScope = term !== '' && order !== undefined && isSortField(question)
  const matches = inScope ? likeMatcher(term) : undefined
  const descends = (order?.order === 'desc') !== backwards
  const rows: BackstageRow[] = []
  let skip = offset
  const take = (position: number, value: string | undefined): boolean => {
    const node = index.nodes[position]
    if (node === undefined || !hasNode(found, position) || !isBeyond(value, node.ref, after, order === undefined ? backwards : descends))
      return true
    if (skip-- > 0) return true
    rows.push({ node, key: value === undefined ? [node.ref] : [value, node.ref] })
    return rows.length < most
  }
  if (most > 0)
    eachRow(
      index,
      found,
      order,
      descends,
      (position, value) => (value !== undefined && matches?.(value) === false) || take(position, value),
    )
  return backwards ? rows.reverse() : rows
}

/** How many entities match a question, each counted once. */
export function countBackstage(graph: CatalogGraph, question: BackstageQuestion): number {
  const index = fieldIndexes(graph)
  const found = findAll(index, question)
  if (question.order === undefined) return countNodes(found)
  const sortable = noNodes(index.nodes.length)
  for (const positions of index.field(question.order.field).byValue.values()) addNodes(sortable, positions)
  return countNodes(intersect(sortable, found))
}

/**
 * The page that Backstage's paged `GET /entities` returns (`DefaultEntitiesCatalog.entities`): sorted by reference; by one field, with
 * entities that lack it last; or by several, with each entity once for every combination of values. Field names must be in lowercase.
 */
export function backstagePage(
  graph: CatalogGraph,
  predicate: unknown,
  order: readonly OrderField[],
  skip: number,
  most: number,
): readonly CatalogNode[] {
  if (order.length > mostOrderFields)
    throw new CallboardError('invalid-query', `Entities can be ordered by at most ${String(mostOrderFields)} fields`)
  const index = fieldIndexes(graph)
  const found = predicate === undefined ? allNodes(index.nodes.length) : findNodes(index, predicate, { strict: true })
  const positions = order.length === 0 ? positionsOf(found, skip, most) : combined(index, found, order).slice(skip, skip + most)
  return positions.map(position => index.nodes[position] as CatalogNode)
}

function combined(index: FieldIndexes, found: NodeSet, order: readonly OrderField[]): readonly number[] {
  const columns = order.map(({ field }) =>
    valuesByPosition(field === field.toLowerCase() ? index.field(field) : undefined, order.length > 1),
  )
  const positions = positionsOf(found)
  const count = positions.reduce(
    (sum, position) => sum + columns.reduce((product, column) => product * (column.get(position)?.length ?? 1), 1),
    0,
  )
  if (count > mostCombinations)
    throw new CallboardError('invalid-query', 'The order fields have too many values in total; order by fewer fields')
  const rows = positions.flatMap(position => {
    let keys: readonly (readonly (string | null)[])[] = [[]]
    for (const column of columns) keys = keys.flatMap(key => (column.get(position) ?? [null]).map(value => [...key, value]))
    return keys.map(key => ({ position, key }))
  })
  rows.sort((a, b) => {
    for (const [i, { order: direction }] of order.entries()) {
      const [x, y] = [a.key[i] ?? null, b.key[i] ?? null]
      if (x === y) continue
      if (x === null || y === null) return x === null ? 1 : -1
      return direction === 'desc' ? compareText(y, x) : compareText(x, y)
    }
    return a.position - b.position
  })
  return rows.map(row => row.position)
}

/** `withNull`: a row without a value counts as one more combination, as in an outer join. */
function valuesByPosition(field: FieldIndex | undefined, withNull: boolean): ReadonlyMap<number, readonly (string | null)[]> {
  const values = new Map<number, (string | null)[]>()
  const add = (position: number, value: string | null): void => {
    const list = values.get(position)
    if (list === undefined) values.set(position, [value])
    else if (value !== null || withNull) list.push(value)
  }
  for (const [value, positions] of field?.byValue ?? []) for (const position of positions) add(position, value)
  if (withNull) for (const position of field?.empty ?? []) add(position, null)
  return values
}

function findAll(index: FieldIndexes, question: BackstageQuestion): NodeSet {
  const { predicate, order, fullText } = question
  if ((fullText?.fields?.length ?? 0) > mostTextFields)
    throw new CallboardError('invalid-query', `Text can be searched in at most ${String(mostTextFields)} fields`)
  const found = predicate === undefined ? allNodes(index.nodes.length) : findNodes(index, predicate, { strict: true })
  const term = searchTerm(question)
  if (term === '') return found
  return intersect(found, findValues(index, fullText?.fields ?? [order?.field ?? 'metadata.uid'], likeMatcher(term), false))
}

function searchTerm({ fullText }: BackstageQuestion): string {
  return fullText?.term.trim() ?? ''
}

/** True when the text is searched in the sort field alone: then it must be in the row's own value. */
function isSortField({ fullText, order }: BackstageQuestion): boolean {
  const key = order?.field.toLowerCase()
  const fields = fullText?.fields
  return fields === undefined || (fields.length === 1 && fields[0] === key)
}

function eachRow(
  index: FieldIndexes,
  found: NodeSet,
  order: OrderField | undefined,
  descends: boolean,
  take: (position: number, value: string | undefined) => boolean,
): void {
  if (order === undefined) {
    const positions = positionsOf(found)
    if (descends) positions.reverse()
    positions.every(position => take(position, undefined))
    return
  }
  const { byValue, values } = index.field(order.field)
  const ordered = descends ? values.toReversed() : values
  ordered.every(value => {
    const positions = byValue.get(value) ?? []
    return (descends ? positions.toReversed() : positions).every(position => take(position, value))
  })
}

function isBeyond(value: string | undefined, ref: string, after: readonly (string | null)[] | undefined, descends: boolean): boolean {
  if (after === undefined || after.length === 0 || after.length > 2) return true
  const beyond = (a: string, b: string): boolean => (descends ? compareText(a, b) < 0 : compareText(a, b) > 0)
  const [first, second] = after
  if (first === null || first === undefined) return false
  if (after.length === 1) return beyond(ref, first)
  if (value === undefined) return false
  if (value !== first) return beyond(value, first)
  return second !== null && second !== undefined && beyond(ref, second)
}
