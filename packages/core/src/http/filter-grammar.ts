import type { Predicate } from '../catalog/query/types.ts'
import { HttpProblem } from './problem.ts'

/**
 * Backstage's `filter` parameters as one predicate. Each parameter is a comma-separated list of statements that must all match:
 * `key=value`, `key=` or `key`. A repeated key means any of its values; several parameters mean any of them. `undefined` without a filter.
 */
export function parseFilters(filters: readonly string[] | undefined): Predicate | undefined {
  const parsed = (filters ?? []).map(parseFilter).filter(filter => filter !== undefined)
  return parsed.length > 1 ? { $any: parsed } : parsed[0]
}

function parseFilter(filter: string): Predicate | undefined {
  const values = new Map<string, string[]>()
  for (const statement of filter.split(',').map(part => part.trim())) {
    if (statement === '') continue
    const equals = statement.indexOf('=')
    const key = equals === -1 ? statement : statement.slice(0, equals).trim()
    if (key === '') {
      throw new HttpProblem(
        'InputError',
        `Invalid filter, '${statement}' is not a valid statement (expected a string on the form a=b or a= or a)`,
      )
    }
    const wanted = values.get(key) ?? []
    if (equals !== -1) wanted.push(statement.slice(equals + 1).trim())
    values.set(key, wanted)
  }
  const parts = Array.from(values, ([key, wanted]) => {
    const [first, ...others] = wanted
    return ofOneField(key, first === undefined ? { $exists: true } : others.length === 0 ? first : { $in: wanted })
  })
  return parts.length > 1 ? { $all: parts } : parts[0]
}

/** Keys come from outside: `__proto__` must not become a prototype. */
function ofOneField(key: string, value: object | string): Predicate {
  return Object.fromEntries([[key, value]]) as unknown as Predicate
}
