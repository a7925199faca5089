import { z } from 'zod/v3'
import type { Predicate } from '../catalog/types.ts'
import { HttpProblem } from './problem.ts'

const mostLevels = 32

/**
 * A predicate that came in a body. Throws `InputError`. The shape of the schema decides the words of the complaint, which clients see: it is that of
 * `createZodV3FilterPredicateSchema` in `@backstage/filter-predicates`, and zod's third version says it in the same words.
 */
export function parsePredicate(value: unknown, complaint: string = 'Invalid query: ', at: readonly string[] = []): Predicate {
  checkDepth(value)
  const result = predicateSchema.safeParse(value)
  if (!result.success) throw new HttpProblem('InputError', `${complaint}${describeIssues(result.error.issues, at)}`)
  return result.data as Predicate
}

/** Inside `$contains` a bare value is one to look for; elsewhere it says nothing about which field is meant. */
export function refuseBareValues(predicate: unknown): void {
  if (typeof predicate !== 'object' || predicate === null) {
    const example = `{ "kind": ${JSON.stringify(predicate)} }`
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

/** A zod complaint in one line, as `zod-validation-error` writes it. `at` is where the checked value stands in the body. */
export function describeIssues(issues: readonly z.ZodIssue[], at: readonly string[] = []): string {
  return `Validation error: ${issues
    .slice(0, 99)
    .map(issue => describeIssue(issue, at))
    .join('; ')}`
}

/** Complaints grow with the depth, so deep predicates are refused before zod sees them. */
export function checkDepth(value: unknown): void {
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 3 * mostLevels) throw new HttpProblem('InputError', `Invalid query: more than ${String(mostLevels)} levels deep`)
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item as object) : []))
  }
}

const primitiveSchema = z.union([z.string(), z.number(), z.boolean()])

const expressionSchema: z.ZodTypeAny = z.lazy(() =>
  z.union([z.record(z.string().regex(/^(?:[^$\n\r].*)?$/), valueSchema), z.record(z.string().regex(/^\$/), z.never())]),
)

/** What stands at the top of a `query`. A bare value passes here and is refused when the predicate is asked. */
export const predicateSchema: z.ZodTypeAny = z.lazy(() =>
  z.union([
    expressionSchema,
    primitiveSchema,
    z.object({ $all: z.array(predicateSchema) }).strict(),
    z.object({ $any: z.array(predicateSchema) }).strict(),
    z.object({ $not: predicateSchema }).strict(),
  ]),
)

const valueSchema: z.ZodTypeAny = z.union([
  primitiveSchema,
  z.object({ $exists: z.boolean() }),
  z.object({ $in: z.array(primitiveSchema) }),
  z.object({ $contains: predicateSchema }),
  z.object({ $hasPrefix: z.string() }),
])

function describeIssue(issue: z.ZodIssue, at: readonly string[]): string {
  if (issue.code === 'invalid_union') {
    const ways = issue.unionErrors.map(error => error.issues.map(inner => describeIssue(inner, at)).join('; '))
    return [...new Set(ways)].join(', or ')
  }
  const path = [...at, ...issue.path]
  const [first] = path
  if (first === undefined) return issue.message
  if (path.length === 1 && typeof first === 'number') return `${issue.message} at index ${String(first)}`
  return `${issue.message} at "${path.length === 1 ? String(first) || '""' : joinPath(path)}"`
}

function joinPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === 'number') return `${joined}[${String(key)}]`
    if (key.includes('"')) return `${joined}["${key.replaceAll('"', String.raw`\"`)}"]`
    if (!/[$_\p{ID_Start}][$\u200c\u200d\p{ID_Continue}]*/u.test(key)) return `${joined}["${key}"]`
    return joined === '' ? key : `${joined}.${key}`
  }, '')
}
