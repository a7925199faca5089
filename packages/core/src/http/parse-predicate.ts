import { checkPredicateSize } from '../catalog/query/check-predicate-size.ts'
import type { Predicate } from '../catalog/query/types.ts'
import { hasMoreValues } from './has-more-values.ts'
import { clipText, HttpProblem } from './problem.ts'
import { predicateComplaint } from './predicate-schema.ts'

/**
 * The predicate in a body. It is counted first, then read up to the first invalid part. Throws `InputError`: for a small predicate with
 * Backstage's message, which tries every reading of every part; for a large one with the path of the invalid part.
 */
export function parsePredicate(value: unknown, complaint: string = 'Invalid query: ', at: readonly string[] = []): Predicate {
  checkPredicateSize(value)
  const read = readPredicate(value)
  if ('wrong' in read) {
    const says = isSmall(value) ? predicateComplaint(value, at) : `${place([...at, ...read.wrong])} is not a valid part of a predicate`
    throw new HttpProblem('InputError', `${complaint}${says}`)
  }
  return read.data as Predicate
}

/** Rejects primitive values outside `$contains`: they do not say which field they are for. */
export function refuseBareValues(predicate: unknown): void {
  if (isPrimitive(predicate)) {
    const example = `{ "kind": ${clipText(JSON.stringify(predicate), 500)} }`
    throw new HttpProblem(
      'InputError',
      `Invalid filter predicate: top-level primitive values are not supported. Wrap the value in a field expression, e.g. ${example}`,
    )
  }
  const { $all, $any, $not } = predicate as {
    readonly $all?: readonly unknown[]
    readonly $any?: readonly unknown[]
    readonly $not?: unknown
  }
  for (const part of [...($all ?? []), ...($any ?? [])]) refuseBareValues(part)
  if ($not !== undefined) refuseBareValues($not)
}

type Read = { readonly data: unknown } | { readonly wrong: readonly (string | number)[] }
type PlainObject = Readonly<Record<string, unknown>>

/** A value as Backstage's schema for predicates parses it, or the path of the first part that it rejects. */
export function readPredicate(value: unknown): Read {
  if (isPrimitive(value)) return { data: value }
  if (!isObject(value)) return { wrong: [] }
  const keys = Object.keys(value)
  const operator = ['$all', '$any', '$not'].find(name => Object.hasOwn(value, name))
  if (operator !== undefined) {
    const other = keys.find(key => key !== operator)
    if (other !== undefined) return { wrong: [other] }
    const read = operator === '$not' ? readPredicate(value['$not']) : readAll(value[operator])
    return 'wrong' in read ? below(operator, read.wrong) : { data: { [operator]: read.data } }
  }
  const data: Record<string, unknown> = {}
  for (const key of keys) {
    if (!/^(?:[^$\n\r].*)?$/.test(key)) return { wrong: [key] }
    const read = readValue(value[key])
    if ('wrong' in read) return below(key, read.wrong)
    if (key !== '__proto__') data[key] = read.data
  }
  return { data }
}

function readAll(value: unknown): Read {
  if (!Array.isArray(value)) return { wrong: [] }
  const data: unknown[] = []
  for (const [i, part] of value.entries()) {
    const read = readPredicate(part)
    if ('wrong' in read) return below(i, read.wrong)
    data.push(read.data)
  }
  return { data }
}

/** The first valid operator counts; others next to it are ignored. */
function readValue(value: unknown): Read {
  if (isPrimitive(value)) return { data: value }
  if (!isObject(value)) return { wrong: [] }
  const own = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined)
  const [exists, listed, prefix, target] = [own('$exists'), own('$in'), own('$hasPrefix'), own('$contains')]
  if (typeof exists === 'boolean') return { data: { $exists: exists } }
  const odd = Array.isArray(listed) ? listed.findIndex(item => !isPrimitive(item)) : undefined
  if (odd === -1) return { data: { $in: listed } }
  const read = target === undefined ? undefined : readPredicate(target)
  if (read !== undefined && 'data' in read) return { data: { $contains: read.data } }
  if (typeof prefix === 'string') return { data: { $hasPrefix: prefix } }
  if (odd !== undefined) return { wrong: ['$in', odd] }
  return read === undefined ? { wrong: [] } : below('$contains', read.wrong)
}

function below(step: string | number, wrong: readonly (string | number)[]): Read {
  return { wrong: [step, ...wrong] }
}

function isPrimitive(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value)) || typeof value === 'boolean'
}

/** True for an object. Expects a JSON value that is not a primitive. */
function isObject(value: unknown): value is PlainObject {
  return value !== null && !Array.isArray(value)
}

/** True when a value has so few values and so short texts that a message about all of them is short and cheap. */
export function isSmall(value: unknown, most: number = 100): boolean {
  const longest = 40 * most
  return !hasMoreValues(value, most) && letters(value) <= longest && JSON.stringify(value).length <= longest
}

/** The total length of its strings and keys: a lower bound for its length as JSON, without serializing it. */
function letters(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, item]) => sum + (Array.isArray(value) ? 0 : key.length) + letters(item), 0)
}

function place(path: readonly (string | number)[]): string {
  return clipText(path.map(step => String(step).slice(0, 100)).join('/'), 1000)
}
