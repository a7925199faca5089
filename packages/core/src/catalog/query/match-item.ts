import { CallboardError } from '../../errors.ts'

type PlainObject = Readonly<Record<string, unknown>>

/** True when the list at a path holds an item that a predicate holds for: `{ 'metadata.links': { $contains: { type: 'chat' } } }`. */
export function matchesItem(entity: unknown, path: string, predicate: PlainObject): boolean {
  const list = valueAt(entity, path)
  return Array.isArray(list) && list.some(item => holds(predicate, item, 1))
}

/** Whether a predicate holds for plain data, in Backstage's words for single values (`@backstage/filter-predicates`). */
function holds(predicate: unknown, value: unknown, level: number): boolean {
  if (level > 32) refuse('Invalid filter predicate: more than 32 levels deep')
  if (!isObject(predicate)) return isEqual(value, predicate)
  const listed = (operator: unknown): readonly unknown[] =>
    Array.isArray(operator) ? operator : refuse('Invalid filter predicate: expected a list of predicates')
  if (Object.hasOwn(predicate, '$all')) return listed(predicate['$all']).every(part => holds(part, value, level + 1))
  if (Object.hasOwn(predicate, '$any')) return listed(predicate['$any']).some(part => holds(part, value, level + 1))
  if (Object.hasOwn(predicate, '$not')) return !holds(predicate['$not'], value, level + 1)
  return Object.entries(predicate).every(([path, wanted]) => {
    if (path.startsWith('$')) refuse(`Invalid filter predicate: unknown operator "${path}"`)
    return fieldHolds(wanted, valueAt(value, path.toLowerCase()), level)
  })
}

function fieldHolds(wanted: unknown, value: unknown, level: number): boolean {
  if (!isObject(wanted)) return isEqual(value, wanted)
  if (Object.hasOwn(wanted, '$contains')) return Array.isArray(value) && value.some(item => holds(wanted['$contains'], item, level + 1))
  if (Array.isArray(wanted['$in'])) return wanted['$in'].some(one => isEqual(value, one))
  if (typeof wanted['$exists'] === 'boolean') return (value !== undefined) === wanted['$exists']
  if (typeof wanted['$hasPrefix'] === 'string')
    return typeof value === 'string' && value.toLowerCase().startsWith(wanted['$hasPrefix'].toLowerCase())
  return refuse('Invalid filter predicate: expected a primitive value, $exists, $in, $hasPrefix, or $contains')
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === null || a === undefined || typeof a === 'object' || typeof b === 'object') return false
  return String(a).toLowerCase() === String(b).toLowerCase()
}

/** What stands at a dot path, in any letter case; keys may hold dots themselves. */
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
