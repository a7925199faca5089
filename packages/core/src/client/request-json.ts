import { CallboardError } from '../errors.ts'

/** Asks below one address, for JSON. */
export interface Requester {
  /** The address, ending in a slash. */
  readonly root: string
  /** The address as messages may show it: without credentials and query. */
  readonly shown: string
  /** The JSON at a path below the address; `undefined` for 404. Throws `CallboardError`. */
  ask(path: string, options?: AskOptions): Promise<unknown>
  /** The bare answer, for streams. */
  open(path: string, options?: AskOptions): Promise<Response>
  /** Sends a request as it is, within the time there is. */
  fetch(request: Request): Promise<Response>
  /** The JSON of an answer; `undefined` for 404. Throws `CallboardError`. */
  read(response: Response): Promise<unknown>
}

export interface AskOptions {
  /** Sent as JSON, with POST. */
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Makes the requester of an address. Throws `invalid-options` for what is no address. */
export function requester(src: string, fetchAny: ((request: Request) => Promise<Response>) | undefined, timeoutMs: number): Requester {
  const { root, shown } = readAddress(src)
  const fetchWithin = async (request: Request, signal: AbortSignal | undefined, timeout: number): Promise<Response> => {
    try {
      return await (fetchAny ?? fetch)(request)
    } catch (error) {
      if (signal?.aborted === true) throw new CallboardError('aborted', 'The signal was aborted')
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      throw new CallboardError(
        'unreachable',
        isLate
          ? `${shown} did not answer within ${String(timeout / 1000)} s`
          : `${shown} cannot be reached; check the address, the network, and whether it lets pages of this origin ask`,
      )
    }
  }
  const send = async (path: string, { body, signal, headers }: AskOptions, timeout: number): Promise<Response> => {
    const limits = [...(signal === undefined ? [] : [signal]), ...(timeout === 0 ? [] : [AbortSignal.timeout(timeout)])]
    const request = new Request(new URL(path, root), {
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.any(limits),
    })
    return fetchWithin(request, signal, timeout)
  }
  const read = async (response: Response): Promise<unknown> => {
    if (response.ok) return readJson(response, shown)
    if (response.status === 400)
      throw new CallboardError('invalid-query', `${shown} does not understand the question: ${await complaintOf(response)}`)
    await response.body?.cancel()
    if (response.status === 404) return undefined
    throw refusal(response.status, shown)
  }
  return {
    root,
    shown,
    read,
    open: (path, options = {}) => send(path, options, 0),
    fetch: request =>
      fetchWithin(
        new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
        request.signal,
        timeoutMs,
      ),
    ask: async (path, options = {}) => read(await send(path, options, timeoutMs)),
  }
}

function readAddress(src: string): { readonly root: string; readonly shown: string } {
  const page = (globalThis as { readonly location?: { readonly href: string } }).location?.href
  if (!URL.canParse(src, page))
    throw new CallboardError(
      'invalid-options',
      `src is "${String(src).slice(0, 100)}", expected the address of a portal, such as https://portal.acme.test/callboard`,
    )
  const url = new URL(src, page)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new CallboardError('invalid-options', `src starts with ${url.protocol}, expected http: or https:`)
  url.hash = ''
  url.search = ''
  url.pathname = url.pathname.replace(/(?:\/callboard\.json)?\/*$/, '/')
  // A request cannot carry them, and a message must not.
  url.username = ''
  url.password = ''
  return { root: url.href, shown: url.href }
}

/** The error for an answer in a form that is none of ours. */
export function strangeAnswer({ shown }: Requester): CallboardError {
  return new CallboardError('unexpected-answer', `${shown} answered in a form that this version does not know; is it of another version?`)
}

async function readJson(response: Response, shown: string): Promise<unknown> {
  let text: string
  try {
    text = await response.text()
  } catch {
    throw new CallboardError('unreachable', `${shown} broke off in the middle of its answer`)
  }
  try {
    return JSON.parse(text)
  } catch {
    const what = /^\s*</.test(text) ? 'a web page, perhaps to sign in,' : 'something else'
    throw new CallboardError(
      'unexpected-answer',
      `${shown} answered with ${what} instead of data; src must be a Callboard handler, a folder from \`callboard build\`, or a Backstage base URL`,
    )
  }
}

async function complaintOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => undefined)) as { readonly error?: { readonly message?: unknown } } | null | undefined
  return String(body?.error?.message ?? response.status).slice(0, 300)
}

function refusal(status: number, shown: string): CallboardError {
  if (status === 401)
    return new CallboardError(
      'refused',
      `${shown} wants to know who asks (401): sign in there, or give the client a fetch that sends a token`,
    )
  if (status === 403) return new CallboardError('refused', `${shown} does not let this be read (403)`)
  if (status === 429) return new CallboardError('limit-exceeded', `${shown} was asked too often (429); try again later`)
  return new CallboardError(status >= 500 ? 'unreachable' : 'unexpected-answer', `${shown} answered ${String(status)}`)
}
