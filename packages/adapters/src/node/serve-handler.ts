import { CallboardError } from '@callboard/core'
import { isAllowedHost } from '@callboard/core/server'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { compressor } from './compress.ts'

/** Answers a request, or returns `undefined` to leave it to the next responder. */
export type Responder = (request: Request) => Promise<Response | undefined>

/** What to serve, at which address, and for which host names. */
export interface ServeOptions {
  /** The handler that `createHandler` returns. */
  readonly handler: (request: Request) => Promise<Response>
  /** Called first: pages served next to the portal. */
  readonly site?: Responder | undefined
  /** 0 chooses a free port. @default 7007 */
  readonly port?: number | undefined
  /** The host name or address to listen on; `0.0.0.0` is every address of this machine. @default 'localhost' */
  readonly host?: string | undefined
  /**
   * Host names that are accepted in addition to localhost and IP addresses; requests for other names get 403. `.example.com` includes subdomains; `*` means any.
   * @default none if only this machine can reach `host`, otherwise any
   */
  readonly allowedHosts?: readonly string[] | undefined
  /** A larger request body is refused with 413. @default 10_000_000 */
  readonly maxBodyBytes?: number | undefined
  /** Stops the server when aborted. */
  readonly signal?: AbortSignal | undefined
}

/** Where a server listens, and how to stop it. */
export interface RunningServer {
  /** `http://localhost:7007` */
  readonly url: string
  /** Resolves when the server has stopped. */
  readonly closed: Promise<void>
  /** Stops listening and closes open connections; resolves when the server has stopped. */
  close(): Promise<void>
}

/** Serves a fetch handler on node:http. Throws `unreachable` when the port is in use or not allowed. */
export async function serveHandler(options: ServeOptions): Promise<RunningServer> {
  const { handler, site, port = 7007, host = 'localhost', maxBodyBytes = 10_000_000, signal } = options
  const allowedHosts = options.allowedHosts ?? (isLoopback(host) ? [] : ['*'])
  const server = createServer({ requireHostHeader: false }, (message, response) => {
    void answer(message, response, { handler, site, maxBodyBytes, allowedHosts })
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
  readonly allowedHosts: readonly string[]
}

async function answer(message: IncomingMessage, response: ServerResponse, options: AnswerOptions): Promise<void> {
  const { handler, site, maxBodyBytes, allowedHosts } = options
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  try {
    const host = hostOf(message)
    const request = host === undefined ? undefined : toRequest(message, host, gone.signal)
    if (host === undefined || request === undefined) return plain(response, 400, 'The request cannot be read.')
    if (!isAllowedHost(host, allowedHosts))
      return plain(
        response,
        403,
        `This server does not accept requests for the host ${host.slice(0, 100)}. To allow it, add it to allowedHosts or --allowed-hosts.`,
      )
    if (Number(message.headers['content-length'] ?? 0) > maxBodyBytes)
      return plain(response, 413, `The body is larger than ${String(maxBodyBytes)} bytes.`)
    const answered = (await site?.(request)) ?? (await handler(request))
    const headers = new Headers(answered.headers)
    const encoding = message.headers['accept-encoding']
    const isRead = message.method === 'GET' || message.method === 'HEAD'
    const shorter = isRead ? compressor(typeof encoding === 'string' ? encoding : undefined, answered.status, headers) : undefined
    response.writeHead(answered.status, plainHeaders(headers))
    if (answered.body === null || message.method === 'HEAD') {
      shorter?.destroy()
      await answered.body?.cancel()
      response.end()
      return
    }
    const body = Readable.fromWeb(answered.body as WebStream)
    await (shorter === undefined
      ? pipeline(body, response, { signal: gone.signal })
      : pipeline(body, shorter, response, { signal: gone.signal }))
  } catch {
    if (gone.signal.aborted) return
    // Clients do not see what went wrong.
    if (response.headersSent) response.destroy()
    else plain(response, 500, 'The server could not answer.')
  }
}

/** The host of a request; `undefined` if it has no host, several, or an invalid one. */
function hostOf({ headers, rawHeaders }: IncomingMessage): string | undefined {
  const count = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length
  const { host = '' } = headers
  return count === 1 && /^(?:\[[\da-f:.]+\]|[\w.~%!$&'*+-]+)(?::\d{0,5})?$/i.test(host) ? host : undefined
}

/** True when only this machine can reach a server at that host. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}

function toRequest(message: IncomingMessage, host: string, signal: AbortSignal): Request | undefined {
  const { method = 'GET', url: target = '/' } = message
  // The request line may contain the whole URL (RFC 9112, 3.2.2); the host is taken from the header.
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

function plainHeaders(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }) }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
