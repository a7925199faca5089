import { CallboardError } from '../../errors.ts'
import type { Entity } from '../../entity.ts'

const mostFields = 1000
/** Inherited properties form endless paths: `toString.call.call`. */
const mostLevels = 100
/** Longer than the name of any inherited property. */
const longestInherited = 100
const nothing = { path: [], value: undefined } as const

type Container = Record<string, unknown>

/**
 * Keeps only the given dot paths of an entity. Keys may contain dots: parts are joined until they match a key. Paths that do not exist are
 * skipped. `inherited` includes inherited properties, such as the `length` of a string, as Backstage does.
 */
export function projectFields(entity: Entity, fields: readonly string[], inherited = false): Entity {
  const output: Container = {}
  const own = new Set<object>([output])
  for (const field of fields) {
    const { path, value } = follow(entity, field, inherited)
    if (value !== undefined) put(output, path, value, own)
  }
  return output as unknown as Entity
}

/** The distinct fields of a request. Throws `invalid-query` for paths into lists. */
export function checkFields(fields: unknown): readonly string[] | undefined {
  if (fields === undefined) return undefined
  if (Array.isArray(fields) && fields.length > mostFields)
    throw new CallboardError('invalid-query', `\`fields\` may list at most ${String(mostFields)} paths, not ${String(fields.length)}`)
  if (!Array.isArray(fields) || !fields.every(field => typeof field === 'string')) {
    throw new CallboardError('invalid-query', '`fields` must be a list of dot paths')
  }
  const distinct = [...new Set(fields.map(field => field.trim()).filter(field => field !== ''))]
  const listed = distinct.find(field => field.includes('['))
  if (listed !== undefined)
    throw new CallboardError('invalid-query', `Invalid field "${listed.slice(0, 200)}", array type fields are not supported`)
  return distinct.length === 0 ? undefined : distinct
}

/** Takes time in proportion to the part of the path that exists: paths come from outside and may be long. */
function follow(root: unknown, field: string, inherited: boolean): { readonly path: readonly string[]; readonly value: unknown } {
  const path: string[] = []
  let value = root
  for (let start = 0; path.length < mostLevels;) {
    const name = nextName(value, field, start, inherited)
    if (name === undefined) return nothing
    path.push(name)
    value = (value as Container)[name]
    if (start + name.length === field.length) return { path, value }
    start += name.length + 1
  }
  return nothing
}

/** The shortest key of the value that the path continues with. Keys are compared in place, without copies of a long path. */
function nextName(value: unknown, field: string, start: number, inherited: boolean): string | undefined {
  if (inherited || Array.isArray(value)) {
    const dot = field.indexOf('.', start)
    const end = dot === -1 ? field.length : dot
    const part = end - start > longestInherited ? undefined : field.slice(start, end)
    if (part !== undefined && has(value, part, inherited)) return part
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  let shortest: string | undefined
  for (const key in value) {
    const end = start + key.length
    const isNext = field.startsWith(key, start) && (end === field.length || field[end] === '.')
    if (isNext && (shortest === undefined || key.length < shortest.length) && Object.hasOwn(value, key)) shortest = key
  }
  return shortest
}

function has(value: unknown, name: string, inherited: boolean): boolean {
  if (value === null || value === undefined) return false
  return inherited ? name in (Object(value) as object) : typeof value === 'object' && Object.hasOwn(value, name)
}

function put(output: Container, path: readonly string[], value: unknown, own: Set<object>): void {
  let container = output
  for (const [i, key] of path.entries()) {
    // Names that would reach the prototype, which has no data.
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return
    if (i === path.length - 1) {
      container[key] = value
      return
    }
    const there = Object.hasOwn(container, key) ? container[key] : undefined
    const isContainer = typeof there === 'object' && there !== null
    if (!isContainer || !own.has(there)) {
      const empty: unknown = /^\d+$/.test(path[i + 1] ?? '') ? [] : {}
      const made = (isContainer ? (Array.isArray(there) ? [...(there as readonly unknown[])] : { ...there }) : empty) as Container
      own.add(made)
      container[key] = made
    }
    container = container[key] as Container
  }
}
