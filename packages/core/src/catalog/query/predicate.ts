import { CallboardError } from '../../errors.ts'
import { filterExists, type EntityFilter, type EntityFilterItem, type Predicate, type PredicatePrimitive } from './types.ts'
import { checkPredicateSize } from './check-predicate-size.ts'
import { compareText } from '../../compare-text.ts'
import { checkItemPredicate, matchesItem } from './match-item.ts'
import { addNodes, allNodes, intersect, invert, noNodes, unite, type NodeSet } from './node-set.ts'
import { nodesWith, type FieldIndexes } from './field-index.ts'
import type { FieldIndex } from './index-field.ts'

export interface PredicateOptions {
  /** Like a Backstage server: `$contains` with an object works for `relations` only, and `$x` is the name of a field. @default false */
  readonly strict?: boolean | undefined
}

/** A checked condition, which queries the index. */
type Ask = () => NodeSet

/**
 * The entities that match a predicate. The whole predicate is checked before the index is queried, so an invalid one costs nothing. Throws
 * `invalid-query`, with Backstage's message if there is one.
 */
export function findNodes(index: FieldIndexes, predicate: unknown, options: PredicateOptions = {}): NodeSet {
  checkPredicateSize(predicate)
  return prepare(index, predicate, options.strict === true)()
}

function prepare(index: FieldIndexes, part: unknown, strict: boolean): Ask {
  const size = index.nodes.length
  if (!isObject(part)) {
    refuse(
      `Invalid filter predicate: top-level primitive values are not supported. Wrap the value in a field expression, e.g. { "kind": ${show(part)} }`,
    )
  }
  const operator = ['$not', '$all', '$any'].find(name => Object.hasOwn(part, name))
  if (operator !== undefined && Object.keys(part).length > 1)
    refuse(`Invalid filter predicate: ${operator} must be the only key of its object`)
  const value = operator === undefined ? undefined : part[operator]
  if (operator === '$not') {
    const ask = prepare(index, value, strict)
    return () => invert(ask(), size)
  }
  if (operator !== undefined) {
    if (!Array.isArray(value)) refuse(`Invalid filter predicate: ${operator} must be a list of predicates`)
    const asks = (value as readonly unknown[]).map(item => prepare(index, item, strict))
    return operator === '$all'
      ? () => asks.reduce<NodeSet>((set, ask) => intersect(set, ask()), allNodes(size))
      : () => asks.reduce<NodeSet>((set, ask) => unite(set, ask()), noNodes(size))
  }
  const asks = Object.keys(part).flatMap(key => {
    if (part[key] === undefined) return []
    if (key.startsWith('$') && !strict) refuse(`Invalid filter predicate: unknown operator "${key.slice(0, 100)}"`)
    return [prepareField(index, key.toLowerCase(), part[key], strict)]
  })
  return () => asks.reduce<NodeSet>((set, ask) => intersect(set, ask()), allNodes(size))
}

/** One predicate that requires all of several. A single one stays as it is, because limits apply to it as written. */
export function allOf(parts: readonly Predicate[]): Predicate | undefined {
  return parts.length > 1 ? { $all: parts } : parts[0]
}

/** A filter as a predicate. Throws `invalid-query`. */
export function filterToPredicate(filter: EntityFilter): Predicate {
  const items = (Array.isArray(filter) ? filter : [filter]) as readonly EntityFilterItem[]
  return items.length === 1 && items[0] !== undefined ? itemToPredicate(items[0]) : { $any: items.map(itemToPredicate) }
}

function itemToPredicate(item: EntityFilterItem): Predicate {
  if (!isObject(item)) refuse(`Invalid filter: expected an object of paths and values, not ${show(item)}`)
  return {
    $all: Object.entries(item as Readonly<Record<string, unknown>>).map(([path, value]) => {
      if (value === filterExists) return { [path]: { $exists: true } }
      const values = (Array.isArray(value) ? value : [value]) as readonly unknown[]
      for (const one of values) {
        if (!isPrimitive(one))
          refuse(`Invalid filter: "${path.slice(0, 100)}" must be a string, a list of strings, or filterExists, not ${show(one)}`)
      }
      return { [path]: { $in: values.filter(isPrimitive) } }
    }),
  }
}

function prepareField(index: FieldIndexes, field: string, value: unknown, strict: boolean): Ask {
  const indexed = (): ReturnType<FieldIndexes['field']> => index.field(field)
  if (isPrimitive(value)) return () => nodesWith(index, indexed(), lower(value))
  if (isObject(value)) {
    const { length } = index.nodes
    const { $exists: exists, $in: listed, $hasPrefix: prefix, $contains: target } = value
    if (typeof exists === 'boolean') return exists ? () => nodesWith(index, indexed()) : () => invert(nodesWith(index, indexed()), length)
    if (Array.isArray(listed) && listed.every(isPrimitive)) return () => nodesWithAny(index, field, listed.map(lower))
    if (typeof prefix === 'string') return () => nodesWithPrefix(index, indexed(), prefix.toLowerCase())
    if (isPrimitive(target)) return () => nodesWith(index, indexed(), lower(target))
    if (isObject(target)) {
      if (field === 'relations') return prepareRelations(index, target)
      if (strict) refuse(`Object form of $contains is not supported for field "${field.slice(0, 100)}"`)
      checkItemPredicate(target)
      return () =>
        addNodes(
          noNodes(length),
          index.nodes.flatMap(({ descriptor }, i) => (matchesItem(descriptor.entity, field, target) ? i : [])),
        )
    }
    if (target !== undefined) refuse(`Unsupported $contains target for field "${field.slice(0, 100)}": ${show(target)}`)
  }
  refuse(
    `Invalid filter predicate value for field "${field.slice(0, 100)}": expected a primitive value, $exists, $in, $hasPrefix, or $contains operator, but got ${show(value)}`,
  )
}

function prepareRelations(index: FieldIndexes, target: Readonly<Record<string, unknown>>): Ask {
  let type: string | undefined
  let refs: readonly string[] | undefined
  for (const [key, value] of Object.entries(target)) {
    const lowerKey = key.toLowerCase()
    if ((lowerKey === 'type' && type !== undefined) || (lowerKey === 'targetref' && refs !== undefined))
      refuse(`Duplicate key "${key.slice(0, 100)}" in $contains for "relations"`)
    if (lowerKey === 'type') {
      if (typeof value !== 'string') refuse('The $contains operator for "relations" requires a "type" string property')
      type = value
    } else if (lowerKey === 'targetref') refs = stringOrIn(value)
    else refuse(`Unsupported key "${key.slice(0, 100)}" in $contains for "relations". Only "type" and "targetRef" are supported`)
  }
  if (type === undefined || type === '') refuse('The $contains operator for "relations" requires a "type" string property')
  const field = `relations.${type}`
  const wanted = refs
  return wanted === undefined ? () => nodesWith(index, index.field(field)) : () => nodesWithAny(index, field, wanted)
}

function stringOrIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.toLowerCase()]
  if (
    isObject(value) &&
    Object.keys(value).length === 1 &&
    Array.isArray(value['$in']) &&
    value['$in'].every(item => typeof item === 'string')
  ) {
    if (value['$in'].length === 0) refuse('Empty "$in" array for $contains on "relations" is not allowed')
    return value['$in'].map(item => item.toLowerCase())
  }
  refuse(`Unsupported value in $contains for "relations": expected a string or { "$in": [strings] }, but got ${show(value)}`)
}

function nodesWithAny(index: FieldIndexes, field: string, values: readonly string[]): NodeSet {
  const { byValue } = index.field(field)
  const set = noNodes(index.nodes.length)
  for (const value of values) addNodes(set, byValue.get(value) ?? [])
  return set
}

/** Values are sorted, so those with the same prefix are adjacent. */
function nodesWithPrefix(index: FieldIndexes, { values, byValue }: FieldIndex, prefix: string): NodeSet {
  const set = noNodes(index.nodes.length)
  let from = 0
  for (let to = values.length; from < to;) {
    const middle = (from + to) >>> 1
    if (compareText(values[middle] ?? '', prefix) < 0) from = middle + 1
    else to = middle
  }
  for (let at = from; values[at]?.startsWith(prefix) === true; at++) addNodes(set, byValue.get(values[at] ?? '') ?? [])
  return set
}

/** A value for a message: as JSON, shortened. */
function show(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return cut(JSON.stringify(typeof value === 'string' ? cut(value) : value) ?? String(value))
  return Object.keys(value).length > 20 ? (Array.isArray(value) ? 'a long list' : 'a large object') : cut(JSON.stringify(value))
}

function cut(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 500)}…`
}

function lower(value: PredicatePrimitive): string {
  return String(value).toLowerCase()
}

function isPrimitive(value: unknown): value is PredicatePrimitive {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(message: string): never {
  throw new CallboardError('invalid-query', message)
}
