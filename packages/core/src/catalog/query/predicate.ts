import { CallboardError } from '../../errors.ts'
import type { EntityFilter, EntityFilterItem, Predicate, PredicatePrimitive } from '../types.ts'
import { filterExists } from '../types.ts'
import { matchesItem } from './match-item.ts'
import { addNodes, allNodes, intersect, invert, noNodes, unite, type NodeSet } from './node-set.ts'
import { nodesWith, type SearchIndex } from './search-index.ts'

export interface PredicateOptions {
  /** As a Backstage server has it: `$contains` with an object is for `relations` only, and `$x` is the name of a field. @default false */
  readonly strict?: boolean | undefined
}

const mostLevels = 32
const mostConditions = 1000
const mostFields = 50

/** The entities that a predicate holds for. Throws `invalid-query`, with Backstage's words where Backstage has some. */
export function findNodes(index: SearchIndex, predicate: unknown, options: PredicateOptions = {}): NodeSet {
  const { strict = false } = options
  const size = index.nodes.length
  const fields = new Set<string>()
  let conditions = 0

  const find = (part: unknown, level: number): NodeSet => {
    if (level > mostLevels) refuse(`Invalid filter predicate: more than ${String(mostLevels)} levels deep`)
    if (++conditions > mostConditions) refuse(`Invalid filter predicate: more than ${String(mostConditions)} conditions`)
    if (!isObject(part)) {
      const actual = JSON.stringify(part)
      refuse(
        `Invalid filter predicate: top-level primitive values are not supported. Wrap the value in a field expression, e.g. { "kind": ${actual} }`,
      )
    }
    const operator = ['$not', '$all', '$any'].find(name => Object.hasOwn(part, name))
    if (operator !== undefined && Object.keys(part).length > 1)
      refuse(`Invalid filter predicate: ${operator} must be the only key of its object`)
    const value = operator === undefined ? undefined : part[operator]
    if (operator === '$not') return invert(find(value, level + 1), size)
    if (operator !== undefined) {
      if (!Array.isArray(value)) refuse(`Invalid filter predicate: ${operator} must be a list of predicates`)
      const start = operator === '$all' ? allNodes(size) : noNodes(size)
      return (value as readonly unknown[]).reduce<NodeSet>(
        (set, item) => (operator === '$all' ? intersect : unite)(set, find(item, level + 1)),
        start,
      )
    }
    let found: NodeSet | undefined
    for (const key of Object.keys(part)) {
      if (part[key] === undefined) continue
      if (key.startsWith('$') && !strict) refuse(`Invalid filter predicate: unknown operator "${key}"`)
      const field = key.toLowerCase()
      if (++conditions > mostConditions) refuse(`Invalid filter predicate: more than ${String(mostConditions)} conditions`)
      if (fields.add(field).size > mostFields) refuse(`Invalid filter predicate: more than ${String(mostFields)} different fields`)
      const holds = findField(index, field, part[key], strict)
      found = found === undefined ? holds : intersect(found, holds)
    }
    return found ?? allNodes(size)
  }
  return find(predicate, 1)
}

/** The same question as a predicate. Throws `invalid-query`. */
export function filterToPredicate(filter: EntityFilter): Predicate {
  const items = (Array.isArray(filter) ? filter : [filter]) as readonly EntityFilterItem[]
  return items.length === 1 && items[0] !== undefined ? itemToPredicate(items[0]) : { $any: items.map(itemToPredicate) }
}

function itemToPredicate(item: EntityFilterItem): Predicate {
  if (!isObject(item)) refuse(`Invalid filter: expected an object of paths and values, not ${JSON.stringify(item)}`)
  return {
    $all: Object.entries(item as Readonly<Record<string, unknown>>).map(([path, value]) => {
      if (value === filterExists) return { [path]: { $exists: true } }
      const values = (Array.isArray(value) ? value : [value]) as readonly unknown[]
      for (const one of values) {
        if (!isPrimitive(one))
          refuse(
            `Invalid filter: "${path}" must be a string, a list of strings, or filterExists, not ${JSON.stringify(one) ?? String(one)}`,
          )
      }
      return { [path]: { $in: values.filter(isPrimitive) } }
    }),
  }
}

function findField(index: SearchIndex, field: string, value: unknown, strict: boolean): NodeSet {
  const indexed = (): ReturnType<SearchIndex['field']> => index.field(field)
  if (isPrimitive(value)) return nodesWith(index, indexed(), lower(value))
  if (isObject(value)) {
    const { length } = index.nodes
    if (typeof value['$exists'] === 'boolean')
      return value['$exists'] ? nodesWith(index, indexed()) : invert(nodesWith(index, indexed()), length)
    if (Array.isArray(value['$in']) && value['$in'].every(isPrimitive)) return nodesWithAny(index, field, value['$in'].map(lower))
    if (typeof value['$hasPrefix'] === 'string') {
      const prefix = value['$hasPrefix'].toLowerCase()
      const set = noNodes(length)
      for (const [text, positions] of indexed().byValue) if (text.startsWith(prefix)) addNodes(set, positions)
      return set
    }
    const target = value['$contains']
    if (isPrimitive(target)) return nodesWith(index, indexed(), lower(target))
    if (isObject(target)) {
      if (field === 'relations') return findRelations(index, target)
      if (strict) refuse(`Object form of $contains is not supported for field "${field}"`)
      return addNodes(
        noNodes(length),
        index.nodes.flatMap(({ descriptor }, i) => (matchesItem(descriptor.entity, field, target) ? i : [])),
      )
    }
    if (target !== undefined) refuse(`Unsupported $contains target for field "${field}": ${JSON.stringify(target)}`)
  }
  refuse(
    `Invalid filter predicate value for field "${field}": expected a primitive value, $exists, $in, $hasPrefix, or $contains operator, but got ${JSON.stringify(value) ?? String(value)}`,
  )
}

function findRelations(index: SearchIndex, target: Readonly<Record<string, unknown>>): NodeSet {
  let type: string | undefined
  let refs: readonly string[] | undefined
  for (const [key, value] of Object.entries(target)) {
    const lowerKey = key.toLowerCase()
    if ((lowerKey === 'type' && type !== undefined) || (lowerKey === 'targetref' && refs !== undefined))
      refuse(`Duplicate key "${key}" in $contains for "relations"`)
    if (lowerKey === 'type') {
      if (typeof value !== 'string') refuse('The $contains operator for "relations" requires a "type" string property')
      type = value
    } else if (lowerKey === 'targetref') refs = stringOrIn(value)
    else refuse(`Unsupported key "${key}" in $contains for "relations". Only "type" and "targetRef" are supported`)
  }
  if (type === undefined || type === '') refuse('The $contains operator for "relations" requires a "type" string property')
  const field = `relations.${type}`
  return refs === undefined ? nodesWith(index, index.field(field)) : nodesWithAny(index, field, refs)
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
  refuse(`Unsupported value in $contains for "relations": expected a string or { "$in": [strings] }, but got ${JSON.stringify(value)}`)
}

function nodesWithAny(index: SearchIndex, field: string, values: readonly string[]): NodeSet {
  const { byValue } = index.field(field)
  const set = noNodes(index.nodes.length)
  for (const value of values) addNodes(set, byValue.get(value) ?? [])
  return set
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
