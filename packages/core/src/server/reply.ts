import { errorBody, HttpProblem } from '../http/problem.ts'

/** The answer of a route, before the handler turns it into a `Response`. */
export interface Reply {
  readonly status: number
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array> | undefined
  readonly type?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The ETag, without quotes. @default a hash of the body */
  readonly etag?: string | undefined
}

/** Data as JSON. */
export function json(value: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return jsonText(JSON.stringify(value), headers)
}

/** JSON text as it is. */
export function jsonText(body: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status: 200, body, type: 'application/json; charset=utf-8', headers }
}

/** An answer without a body. */
export function empty(status: number): Reply {
  return { status }
}

/** The 405 response for a method, with the value of `Allow`. */
export function refuseMethod(request: { readonly method: string; readonly url: string }, allow: string): Reply {
  const problem = new HttpProblem('MethodNotAllowedError', `${request.method} is not allowed here, only ${allow.replaceAll(',', ', ')}`)
  return { ...json(errorBody(problem, request)), status: problem.status, headers: { allow } }
}

/** A text escaped for HTML and XML, between tags and in quoted attributes. Characters that XML cannot represent are removed. */
export function escapeMarkup(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"']/g, letter => `&#${String(letter.charCodeAt(0))};`)
  )
}
