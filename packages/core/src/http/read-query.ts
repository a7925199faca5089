import { HttpProblem } from './problem.ts'

/** The type of a query parameter: a text; texts, one per occurrence; a comma-separated list; a whole number; or one of several words. */
export type ParameterType = 'text' | 'texts' | 'list' | 'count' | readonly string[]

/** The parameters of a URL, in the order they are checked. */
export interface ParameterTypes {
  readonly [name: string]: ParameterType
}

type Parsed = string | readonly unknown[]

/** The parameters of one request, checked. */
export interface QueryValues {
  text(name: string): string | undefined
  texts(name: string): readonly string[] | undefined
  count(name: string): number | undefined
}

/**
 * Parses and checks a query string like Backstage's backends: `qs` and `express-openapi-validator`, with their order and messages. Throws
 * `InputError` for unknown, empty and invalid parameters.
 */
export function readQuery(search: string, types: ParameterTypes, required: readonly string[] = []): QueryValues {
  const raw = parseQueryString(search)
  for (const [name, value] of raw) {
    if (!Object.hasOwn(types, name)) throw new HttpProblem('InputError', `Unknown query parameter '${name}'`)
    if (value === '') throw new HttpProblem('InputError', `Empty value found for query parameter '${name}'`)
  }
  for (const name of required) {
    if (!raw.has(name)) throw new HttpProblem('InputError', `request/query must have required property '${name}'`)
  }
  const values = new Map<string, string | number | readonly string[]>()
  for (const [name, type] of Object.entries(types)) {
    const value = raw.get(name)
    if (value !== undefined) values.set(name, readValue(name, type, value))
  }
  const get = <T>(name: string): T | undefined => values.get(name) as T | undefined
  return { text: get, texts: get, count: get }
}

function readValue(name: string, type: ParameterType, value: Parsed): string | number | readonly string[] {
  const wrong = (says: string, at = ''): never => {
    throw new HttpProblem('InputError', `request/query/${name}${at} must be ${says}`)
  }
  if (type === 'texts' || type === 'list') {
    const split = type === 'list' && typeof value === 'string' ? value.split(',') : value
    const items: readonly unknown[] = Array.isArray(split) ? split : [split]
    return items.map((item, i) => (typeof item === 'string' ? item : wrong('string', `/${String(i)}`)))
  }
  if (type === 'count') {
    const number = typeof value === 'string' ? Number(value) : Number.NaN
    if (!Number.isInteger(number)) wrong('integer')
    return number < 0 ? wrong('>= 0') : number
  }
  const text = typeof value === 'string' ? value : wrong('string')
  return type === 'text' || type.includes(text) ? text : wrong(`equal to one of the allowed values: ${type.join(', ')}`)
}

/**
 * `a=1&a=2`, `a[]=1` and `a[0]=1` are lists; `a[b]=1` is an object, which no parameter accepts; `[a]=1` is `a=1`. Pairs without a name are
 * skipped.
 */
function parseQueryString(search: string): ReadonlyMap<string, Parsed> {
  const parsed = new Map<string, Parsed>()
  for (const encoded of search.split('&', 1000)) {
    const part = encoded.replace(/%5b/gi, '[').replace(/%5d/gi, ']')
    // A bracket before an equals sign belongs to the name, even in what looks like a value.
    const equals = part.includes(']=') ? part.indexOf(']=') + 1 : part.indexOf('=')
    const key = decode(equals === -1 ? part : part.slice(0, equals))
    const value = equals === -1 ? '' : decode(part.slice(equals + 1))
    const [, bare] = /^\[([^[\]]*)\]/.exec(key) ?? []
    const [, name = bare === '' ? '0' : (bare ?? key), inner] = /^([^[\]]+)\[([^[\]]*)\]/.exec(key) ?? []
    if (name === '' || name === '__proto__') continue
    const before = parsed.get(name)
    const items = before === undefined ? [] : toList(before)
    if (inner === undefined) parsed.set(name, before === undefined ? value : [...items, value])
    // An object is never read as text.
    else parsed.set(name, [...items, inner === '' || /^(?:0|[1-9]\d{0,2})$/.test(inner) ? value : {}])
  }
  return parsed
}

function toList(value: Parsed): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** Decodes percent-encoding; invalid encoding is kept as it is. */
function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
