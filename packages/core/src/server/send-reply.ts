import { hashText } from '../hash.ts'
import type { Reply } from './reply.ts'
import type { HandlerOptions } from './types.ts'

/** What every answer carries, whatever it is. */
export interface SendRules {
  readonly cors: HandlerOptions['cors']
  /** Somebody is known: nothing may be kept by shared caches. */
  readonly personal: boolean
  /** Pages of no origin may ask this, without credentials: an embed page in a sandboxed frame has none. */
  readonly sandboxed: boolean
}

/** Makes the `Response` of a reply: ETag, 304, HEAD, caching, CORS. */
export function sendReply(request: Request, reply: Reply, rules: SendRules): Response {
  const { personal } = rules
  const { status, body, type } = reply
  const headers = new Headers({ 'x-content-type-options': 'nosniff', 'cache-control': personal ? 'private, no-cache' : 'no-cache' })
  if (personal) headers.set('vary', 'authorization, cookie')
  if (type !== undefined) headers.set('content-type', type)
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value)
  // After the headers of the answer: an origin that sends cookies must be named, where others are answered with `*`.
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

/** The answer to a browser that asks whether it may ask. */
export function preflight(request: Request, rules: SendRules): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  })
  allowOrigin(headers, request, rules)
  return new Response(null, { status: 204, headers })
}

/** A header that lets pages of any origin use an answer that holds nothing of anybody's. */
export const forEveryOrigin: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

/** True when a browser asks whether it may ask, and it is worth an answer. */
export function isPreflight({ method, headers }: Request, { cors, sandboxed }: SendRules): boolean {
  if (method !== 'OPTIONS' || !headers.has('access-control-request-method')) return false
  return cors !== undefined || (sandboxed && headers.get('origin') === 'null')
}

function allowOrigin(headers: Headers, request: Request, { cors, sandboxed }: SendRules): void {
  const origin = request.headers.get('origin')
  const any = cors?.origins.includes('*') === true
  if (!any && (cors !== undefined || sandboxed)) headers.append('vary', 'origin')
  if (origin === null) return
  if (any || cors?.origins.includes(origin) === true) {
    headers.set('access-control-allow-origin', any ? '*' : origin)
    if (cors?.credentials === true && !any && origin !== 'null') headers.set('access-control-allow-credentials', 'true')
  } else if (sandboxed && origin === 'null') headers.set('access-control-allow-origin', origin)
  else return
  headers.set('access-control-expose-headers', 'etag, link')
  // Lets a page see whether the connection is HTTP/2: it may hold a stream of changes then.
  headers.set('timing-allow-origin', any ? '*' : origin)
}

function fingerprint(body: string | Uint8Array): string {
  return hashText(typeof body === 'string' ? body : new TextDecoder('latin1').decode(body))
}

/** `If-None-Match` compares weakly. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some(part => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag)
}
