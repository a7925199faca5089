import { z } from 'zod/v3'
import { decodeBase64, encodeBase64 } from '../base64.ts'
import { checkPredicateSize } from '../catalog/query/check-predicate-size.ts'
import { jsonExcess } from '../json-size.ts'
import { isSmall, readPredicate } from './parse-predicate.ts'
import { ownMessages, predicateSchema } from './predicate-schema.ts'
import { HttpProblem } from './problem.ts'

/** The content of a `cursor` of Backstage's by-query: the question, and the rows before and after the page. */
export interface BackstageCursor {
  readonly orderFields: readonly { readonly field: string; readonly order?: 'asc' | 'desc' | undefined }[]
  readonly fullTextFilter?: { readonly term: string; readonly fields?: readonly string[] | undefined } | undefined
  readonly orderFieldValues?: readonly (string | null)[] | undefined
  /** The filter of older cursors. */
  readonly filter?: unknown
  readonly isPrevious: boolean
  readonly query?: unknown
  readonly firstSortFieldValues?: readonly (string | null)[] | undefined
  readonly totalItems?: number | undefined
}

const searchFilterSchema: z.ZodTypeAny = z.lazy(() =>
  z
    .object({ key: z.string(), values: z.array(z.string()).optional() })
    .or(z.object({ not: searchFilterSchema }))
    .or(z.object({ anyOf: z.array(searchFilterSchema) }))
    .or(z.object({ allOf: z.array(searchFilterSchema) })),
)

const cursorSchema: z.ZodTypeAny = z.object({
  orderFields: z.array(z.object({ field: z.string(), order: z.enum(['asc', 'desc']) })),
  fullTextFilter: z.object({ term: z.string(), fields: z.array(z.string()).optional() }).optional(),
  orderFieldValues: z.array(z.string().or(z.null())),
  filter: searchFilterSchema.optional(),
  isPrevious: z.boolean(),
  query: predicateSchema.optional(),
  firstSortFieldValues: z.array(z.string().or(z.null())).optional(),
  totalItems: z.number().optional(),
})

/** Encodes a cursor for clients. */
export function encodeCursor(cursor: BackstageCursor): string {
  return encodeBase64(JSON.stringify(cursor))
}

/** Decodes a cursor. Throws `InputError`. */
export function decodeCursor(text: string): BackstageCursor {
  let value: unknown
  try {
    const json = decodeBase64(text)
    const excess = jsonExcess(json)
    if (excess !== undefined) throw new HttpProblem('InputError', `The cursor has ${excess}`)
    value = JSON.parse(json)
  } catch (error) {
    throw new HttpProblem('InputError', `Malformed cursor: ${String(error)}`)
  }
  const cursor = isSmall(value) ? readCursor(value) : readLargeCursor(value)
  return cursor.filter === undefined
    ? cursor
    : { ...cursor, filter: undefined, query: both(cursor.query, searchFilterToPredicate(cursor.filter)) }
}

function readCursor(value: unknown): BackstageCursor {
  const result = cursorSchema.safeParse(value, ownMessages)
  if (result.success) return result.data as BackstageCursor
  throw new HttpProblem('InputError', `Malformed cursor: InputError: Malformed cursor: ${String(result.error.message)}`)
}

/** Reads the question up to the first invalid part; the rest is small in every cursor. */
function readLargeCursor(value: unknown): BackstageCursor {
  const { query, filter, ...rest } = value as Readonly<Record<string, unknown>>
  checkPredicateSize(query)
  const read = query === undefined ? { data: undefined } : readPredicate(query)
  if (!isSmall(rest, 1000) || 'wrong' in read || !(filter === undefined || isSearchFilter(filter)))
    throw new HttpProblem('InputError', 'Malformed cursor: it does not come from an earlier answer')
  return { ...readCursor(rest), query: read.data, filter }
}

function isSearchFilter(filter: unknown): boolean {
  const { key, values, not, anyOf, allOf } = (filter ?? {}) as Readonly<Record<string, unknown>>
  if (key !== undefined)
    return typeof key === 'string' && (values === undefined || (Array.isArray(values) && values.every(one => typeof one === 'string')))
  if (not !== undefined) return isSearchFilter(not)
  const parts = anyOf ?? allOf
  return Array.isArray(parts) && parts.every(isSearchFilter)
}

function both(query: unknown, filter: unknown): unknown {
  return query === undefined ? filter : { $all: [query, filter] }
}

/** The filters of cursors from older servers as predicates. */
function searchFilterToPredicate(filter: unknown): unknown {
  const { key, values, not, anyOf, allOf } = filter as {
    readonly key?: string
    readonly values?: readonly string[]
    readonly not?: unknown
    readonly anyOf?: readonly unknown[]
    readonly allOf: readonly unknown[]
  }
  if (key !== undefined) return Object.fromEntries([[key, values === undefined ? { $exists: true } : { $in: values }]])
  if (not !== undefined) return { $not: searchFilterToPredicate(not) }
  return anyOf === undefined ? { $all: allOf.map(searchFilterToPredicate) } : { $any: anyOf.map(searchFilterToPredicate) }
}
