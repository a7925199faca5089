import { CallboardError } from '@callboard/core'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'

/** Answers a request, or leaves it to the next with `undefined`. */
export type Responder = (request: Request) => Promise<Response | undefined>

export interface ServeOptions {
  /** What `createHandler` makes. */
  readonly handler: (request: Request) => Promise<Response>
  /** Asked first: pages beside the portal. */
  readonly site?: Responder | undefined
  /** 0 takes a free one. @default 7007 */
  readonly port?: number | undefined
  /** @default 'localhost' */
  readonly host?: string | undefined
  /** A larger request body is refused with 413. @default 10_000_000 */
  readonly maxBodyBytes?: number | undefined
  /** Ends the server. */
  readonly signal?: AbortSignal | undefined
}

export interface RunningServer {
  /** `http://localhost:7007` */
  readonly url: string
  /** Resolves when the server has ended. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Serves a fetch handler on node:http. Throws `unreachable` when the port is in use or not allowed. */
export async function serveHandler(options: ServeOptions): Promise<RunningServer> {
  const { handler, site, port = 7007, host = 'localhost', maxBodyBytes = 10_000_000, signal } = options
  const server = createServer((message, response) => {
    void answer(message, response, { handler, site, maxBodyBytes })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(new CallboardError('unreachable', portMessage(error, port, host), { cause: error })))
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  const closed = new Promise<void>(resolve => server.once('close', () => resolve()))
  const close = (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    return closed
  }
  if (signal?.aborted === true) void close()
  signal?.addEventListener('abort', () => void close(), { once: true })
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`, closed, close }
}

function portMessage(error: Error, port: number, host: string): string {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${String(port)} is in use; choose another with --port or PORT`
  if (code === 'EACCES') return `Port ${String(port)} is not allowed for this user; choose one above 1023 with --port or PORT`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `This machine has no address ${host}; leave --host out to serve on localhost`
  return `The server cannot start on ${host}:${String(port)}: ${String(code ?? 'unknown reason')}`
}

interface AnswerOptions {
  readonly handler: ServeOptions['handler']
  readonly site: Responder | undefined
  readonly maxBodyBytes: number
}

async function answer(message: IncomingMessage, response: ServerResponse, { handler, site, maxBodyBytes }: AnswerOptions): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  try {
    const request = toRequest(message, gone.signal)
    if (request === undefined) return plain(response, 400, 'The request cannot be read.')
    if (Number(message.headers['content-length'] ?? 0) > maxBodyBytes)
      return plain(response, 413, `The body is larger than ${String(maxBodyBytes)} bytes.`)
    const answered = (await site?.(request)) ?? (await handler(request))
    response.writeHead(answered.status, headersOf(answered))
    if (answered.body === null || message.method === 'HEAD') response.end()
    else await pipeline(Readable.fromWeb(answered.body as WebStream), response, { signal: gone.signal })
  } catch {
    if (gone.signal.aborted) return
    // What went wrong inside is nobody's business outside.
    if (response.headersSent) response.destroy()
    else plain(response, 500, 'The server could not answer.')
  }
}

function toRequest(message: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', url: target = '/' } = message
  const host = message.headers.host || 'localhost'
  // What follows a host would become a part of the path.
  if (/[/?#\\]/.test(host)) return undefined
  // A proxy may be given the whole address (RFC 9112, 3.2.2); the host it names is that of the header.
  const path = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const item of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, item)
  }
  try {
    const url = `http://${host}${path.startsWith('/') ? path : `/${path.replace(/^\*/, '')}`}`
    const hasBody = method !== 'GET' && method !== 'HEAD'
    return new Request(url, {
      method,
      headers,
      signal,
      ...(hasBody ? { body: Readable.toWeb(message) as ReadableStream, duplex: 'half' } : {}),
    } as RequestInit)
  } catch {
    return undefined
  }
}

function headersOf(response: Response): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  return cookies.length === 0 ? headers : { ...headers, 'set-cookie': cookies }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
