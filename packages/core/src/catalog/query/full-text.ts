import { addNodes, noNodes, unite, type NodeSet } from './node-set.ts'
import type { FieldIndexes } from './field-index.ts'

/** The entities that contain a text in one of the fields, in any letter case. */
export function findText(index: FieldIndexes, term: string, fields: readonly string[]): NodeSet {
  const wanted = term.toLowerCase()
  return findValues(index, fields, value => value.includes(wanted), true)
}

/** The entities with a value in one of the fields that `matches`. Values are in lowercase; too long ones count when `long` is set. */
export function findValues(index: FieldIndexes, fields: readonly string[], matches: (value: string) => boolean, long: boolean): NodeSet {
  const set = noNodes(index.nodes.length)
  for (const name of new Set(fields.map(field => field.toLowerCase()))) {
    const field = index.field(name)
    for (const [value, positions] of field.byValue) if (matches(value)) addNodes(set, positions)
    if (long)
      unite(
        set,
        addNodes(
          noNodes(index.nodes.length),
          field.long.filter(({ text }) => matches(text)).map(({ position }) => position),
        ),
      )
  }
  return set
}

/** Matches like SQL's `LIKE '%term%'`: `%` in the term stands for any text, `_` for any one character. */
export function likeMatcher(term: string): (value: string) => boolean {
  const pattern = `%${term.toLowerCase()}%`
  if (!/[%_]/.test(term)) return value => value.includes(pattern.slice(1, -1))
  return value => {
    let at = 0
    let next = 0
    let star = -1
    let from = 0
    while (at < value.length) {
      if (pattern[next] === '%') {
        star = next++
        from = at
      } else if (next < pattern.length && (pattern[next] === '_' || pattern[next] === value[at])) {
        next++
        at++
      } else if (star !== -1) {
        next = star + 1
        at = ++from
      } else return false
    }
    while (pattern[next] === '%') next++
    return next === pattern.length
  }
}
