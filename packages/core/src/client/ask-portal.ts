import { CallboardError } from '../errors.ts'
import type { Asking, ClientOptions } from './types.ts'

/** Asks the portal at an address, and says in one sentence what went wrong. Throws `invalid-options`. */
export function askPortal({ src, fetch = (input, init) => globalThis.fetch(input, init), timeoutMs = 30_000 }: ClientOptions): Asking {
  const root = rootOf(src)
  const fail = (code: CallboardError['code'], says: string, cause?: unknown): CallboardError => new CallboardError(code, `${root} ${says}`, { cause })

  const response: Asking['response'] = async (path, init) => {
    let answer: Response
    try {
      answer = await fetch(root + path, init)
    } catch (cause) {
      throw failed(init.signal, cause)
    }
    const { status } = answer
    if (answer.ok) return answer
    if (status === 401 || status === 403) throw fail('refused', `refuses to answer (${status}): sign in there, or give createClient a \`fetch\` that sends credentials`)
    if (status === 404) throw fail('not-found', `has nothing at ${path}: set \`src\` to the address of a Callboard portal, or of a Backstage`)
    if (status === 400) throw fail('invalid-query', `does not understand the question: ${await complaint(answer)}`)
    throw fail('unreachable', `cannot answer now (${status}): try again later`)
  }

  const failed = (signal: AbortSignal, cause: unknown): CallboardError => {
    if (signal.aborted && signal.reason?.name !== 'TimeoutError') return new CallboardError('aborted', 'The signal was aborted')
    const why = signal.aborted ? `gave no answer within ${timeoutMs / 1000} s` : 'cannot be reached'
    return fail('unreachable', `${why}: check the address and the network, and that the portal lets this page's origin in (\`cors\`)`, cause)
  }

  const nonsense: Asking['nonsense'] = path =>
    fail('unexpected-answer', `gives no answer of a portal at ${path}: set \`src\` to the portal's own address, and check that no login page answers in its place`)

  return {
    shown: root,
    response,
    nonsense,
    async json(path, signal, body) {
      const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const headers = { accept: 'application/json' }
      const answer = await response(path, {
        signal: within,
        ...(body === undefined
          // What may be kept is asked for anew, with its ETag: a manifest must not be older than its files.
          ? { headers, ...(path.startsWith('data/') ? {} : { cache: 'no-cache' }) }
          : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      let text: string
      try {
        text = await answer.text()
      } catch (cause) {
        throw failed(within, cause)
      }
      try {
        return JSON.parse(text)
      } catch {
        throw nonsense(path)
      }
    },
  }
}

/** The address with a slash at its end, without query and hash. */
function rootOf(src: string): string {
  const plain = src.trim().replace(/[?#].*/s, '').replace(/(?:\/(?:index\.html|callboard\.json|api\/catalog)?)*$/, '/')
  if (/^[^/]*:?\/\/[^/]*@/.test(plain)) throw new CallboardError('invalid-options', '`src` must not hold a user name or password: give createClient a `fetch` that sends credentials')
  if (src.trim() === '' || /^(?!https?:)[a-z][\w+.-]*:/i.test(plain)) throw new CallboardError('invalid-options', '`src` must be the http(s) address of a portal')
  return plain
}

async function complaint(answer: Response): Promise<string> {
  const body = await answer.json().catch(() => undefined) as { readonly error?: { readonly message?: unknown } } | null | undefined
  return String(body?.error?.message ?? answer.status).slice(0, 300)
}
