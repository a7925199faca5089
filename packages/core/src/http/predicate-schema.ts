import { z } from 'zod/v3'

/** For every parse of a schema of zod 3: its own messages, even if the page or server around Callboard sets others for all of zod 3. */
export const ownMessages: Partial<z.ParseParams> = { errorMap: z.defaultErrorMap }

/**
 * The message for an invalid predicate, as clients of Backstage see it: the schema has the shape of `createZodV3FilterPredicateSchema` in
 * `@backstage/filter-predicates`, and zod 3 produces the same messages. It tries every reading of every part: for small predicates only.
 */
export function predicateComplaint(value: unknown, at: readonly string[]): string {
  const { error } = predicateSchema.safeParse(value, ownMessages) as z.SafeParseError<unknown>
  return `Validation error: ${error.issues.map(issue => describeIssue(issue, at)).join('; ')}`
}

const primitiveSchema = z.union([z.string(), z.number(), z.boolean()])

const expressionSchema: z.ZodTypeAny = z.lazy(() =>
  z.union([z.record(z.string().regex(/^(?:[^$\n\r].*)?$/), valueSchema), z.record(z.string().regex(/^\$/), z.never())]),
)

/** The top level of a `query`. A primitive value passes here and is rejected when the predicate is used. */
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

/** One issue as `zod-validation-error` formats it. `at` is the path of the checked value in the body. */
function describeIssue(issue: z.ZodIssue, at: readonly string[]): string {
  if (issue.code === 'invalid_union') {
    const ways = issue.unionErrors.map(error => error.issues.map(inner => describeIssue(inner, at)).join('; '))
    return [...new Set(ways)].join(', or ')
  }
  const path = [...at, ...issue.path]
  if (path.length === 0) return issue.message
  return `${issue.message} at "${path.length === 1 ? String(path[0]) || '""' : joinPath(path)}"`
}

function joinPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === 'number') return `${joined}[${String(key)}]`
    if (key.includes('"')) return `${joined}["${key.replaceAll('"', String.raw`\"`)}"]`
    if (!/[$_\p{ID_Start}]/u.test(key)) return `${joined}["${key}"]`
    return joined === '' ? key : `${joined}.${key}`
  }, '')
}
