import { isCallboardError } from '../errors.ts'
import type { ErrorBody } from './wire.ts'

const statusOf: Readonly<Record<string, number>> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  MethodNotAllowedError: 405,
  PayloadTooLargeError: 413,
  NotImplementedError: 501,
  ServiceUnavailableError: 503,
}

export type ProblemName =
  | 'InputError'
  | 'AuthenticationError'
  | 'NotAllowedError'
  | 'NotFoundError'
  | 'MethodNotAllowedError'
  | 'PayloadTooLargeError'
  | 'NotImplementedError'
  | 'ServiceUnavailableError'

/** A request that is answered with an error. The names and what they stand for are Backstage's. */
export class HttpProblem extends Error {
  readonly status: number

  constructor(name: ProblemName | 'Error' | 'TypeError' | 'RangeError', message: string) {
    super(message)
    this.name = name
    this.status = statusOf[name] ?? 500
  }
}

/** The problem that something thrown is for whoever asked; `undefined` when it is our own. */
export function problemOf(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error
  if (!isCallboardError(error)) return undefined
  switch (error.code) {
    case 'invalid-query':
    case 'invalid-ref':
    case 'invalid-options':
    case 'limit-exceeded':
      return new HttpProblem('InputError', error.message)
    case 'not-found':
      return new HttpProblem('NotFoundError', error.message)
    default:
      return undefined
  }
}

/**
 * The body of an error answer, as Backstage writes it. What came from outside is cut off where it is long: an answer is at most some kilobytes, however
 * much was asked.
 */
export function errorBody(problem: HttpProblem, { method, url }: ErrorBody['request']): ErrorBody {
  const { name, message, status } = problem
  return {
    error: { name, message: clipText(message, 3500) },
    request: { method, url: clipText(url, 3500) },
    response: { statusCode: status },
  }
}

/** A text that needs at most so many bytes in JSON, a few more where it was cut off. */
export function clipText(text: string, mostBytes: number): string {
  const size = (part: string): number => new TextEncoder().encode(JSON.stringify(part)).length
  if (text.length <= mostBytes && size(text) <= mostBytes) return text
  let length = mostBytes
  while (size(text.slice(0, length)) > mostBytes) length = Math.floor(length * 0.8)
  return `${text.slice(0, length)}…`
}
