import { decodeBase64, encodeBase64 } from '../../base64.ts'
import { CallboardError } from '../../errors.ts'
import { jsonExcess } from '../../json-size.ts'
import type { CatalogQuery, OrderField, Predicate } from './types.ts'

/** The question that a cursor continues, without limit and fields. */
export interface Question {
  readonly predicate?: Predicate | undefined
  readonly fullText?: CatalogQuery['fullText']
  readonly order?: readonly OrderField[] | undefined
}

/** A position in the results of a question: next to an entity, or where it was if it was removed or moved. */
export interface QueryCursor {
  readonly question: Question
  readonly ref: string
  /** The sort values of the entity: one for each field of the order, `null` if it had none. */
  readonly values: readonly (string | null)[]
  readonly backwards: boolean
}

/** A cursor as the opaque text that callers get. */
export function encodeCursor({ question, ref, values, backwards }: QueryCursor): string {
  return encodeBase64(JSON.stringify({ question, ref, values, backwards })).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** A cursor contains its question; no client can send a longer one in a request. */
const mostLetters = 500_000

/** Decodes a cursor. Throws `invalid-query`; its question is checked when it is used. */
export function decodeCursor(text: unknown): QueryCursor {
  let value: unknown
  try {
    const json = typeof text === 'string' && text.length <= mostLetters ? decodeBase64(text) : ''
    value = jsonExcess(json) === undefined ? JSON.parse(json) : undefined
  } catch {
    value = undefined
  }
  const { question, ref, values, backwards } = (value ?? {}) as Partial<Record<keyof QueryCursor, unknown>>
  if (!isQuestion(question) || typeof ref !== 'string' || !isValues(values, question) || typeof backwards !== 'boolean') {
    throw new CallboardError('invalid-query', 'The cursor is not valid: use one from an earlier answer, or leave it out to start again')
  }
  return { question, ref, values, backwards }
}

function isQuestion(value: unknown): value is Question {
  return typeof value === 'object' && value !== null
}

function isValues(values: unknown, { order }: Question): values is readonly (string | null)[] {
  const fields = Array.isArray(order) ? order.length : 0
  return Array.isArray(values) && values.length === fields && values.every(value => value === null || typeof value === 'string')
}
