import { createPortal, memory } from '@callboard/core'
import { buildStatic, createHandler } from '@callboard/core/server'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'

/** A kind of misbehaviour. `good` is the response of a correct server. */
export type Lie = (response: ServerResponse, good: string, request: IncomingMessage) => void

/** Where a server misbehaves: all requests before are answered correctly. */
export type Place = 'manifest' | 'handler' | 'static' | 'backstage'
export const places: readonly Place[] = ['manifest', 'handler', 'static', 'backstage']

const json = { 'content-type': 'application/json' }
const socketOf = (response: ServerResponse): Socket => response.socket as Socket

/** Writes without end, as fast as the client reads. */
function writeForEver(target: ServerResponse | Socket, piece: string | Buffer): void {
  const go = (): void => {
    while (!target.destroyed && target.write(piece)) continue
    if (!target.destroyed) target.once('drain', go)
  }
  go()
}

/** Writes piece by piece, each after some milliseconds, as long as the client is connected. */
function drip(target: ServerResponse | Socket, pieces: Iterable<string>, end: () => void = () => {}): void {
  const rest = pieces[Symbol.iterator]()
  const timer = setInterval(() => {
    const { done, value } = rest.next()
    if (done !== true && !target.destroyed) target.write(value)
    else {
      clearInterval(timer)
      end()
    }
  }, 25)
}

function* forEver(piece: string): Iterable<string> {
  for (;;) yield piece
}

const answer =
  (status: number, body: string | Buffer = '', headers: Readonly<Record<string, string>> = json): Lie =>
  response =>
    response.writeHead(status, headers).end(body)
const raw =
  (text: string): Lie =>
  response => {
    socketOf(response).write(text)
  }
const thenNothing =
  (status: number, start: (good: string) => string, headers: Readonly<Record<string, string>> = json): Lie =>
  (response, good) => {
    response.writeHead(status, headers).flushHeaders()
    response.write(start(good))
  }
const thenForEver =
  (status: number, start: string, piece: string): Lie =>
  response => {
    response.writeHead(status, json).write(start)
    writeForEver(response, piece)
  }

export const lies: Readonly<Record<string, Lie>> = {
  'silence instead of headers': () => {},
  'silence after the headers': response => response.writeHead(200, { ...json, 'content-length': '900' }).flushHeaders(),
  'silence in the middle of the body': thenNothing(200, good => good.slice(0, good.length / 2)),
  'silence after the last byte but one': thenNothing(200, good => good.slice(0, -1)),
  'a byte at a time': (response, good) => drip(response.writeHead(200, json), good, () => response.end()),
  'headers a byte at a time': response => drip(socketOf(response), `HTTP/1.1 200 OK\r\nx-slow: ${'x'.repeat(10_000)}`),
  'headers without end': response => {
    socketOf(response).write('HTTP/1.1 200 OK\r\n')
    writeForEver(socketOf(response), `x-more: ${'x'.repeat(100)}\r\n`)
  },
  'early hints without end': response => drip(socketOf(response), forEver('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')),
  'a string without end': thenForEver(200, '{"items":["', 'x'.repeat(10_000)),
  'a list without end': thenForEver(200, '{"items":[0', ',{"a":[]}'.repeat(1000)),
  'white space without end': thenForEver(200, '', ' \n'.repeat(5000)),
  'white space a byte at a time': response => drip(response.writeHead(200, json), forEver(' ')),
  'lists in lists': answer(200, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  'objects in objects': answer(200, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
  'depth inside a correct answer': (response, good) =>
    response.writeHead(200, json).end(good.replace('{', `{"more":${'['.repeat(50_000)}${']'.repeat(50_000)},`)),
  'a gigabyte announced': response => {
    response.writeHead(200, { ...json, 'content-length': '1000000000' }).write('{')
  },
  'a gigabyte announced and sent': response => {
    response.writeHead(200, { ...json, 'content-length': '1000000000' })
    writeForEver(response, 'x'.repeat(10_000))
  },
  'a connection reset in the body': (response, good) => {
    response
      .writeHead(200, { ...json, 'content-length': String(good.length + 9) })
      .write(good.slice(0, 20), () => socketOf(response).resetAndDestroy())
  },
  'a connection reset before the headers': response => socketOf(response).resetAndDestroy(),
  'a body cut short': (response, good) => {
    response.writeHead(200, { ...json, 'content-length': String(good.length + 9) }).write(good, () => socketOf(response).destroy())
  },
  'gzip cut short': (response, good) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(good).subarray(0, -12)),
  'gzip that unpacks to a hundred megabytes': answer(200, gzipSync(Buffer.alloc(100_000_000, 0x20)), {
    ...json,
    'content-encoding': 'gzip',
  }),
  'plain text that claims to be gzip': (response, good) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(good),
  'gzip that stops': (response, good) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).write(gzipSync(good).subarray(0, 20))
  },
  'a picture': answer(200, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), { 'content-type': 'image/png' }),
  'a page to sign in': answer(200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  'a redirect to itself': (response, _, request) => response.writeHead(302, { location: request.url ?? '' }).end(),
  'a redirect to a closed port': answer(302, '', { location: 'http://127.0.0.1:1/' }),
  'a redirect to a file': answer(302, '', { location: 'file:///etc/passwd' }),
  'an empty 200': answer(200),
  '204': answer(204),
  'an unexpected 304': answer(304),
  '401': answer(401),
  '403': answer(403),
  '410': answer(410),
  '429 for a day': answer(429, '', { 'retry-after': '86400' }),
  '500': answer(500, 'oops'),
  '500 with a body that stops': thenNothing(500, () => 'oops'),
  '500 without end': thenForEver(500, '', 'oops '.repeat(1000)),
  '503 for a day': answer(503, '', { 'retry-after': '86400' }),
  '400 with a body that stops': thenNothing(400, () => '{"error":{"message":"'),
  '400 without end': thenForEver(400, '{"error":{"message":"', 'x'.repeat(10_000)),
  '400 with a message of a megabyte': answer(400, JSON.stringify({ error: { message: 'x'.repeat(1_000_000) } })),
  '400 with a message of a list in a list': answer(400, `{"error":{"message":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`),
  'bytes that are not UTF-8': answer(200, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'UTF-16': (response, good) => response.writeHead(200, json).end(Buffer.from(`\ufeff${good}`, 'utf16le')),
  'half of the JSON': (response, good) => response.writeHead(200, json).end(good.slice(0, good.length / 2)),
  'JSON and more': (response, good) => response.writeHead(200, json).end(`${good}}`),
  'null': answer(200, 'null'),
  'true': answer(200, 'true'),
  'a number': answer(200, '7'),
  'a list': answer(200, '[]'),
  'a list of nothing': answer(200, '[null,null]'),
  'an empty object': answer(200, '{}'),
  'too few items': answer(200, '{"items":[],"revision":"r","pageInfo":{},"totalItems":0,"owners":7,"entities":7}'),
  'too many items': answer(200, '{"items":[{},{},{}],"revision":"r"}'),
  'items of nothing': answer(200, '{"items":[7],"revision":"r"}'),
  'a manifest of another version': answer(200, '{"callboard":7,"type":"handler"}'),
  'a manifest without data': answer(200, '{"callboard":1,"type":"static","revision":"lie","title":"x","entities":1}'),
  'bytes that are not HTTP': raw('SSH-2.0-OpenSSH_9.9\r\n'),
  'a chunk of no size': raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n'),
  'two lengths': raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}'),
}

export interface LyingServer {
  /** The URL of a separate portal, which misbehaves at one path until it is repaired. */
  portal(
    place: Place,
    lie: Lie,
  ): { readonly src: string; readonly mostWritten: () => number; readonly liedOnce: Promise<void>; mend(): void }
  close(): Promise<void>
}

/** A server on a free local port, with as many misbehaving portals as requested. */
export async function startLyingServer(): Promise<LyingServer> {
  const portal = await createPortal({
    sources: [
      memory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'pay' },
            spec: { type: 'service', lifecycle: 'production', owner: 'team' },
          },
          { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name: 'team' }, spec: { type: 'team', children: [] } },
        ],
      }),
    ],
  })
  const files = new Map<string, string>()
  for await (const { path, body } of buildStatic(portal)) files.set(`/${path}`, String(body))
  const handler = createHandler(portal)
  const well = async (place: Place, path: string, request: IncomingMessage): Promise<Response> => {
    if (place === 'static') return files.has(path) ? new Response(files.get(path)) : new Response('', { status: 404 })
    if (place === 'backstage' && !path.startsWith('/api/catalog')) return new Response('', { status: 404 })
    const body = request.method === 'POST' ? await buffer(request) : null
    return handler(
      new Request(`http://portal.test${path}`, { method: request.method ?? 'GET', headers: { 'content-type': 'application/json' }, body }),
    )
  }
  const isLyingPlace = (place: Place, path: string): boolean =>
    place === 'manifest'
      ? true
      : place === 'backstage'
        ? path.startsWith('/api/catalog') && !path.includes('limit=1&')
        : path !== '/callboard.json'
  const portals: {
    readonly place: Place
    lie: Lie | undefined
    readonly sockets: Set<Socket>
    readonly liedOnce: PromiseWithResolvers<void>
  }[] = []
  const server = createServer((request, response) => {
    const [, number = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? []
    const found = portals[Number(number)]
    if (found === undefined) {
      response.writeHead(404).end()
      return
    }
    const { place, lie, sockets } = found
    if (lie !== undefined && response.socket !== null) sockets.add(response.socket)
    response.on('error', () => {})
    void well(place, path, request).then(async good => {
      const text = await good.text()
      if (lie !== undefined && isLyingPlace(place, path)) {
        lie(response, text, request)
        found.liedOnce.resolve()
      } else response.writeHead(good.status, Object.fromEntries(good.headers)).end(text)
    })
  })
  server.on('connection', socket => socket.on('error', () => {}))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    portal(place, lie) {
      const made: (typeof portals)[number] = { place, lie, sockets: new Set(), liedOnce: Promise.withResolvers() }
      const number = portals.push(made) - 1
      return {
        src: `http://127.0.0.1:${String(port)}/${String(number)}`,
        mostWritten: () => Math.max(0, ...[...made.sockets].map(socket => socket.bytesWritten)),
        liedOnce: made.liedOnce.promise,
        mend: () => {
          made.lie = undefined
        },
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await portal.close()
    },
  }
}
