import { hashText } from '../hash.ts'
import type { Reply } from './reply.ts'
import type { HandlerOptions } from './types.ts'

/** Rules for every response. */
export interface SendRules {
  readonly cors: HandlerOptions['cors']
  /** True for an authenticated caller: shared caches must not keep the response. */
  readonly personal: boolean
  /** True if pages with the origin `null`, such as sandboxed embed pages, may call this without credentials. */
  readonly sandboxed: boolean
}

/** Turns a reply into a `Response`: ETag, 304, HEAD, caching, CORS. */
export function sendReply(request: Request, reply: Reply, rules: SendRules): Response {
  const { personal } = rules
  const { status, body, type } = reply
  const headers = new Headers({ 'x-content-type-options': 'nosniff', 'cache-control': personal ? 'private, no-cache' : 'no-cache' })
  if (personal) headers.set('vary', 'authorization, cookie')
  if (type !== undefined) headers.set('content-type', type)
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value)
  // After the headers of the reply: with cookies, the origin must be explicit; other responses allow `*`.
  allowOrigin(headers, request, rules)
  const readable = request.method === 'GET' || request.method === 'HEAD'
  if (status === 200 && readable && body !== undefined && !(body instanceof ReadableStream)) {
    const etag = `"${reply.etag ?? fingerprint(body)}"`
    headers.set('etag', etag)
    if (matches(request.headers.get('if-none-match'), etag)) {
      headers.delete('content-type')
      return new Response(null, { status: 304, headers })
    }
  }
  return new Response(request.method === 'HEAD' ? null : ((body as BodyInit | undefined) ?? null), { status, headers })
}

/** The response to a CORS preflight request. */
export function preflight(request: Request, rules: SendRules): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  })
  allowOrigin(headers, request, rules)
  return new Response(null, { status: 204, headers })
}

/** Headers that let pages of any origin use a public response. */
export const forEveryOrigin: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

/** True for a CORS preflight request that gets a response. */
export function isPreflight({ method, headers }: Request, { cors, sandboxed }: SendRules): boolean {
  if (method !== 'OPTIONS' || !headers.has('access-control-request-method')) return false
  return cors !== undefined || (sandboxed && headers.get('origin') === 'null')
}

function allowOrigin(headers: Headers, request: Request, { cors, sandboxed }: SendRules): void {
  const origin = request.headers.get('origin') ?? ''
  const isListed = cors?.origins.includes(origin) === true || (sandboxed && origin === 'null')
  const allowed = cors?.origins.includes('*') === true ? '*' : isListed ? origin : undefined
  // If any origin is allowed, the response is the same for all, so caches may share it.
  if (allowed !== '*' && (cors !== undefined || sandboxed)) headers.append('vary', 'origin')
  if (allowed === undefined) return
  headers.set('access-control-allow-origin', allowed)
  if (cors?.credentials === true && allowed !== '*' && allowed !== 'null') headers.set('access-control-allow-credentials', 'true')
  headers.set('access-control-expose-headers', 'etag, link')
  // Lets a page detect HTTP/2, where it can keep a stream of changes open.
  headers.set('timing-allow-origin', allowed)
}

function fingerprint(body: string | Uint8Array): string {
  return hashText(typeof body === 'string' ? body : new TextDecoder('latin1').decode(body))
}

/** `If-None-Match` uses weak comparison. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some(part => {
    const known = part.trim()
    return known === '*' || known.replace(/^W\//, '') === etag
  })
}
