import { CallboardError } from '../../errors.ts'

const mostLevels = 32
const mostConditions = 1000
const mostFields = 50
/** The most conditions on items of lists: each is tested on every entity, because lists have no index. */
const mostItemConditions = 50

/**
 * Counts the levels, conditions and fields of a predicate before it is used. Throws `invalid-query` as soon as there are too many. Whether
 * it is a valid predicate is checked later.
 */
export function checkPredicateSize(predicate: unknown): void {
  const fields = new Set<string>()
  let conditions = 0
  let itemConditions = 0

  const count = (inItem: boolean): void => {
    if (++conditions > mostConditions) refuse(`more than ${String(mostConditions)} conditions`)
    if (inItem && ++itemConditions > mostItemConditions)
      refuse(`more than ${String(mostItemConditions)} conditions on items of lists ($contains with an object)`)
  }
  const visit = (part: unknown, level: number, inItem: boolean): void => {
    if (level > mostLevels) refuse(`more than ${String(mostLevels)} levels deep`)
    count(inItem)
    // A list is not a predicate; a later check rejects it.
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return
    for (const key in part) {
      if (!Object.hasOwn(part, key)) continue
      const value = (part as Readonly<Record<string, unknown>>)[key]
      if (key === '$not') visit(value, level + 1, inItem)
      else if (key === '$all' || key === '$any') {
        if (Array.isArray(value)) for (const item of value as readonly unknown[]) visit(item, level + 1, inItem)
      } else {
        count(inItem)
        const field = key.toLowerCase()
        if (!inItem && fields.add(field).size > mostFields) refuse(`more than ${String(mostFields)} different fields`)
        const target = containedIn(value)
        if (target !== undefined) visit(target, level + 1, inItem || field !== 'relations')
      }
    }
  }
  visit(predicate, 1, false)
}

/** The predicate in `$contains`, if any. */
function containedIn(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$contains')) return undefined
  const { $contains: target } = value as { readonly $contains?: unknown }
  return typeof target === 'object' && target !== null ? target : undefined
}

function refuse(says: string): never {
  throw new CallboardError('invalid-query', `Invalid filter predicate: ${says}`)
}
