import { CallboardError } from '../../errors.ts'
import type { CatalogGraph } from '../graph.ts'
import { filterExists, type EntityFilter, type EntityFilterItem, type Predicate, type PredicateValue } from '../types.ts'
import { fieldIndex } from './field-index.ts'
import { selectAll, selectEvery, selectList, selectNot, selectSome, type Selection } from './selection.ts'

export interface SelectOptions {
  readonly filter?: EntityFilter | undefined
  readonly predicate?: Predicate | undefined
  readonly fullText?: { readonly term: string; readonly fields?: readonly string[] | undefined } | undefined
}

const deepest = 50

/** The entities of a graph that a filter, a predicate and a text all hold for. Throws `invalid-query`. */
export function selectEntities(graph: CatalogGraph, { filter, predicate, fullText }: SelectOptions): Selection {
  const count = graph.sorted.length
  return selectEvery([
    ...(filter === undefined ? [] : [selectFilter(graph, filter)]),
    ...(predicate === undefined ? [] : [selectPredicate(graph, predicate, 0)]),
    ...(fullText === undefined || fullText.term.trim() === '' ? [] : [selectText(graph, fullText.term, fullText.fields ?? defaultTextFields)]),
  ], count)
}

const defaultTextFields = ['metadata.name', 'metadata.title', 'metadata.description', 'spec.profile.displayname', 'spec.profile.email', 'metadata.tags']

/** Backstage's filter: fields of one object must all hold; objects of a list are alternatives. */
export function selectFilter(graph: CatalogGraph, filter: EntityFilter): Selection {
  const count = graph.sorted.length
  const items = Array.isArray(filter) ? (filter as readonly EntityFilterItem[]) : [filter as EntityFilterItem]
  if (items.length === 0) return selectAll(count)
  return selectSome(items.map(item => selectEvery(Object.entries(item).map(([path, value]) => {
    if (value === filterExists) return selectPresent(graph, path)
    const values = typeof value === 'string' ? [value] : value
    if (!Array.isArray(values)) throw new CallboardError('invalid-query', `The filter of "${path}" must be a text, a list of texts, or filterExists`)
    return selectValues(graph, path, values as readonly string[])
  }), count)))
}

/** Backstage's predicates, over the same rows as the filter. */
export function selectPredicate(graph: CatalogGraph, predicate: Predicate, depth = 0): Selection {
  const count = graph.sorted.length
  if (depth > deepest) throw new CallboardError('invalid-query', `The predicate is nested deeper than ${String(deepest)} levels`)
  if (typeof predicate !== 'object' || predicate === null || Array.isArray(predicate)) {
    throw new CallboardError('invalid-query', 'A predicate must be an object, such as { "kind": "component" }')
  }
  const entries = Object.entries(predicate) as [string, unknown][]
  const [operator] = entries.filter(([key]) => key.startsWith('$'))
  if (operator !== undefined) {
    const [name, value] = operator
    if (entries.length > 1) throw new CallboardError('invalid-query', `${name} must be the only key of its object`)
    if (name === '$not') return selectNot(selectPredicate(graph, value as Predicate, depth + 1), count)
    if ((name !== '$all' && name !== '$any') || !Array.isArray(value)) {
      throw new CallboardError('invalid-query', `Unknown operator "${name}"; expected $all or $any with a list, $not, or field paths`)
    }
    const parts = value.map(part => selectPredicate(graph, part as Predicate, depth + 1))
    return name === '$all' ? selectEvery(parts, count) : parts.length === 0 ? selectList([]) : selectSome(parts)
  }
  return selectEvery(entries.map(([path, value]) => selectField(graph, path, value as PredicateValue | undefined)), count)
}

function selectField(graph: CatalogGraph, path: string, value: PredicateValue | undefined): Selection {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return selectValues(graph, path, [String(value)])
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) as [string, unknown][] : []
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) {
    throw new CallboardError('invalid-query', `The condition on "${path}" must be a value or exactly one of $exists, $in, $contains, $hasPrefix`)
  }
  const [operator, operand] = entry
  if (operator === '$exists' && typeof operand === 'boolean') {
    const present = selectPresent(graph, path)
    return operand ? present : selectNot(present, graph.sorted.length)
  }
  if (operator === '$in' && Array.isArray(operand)) return selectValues(graph, path, operand.map(String))
  if (operator === '$hasPrefix' && typeof operand === 'string') return selectPrefix(graph, path, operand)
  if (operator === '$contains') {
    if (typeof operand === 'string' || typeof operand === 'number' || typeof operand === 'boolean') return selectValues(graph, path, [String(operand)])
    if (path.toLowerCase() === 'relations') return selectRelation(graph, operand)
    throw new CallboardError('invalid-query', `$contains with an object works for "relations" only, not for "${path}"`)
  }
  throw new CallboardError('invalid-query', `Unknown condition "${operator}" on "${path}"; expected $exists, $in, $contains or $hasPrefix`)
}

function selectRelation(graph: CatalogGraph, operand: unknown): Selection {
  const { type, targetRef } = (typeof operand === 'object' && operand !== null ? operand : {}) as { readonly type?: unknown; readonly targetRef?: unknown }
  if (typeof type !== 'string') throw new CallboardError('invalid-query', 'A condition on relations needs a `type`')
  const path = `relations.${type}`
  if (targetRef === undefined) return selectPresent(graph, path)
  return selectField(graph, path, targetRef as PredicateValue)
}

function selectPresent(graph: CatalogGraph, path: string): Selection {
  const { rows, present } = fieldIndex(graph, path)
  return { size: present.length, test: position => rows[position] !== undefined, positions: () => present }
}

function selectValues(graph: CatalogGraph, path: string, values: readonly string[]): Selection {
  const { byValue, rows } = fieldIndex(graph, path)
  const wanted = new Set(values.map(value => value.toLowerCase()))
  const lists = [...wanted].flatMap(value => {
    const list = byValue.get(value)
    return list === undefined ? [] : [list]
  })
  return {
    size: lists.reduce((sum, list) => sum + list.length, 0),
    test: position => rows[position]?.some(row => row.value !== null && wanted.has(row.value)) ?? false,
    positions: () => (lists.length === 1 ? lists[0] ?? [] : [...new Set(lists.flat())].sort((a, b) => a - b)),
  }
}

function selectPrefix(graph: CatalogGraph, path: string, prefix: string): Selection {
  const lower = prefix.toLowerCase()
  return selectWhere(graph, [path], value => value.startsWith(lower))
}

/** A case-insensitive substring in any of the fields. */
export function selectText(graph: CatalogGraph, term: string, fields: readonly string[]): Selection {
  const lower = term.trim().toLowerCase()
  return selectWhere(graph, fields, value => value.includes(lower))
}

function selectWhere(graph: CatalogGraph, paths: readonly string[], holds: (value: string) => boolean): Selection {
  const found = new Set<number>()
  for (const path of paths) {
    for (const [value, positions] of fieldIndex(graph, path).byValue) {
      if (holds(value)) for (const position of positions) found.add(position)
    }
  }
  return selectList([...found].sort((a, b) => a - b))
}
