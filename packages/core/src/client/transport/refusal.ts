import { CallboardError } from '../../errors.ts'

/** The most bytes to read of the body of a refusal. */
const maxBytes = 64_000

/** The error for a response that is not OK. Reads only the body of a 400, for its reason. */
export async function refusalOf(
  { status }: Response,
  shown: string,
  readBody: (maxBytes: number) => Promise<string>,
): Promise<CallboardError> {
  if (status === 400) {
    const reason = await readBody(maxBytes).then(messageIn, () => '400')
    return new CallboardError('invalid-query', `${shown} rejected the query: ${reason}`)
  }
  if (status === 401)
    return new CallboardError('refused', `${shown} requires sign-in (401): sign in there, or give the client a fetch that sends a token`)
  if (status === 403) return new CallboardError('refused', `${shown} denies access (403)`)
  if (status === 429) return new CallboardError('limit-exceeded', `${shown} received too many requests (429); try again later`)
  return new CallboardError(status >= 500 ? 'unreachable' : 'unexpected-answer', `${shown} answered ${String(status)}`)
}

/** The error for a text that is not JSON. */
export function notData(text: string, shown: string): CallboardError {
  const what = /^\s*</.test(text) ? 'a web page, perhaps to sign in,' : 'something else'
  return new CallboardError('unexpected-answer', `${shown} answered with ${what} instead of data; ${expected}`)
}

/** The error for data that is nested too deeply. */
export function tooDeep(levels: number, shown: string): CallboardError {
  return new CallboardError('limit-exceeded', `${shown} answered with data nested deeper than ${String(levels)} levels`)
}

/** The error for a body that is longer than the client may read. */
export function tooLong(bytes: number, shown: string): CallboardError {
  return new CallboardError(
    'limit-exceeded',
    `${shown} answered with more than ${String(bytes)} bytes; ask for less, or give the client a higher maxBytes`,
  )
}

/** The error for bytes that are not text. */
export function notText(shown: string): CallboardError {
  return new CallboardError('unexpected-answer', `${shown} answered with bytes that are not UTF-8 text`)
}

/** The error for a URL without a portal. */
export function noPortal(shown: string): CallboardError {
  return new CallboardError('unexpected-answer', `${shown} has no callboard.json and is not a Backstage; ${expected}`)
}

const expected = 'src must be a Callboard handler, a folder from `callboard build`, or a Backstage base URL'

function messageIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { readonly error: { readonly message: unknown } }
    return String(error.message).slice(0, 300)
  } catch {
    return '400'
  }
}
