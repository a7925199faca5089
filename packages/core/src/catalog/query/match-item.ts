import { CallboardError } from '../../errors.ts'

type PlainObject = Readonly<Record<string, unknown>>

/** True when the list at a path has an item that matches a predicate: `{ 'metadata.links': { $contains: { type: 'chat' } } }`. */
export function matchesItem(entity: unknown, path: string, predicate: PlainObject): boolean {
  const list = valueAt(entity, path)
  return Array.isArray(list) && list.some(item => holds(predicate, item))
}

/** Throws `invalid-query` for an invalid predicate on the items of a list. */
export function checkItemPredicate(predicate: unknown): void {
  if (!isObject(predicate)) return
  for (const operator of ['$all', '$any', '$not']) {
    if (!Object.hasOwn(predicate, operator)) continue
    const value = predicate[operator]
    if (operator !== '$not' && !Array.isArray(value)) refuse('Invalid filter predicate: expected a list of predicates')
    for (const part of operator === '$not' ? [value] : (value as readonly unknown[])) checkItemPredicate(part)
    return
  }
  for (const [path, wanted] of Object.entries(predicate)) {
    if (path.startsWith('$')) refuse(`Invalid filter predicate: unknown operator "${path.slice(0, 100)}"`)
    if (!isObject(wanted)) continue
    if (Object.hasOwn(wanted, '$contains')) checkItemPredicate(wanted['$contains'])
    else if (!Array.isArray(wanted['$in']) && typeof wanted['$exists'] !== 'boolean' && typeof wanted['$hasPrefix'] !== 'string')
      refuse('Invalid filter predicate: expected a primitive value, $exists, $in, $hasPrefix, or $contains')
  }
}

/** Whether plain data matches a valid predicate, by Backstage's rules for single values (`@backstage/filter-predicates`). */
function holds(predicate: unknown, value: unknown): boolean {
  if (!isObject(predicate)) return isEqual(value, predicate)
  const { $all: all, $any: any } = predicate
  if (Object.hasOwn(predicate, '$all')) return (all as readonly unknown[]).every(part => holds(part, value))
  if (Object.hasOwn(predicate, '$any')) return (any as readonly unknown[]).some(part => holds(part, value))
  if (Object.hasOwn(predicate, '$not')) return !holds(predicate['$not'], value)
  return Object.entries(predicate).every(([path, wanted]) => fieldHolds(wanted, valueAt(value, path.toLowerCase())))
}

function fieldHolds(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) return isEqual(value, wanted)
  if (Object.hasOwn(wanted, '$contains')) return Array.isArray(value) && value.some(item => holds(wanted['$contains'], item))
  if (Array.isArray(wanted['$in'])) return wanted['$in'].some(one => isEqual(value, one))
  if (typeof wanted['$exists'] === 'boolean') return (value !== undefined) === wanted['$exists']
  const prefix = wanted['$hasPrefix']
  return typeof prefix === 'string' && typeof value === 'string' && value.toLowerCase().startsWith(prefix.toLowerCase())
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === null || a === undefined || typeof a === 'object' || typeof b === 'object') return false
  return String(a).toLowerCase() === String(b).toLowerCase()
}

/** The value at a dot path, in any letter case; keys may contain dots themselves. */
function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value
  if (!isObject(value)) return undefined
  for (const key of Object.keys(value)) {
    const name = key.toLowerCase()
    if (path !== name && !path.startsWith(`${name}.`)) continue
    const found = valueAt(value[key], path.slice(name.length + 1))
    if (found !== undefined) return found
  }
  return undefined
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(message: string): never {
  throw new CallboardError('invalid-query', message)
}
