import { hashText } from '../hash.ts'
import type { Reply } from './reply.ts'
import type { HandlerOptions } from './types.ts'

/** What every answer carries, whatever it is. */
export interface SendRules {
  readonly cors: HandlerOptions['cors']
  /** Somebody is known: nothing may be kept by shared caches. */
  readonly personal: boolean
}

/** Makes the `Response` of a reply: ETag, 304, HEAD, caching, CORS. */
export function sendReply(request: Request, reply: Reply, { cors, personal }: SendRules): Response {
  const { status, body, type } = reply
  const headers = new Headers({ 'x-content-type-options': 'nosniff', 'cache-control': personal ? 'private, no-cache' : 'no-cache' })
  if (personal) headers.set('vary', 'authorization, cookie')
  allowOrigin(headers, request, cors)
  if (type !== undefined) headers.set('content-type', type)
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value)
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
export function preflight(request: Request, cors: HandlerOptions['cors']): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  })
  allowOrigin(headers, request, cors)
  return new Response(null, { status: 204, headers })
}

/** A header that lets pages of any origin use an answer that holds nothing of anybody's. */
export const forEveryOrigin: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

function allowOrigin(headers: Headers, request: Request, cors: HandlerOptions['cors']): void {
  if (cors === undefined) return
  const origin = request.headers.get('origin')
  const any = cors.origins.includes('*')
  if (!any) headers.append('vary', 'origin')
  if (origin === null || !(any || cors.origins.includes(origin))) return
  headers.set('access-control-allow-origin', any ? '*' : origin)
  headers.set('access-control-expose-headers', 'etag, link')
  if (cors.credentials === true && !any) headers.set('access-control-allow-credentials', 'true')
}

function fingerprint(body: string | Uint8Array): string {
  return hashText(typeof body === 'string' ? body : new TextDecoder('latin1').decode(body))
}

/** `If-None-Match` compares weakly. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some(part => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag)
}
