import { CallboardError } from '../../errors.ts'
import { complain } from './complain.ts'
import { letGo, readText } from './read-text.ts'
import { withinTime } from './within-time.ts'

/** Requests JSON below one URL. */
export interface Requester {
  /** The URL, ending in a slash. */
  readonly root: string
  /** The URL for messages: without credentials and query. */
  readonly shown: string
  /** How long callers may join a pending request, in milliseconds. */
  readonly joinMs: number
  /** The JSON at a path below the URL; `undefined` for 404. Throws `CallboardError`. */
  ask(path: string, options?: AskOptions): Promise<unknown>
  /** The raw response, for streams. After the headers arrive, the signal has no effect: cancel the body instead. */
  open(path: string, options?: AskOptions): Promise<Response>
  /** Runs a call within the timeout of a request. */
  within<T>(signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Sends a request as it is. */
  fetch(request: Request): Promise<Response>
  /** The JSON of a response; `undefined` for 404. Throws `CallboardError`. */
  read(response: Response, signal?: AbortSignal): Promise<unknown>
}

export interface AskOptions {
  /** The body to send as JSON, with POST. */
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** How the browser's cache is used. */
  readonly cache?: RequestCache | undefined
}

export interface RequesterOptions {
  readonly src: string
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  readonly timeoutMs: number
  readonly maxBytes: number
  /** Aborts every request. */
  readonly closed: AbortSignal
}

/** The deepest nesting to accept: deeper data would overflow the stack of recursive code. */
const mostLevels = 1000

/** Creates the requester for a URL. Throws `invalid-options` for an invalid URL. */
export function requester({ src, fetch: fetchAny, timeoutMs, maxBytes, closed }: RequesterOptions): Requester {
  const { root, shown } = readAddress(src)
  const within: Requester['within'] = (signal, call) =>
    withinTime(call, {
      ms: timeoutMs,
      late: () => new CallboardError('unreachable', `${shown} did not answer within ${String(timeoutMs / 1000)} s`),
      signals: [signal, closed],
    })
  const send = async (request: Request): Promise<Response> => {
    try {
      return await (fetchAny ?? fetch)(request)
    } catch {
      throw new CallboardError(
        'unreachable',
        `${shown} cannot be reached; check the address, the network, and whether it allows requests from this origin`,
      )
    }
  }
  const ask = (path: string, { body, headers, cache }: AskOptions, signal: AbortSignal): Promise<Response> =>
    send(
      new Request(new URL(path, root), {
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        ...(cache === undefined ? {} : { cache }),
        signal,
      }),
    )
  const read: Requester['read'] = async (response, signal) => {
    if (response.ok) return parse(await readText(response, { shown, maxBytes, signal }), shown)
    if (response.status === 404) {
      letGo(response)
      return undefined
    }
    throw await complain(shown, words =>
      words.refusalOf(response, shown, limit => readText(response, { shown, maxBytes: limit, signal })),
    ).finally(() => letGo(response))
  }
  return {
    root,
    shown,
    joinMs: timeoutMs / 10,
    within,
    read,
    fetch: send,
    open: (path, options = {}) => within(options.signal, signal => ask(path, options, signal)),
    ask: (path, options = {}) => within(options.signal, async signal => read(await ask(path, options, signal), signal)),
  }
}

function readAddress(src: string): { readonly root: string; readonly shown: string } {
  const page = (globalThis as { readonly location?: { readonly href: string } }).location?.href
  if (!URL.canParse(src, page))
    throw new CallboardError(
      'invalid-options',
      `src is "${String(src).slice(0, 100)}", expected the URL of a portal, such as https://portal.acme.test/callboard`,
    )
  const url = new URL(src, page)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new CallboardError('invalid-options', `src starts with ${url.protocol}, expected http: or https:`)
  url.hash = ''
  url.search = ''
  url.pathname = url.pathname.replace(/(?:\/callboard\.json)?\/*$/, '/')
  // Requests cannot contain credentials, and messages must not.
  url.username = ''
  url.password = ''
  return { root: url.href, shown: url.href }
}

async function parse(text: string, shown: string): Promise<unknown> {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw await complain(shown, words => words.notData(text, shown))
  }
  if (isDeeper(answer, mostLevels)) throw await complain(shown, words => words.tooDeep(mostLevels, shown))
  return answer
}

/** True when lists and objects are nested deeper than this many levels. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}
