import { decodeBase64, encodeBase64 } from '../../base64.ts'
import { CallboardError } from '../../errors.ts'
import type { CatalogQuery, OrderField, Predicate } from '../types.ts'

/** The question that a cursor goes on with, without limit and fields. */
export interface Question {
  readonly predicate?: Predicate | undefined
  readonly fullText?: CatalogQuery['fullText']
  readonly order?: readonly OrderField[] | undefined
}

/** A place in the answer to a question: beside an entity, or where it would be if it is gone. */
export interface QueryCursor {
  readonly question: Question
  readonly ref: string
  readonly index: number
  readonly backwards: boolean
}

/** A cursor as the opaque text that callers get. */
export function encodeCursor({ question, ref, index, backwards }: QueryCursor): string {
  return encodeBase64(JSON.stringify({ question, ref, index, backwards })).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The cursor behind a text. Throws `invalid-query`; its question is checked when it is asked. */
export function decodeCursor(text: unknown): QueryCursor {
  let value: unknown
  try {
    value = typeof text === 'string' ? JSON.parse(decodeBase64(text)) : undefined
  } catch {
    value = undefined
  }
  const { question, ref, index, backwards } = (value ?? {}) as Partial<Record<keyof QueryCursor, unknown>>
  const isQuestion = typeof question === 'object' && question !== null
  if (!isQuestion || typeof ref !== 'string' || !Number.isInteger(index) || Number(index) < 0 || typeof backwards !== 'boolean') {
    throw new CallboardError('invalid-query', 'The cursor cannot be read: give one that an earlier answer gave, or none to begin again')
  }
  return { question: question as Question, ref, index: Number(index), backwards }
}
