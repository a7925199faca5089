/** Why a call failed: the caller was wrong, or something outside failed. Wrong data becomes a `Diagnostic` instead. */
export type ErrorCode =
  | 'invalid-options'
  | 'invalid-ref'
  | 'invalid-query'
  | 'not-found'
  | 'unreachable'
  | 'refused'
  | 'unexpected-answer'
  | 'limit-exceeded'
  | 'aborted'

/** The only error class that Callboard throws. The message says what is wrong and what is expected, and never contains a credential. */
export class CallboardError extends Error {
  /** Identifies the errors of every copy of this package; `isCallboardError` checks it. */
  readonly isCallboardError = true
  /** Why the call failed, for programs. */
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CallboardError'
    this.code = code
  }
}

/** True for a `CallboardError` of any installed copy of this package, with the given code, if any. */
export function isCallboardError(value: unknown, code?: ErrorCode): value is CallboardError {
  try {
    return value instanceof Error && 'isCallboardError' in value && (code === undefined || (value as CallboardError).code === code)
  } catch {
    return false
  }
}

const longestMessage = 1000

/**
 * An error as one sentence, for any thrown value, because sources are other people's code. File-system errors contain absolute paths, which
 * must not leave the machine: only the last part of a path is kept.
 */
export function messageOf(error: unknown): string {
  const unsaid = 'It failed without giving a reason'
  try {
    const text = error instanceof Error ? withoutFolders(error) : String(error)
    return typeof text !== 'string' || text.trim() === '' ? unsaid : text.slice(0, longestMessage)
  } catch {
    return unsaid
  }
}

function withoutFolders(error: Error & { readonly path?: unknown; readonly dest?: unknown }): unknown {
  const { message, path, dest } = error
  return [dest, path].reduce<string>(
    (text, place) => (typeof place === 'string' && /[/\\]/.test(place) ? text.replaceAll(place, place.replace(/^.*[/\\](?=.)/, '')) : text),
    message,
  )
}
