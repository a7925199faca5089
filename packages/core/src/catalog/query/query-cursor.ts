import { decodeBase64, encodeBase64 } from '../../base64.ts'
import { CallboardError } from '../../errors.ts'
import { jsonExcess } from '../../json-size.ts'
import type { CatalogQuery, OrderField, Predicate } from './types.ts'

/** The question that a cursor goes on with, without limit and fields. */
export interface Question {
  readonly predicate?: Predicate | undefined
  readonly fullText?: CatalogQuery['fullText']
  readonly order?: readonly OrderField[] | undefined
}

/** A place in the answer to a question: beside an entity, or where it was if it is gone or stands elsewhere now. */
export interface QueryCursor {
  readonly question: Question
  readonly ref: string
  /** What the entity was sorted by: a value for each field of the order, `null` where it had none. */
  readonly values: readonly (string | null)[]
  readonly backwards: boolean
}

/** A cursor as the opaque text that callers get. */
export function encodeCursor({ question, ref, values, backwards }: QueryCursor): string {
  return encodeBase64(JSON.stringify({ question, ref, values, backwards })).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** A cursor carries its question; longer ones than this no client has got into a request. */
const mostLetters = 500_000

/** The cursor behind a text. Throws `invalid-query`; its question is checked when it is asked. */
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
