/** Why a call failed. `CallboardError` is for the caller and the world; wrong data becomes a `Diagnostic` instead. */
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

/** The one error class that Callboard throws. The message names the thing and the expected form, and never holds a credential. */
export class CallboardError extends Error {
  /** Marks the errors of every copy of this package: `isCallboardError` looks for it. */
  readonly isCallboardError = true
  /** Why the call failed, for programs. */
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CallboardError'
    this.code = code
  }
}

/** True for a `CallboardError` of any installed copy of this package, and of that code when one is given. */
export function isCallboardError(value: unknown, code?: ErrorCode): value is CallboardError {
  try {
    return value instanceof Error && 'isCallboardError' in value && (code === undefined || (value as CallboardError).code === code)
  } catch {
    return false
  }
}

const longestMessage = 1000

/**
 * An error as one sentence, whatever was thrown: sources are other people's code. Errors of the file system name absolute paths, which are nobody's business
 * elsewhere: only their last part stays.
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
