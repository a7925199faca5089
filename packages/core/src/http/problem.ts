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

/** The error for a request. Names and their meanings are Backstage's. */
export class HttpProblem extends Error {
  readonly status: number

  constructor(name: ProblemName | 'Error' | 'TypeError' | 'RangeError', message: string) {
    super(message)
    this.name = name
    this.status = statusOf[name] ?? 500
  }
}

/** Codes of Callboard's errors that blame the request. */
const problemNames: Readonly<Record<string, ProblemName>> = {
  'invalid-query': 'InputError',
  'invalid-ref': 'InputError',
  'invalid-options': 'InputError',
  'limit-exceeded': 'InputError',
  'not-found': 'NotFoundError',
}

/** A thrown value as a problem of the request; `undefined` when the fault is ours. */
export function problemOf(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error
  if (!isCallboardError(error)) return undefined
  const name = problemNames[error.code]
  return name === undefined ? undefined : new HttpProblem(name, error.message)
}

/**
 * The body of an error response, as in Backstage. Long input is shortened: a response has at most a few kilobytes, whatever the size of the
 * request.
 */
export function errorBody(problem: HttpProblem, { method, url }: ErrorBody['request']): ErrorBody {
  const { name, message, status } = problem
  return {
    error: { name, message: clipText(message, 3500) },
    request: { method, url: clipText(url, 3500) },
    response: { statusCode: status },
  }
}

/** A text shortened to about this many bytes in JSON. */
export function clipText(text: string, mostBytes: number): string {
  const size = (part: string): number => new TextEncoder().encode(JSON.stringify(part)).length
  if (text.length <= mostBytes && size(text) <= mostBytes) return text
  let length = mostBytes
  while (size(text.slice(0, length)) > mostBytes) length = Math.floor(length * 0.8)
  return `${text.slice(0, length)}…`
}
