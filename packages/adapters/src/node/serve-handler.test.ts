import { request } from 'node:http'
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { serveHandler, type RunningServer, type ServeOptions } from './serve-handler.ts'

async function start(handler: ServeOptions['handler'], options: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const server = await serveHandler({ handler, port: 0, ...options })
  onTestFinished(() => server.close())
  return server
}

/** Sends these bytes unchanged and returns the whole response. */
async function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.end(bytes)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

describe('a request', () => {
  test('reaches the handler with its method, URL, headers and body', async () => {
    const { url } = await start(async asked =>
      Response.json({ method: asked.method, url: asked.url, accept: asked.headers.get('accept'), body: await asked.text() }),
    )
    expect(await (await fetch(`${url}/a/b?c=%20d`, { method: 'POST', headers: { accept: 'x/y' }, body: 'text' })).json()).toEqual({
      method: 'POST',
      url: `${url}/a/b?c=%20d`,
      accept: 'x/y',
      body: 'text',
    })
  })

  test('goes to the pages first, and to the handler if there is no such page', async () => {
    const site: ServeOptions['site'] = async asked => (asked.url.endsWith('/page') ? new Response('page') : undefined)
    const { url } = await start(async () => new Response('portal'), { site })
    expect([await (await fetch(`${url}/page`)).text(), await (await fetch(`${url}/other`)).text()]).toEqual(['page', 'portal'])
  })

  test('with a body over the limit is refused before it is read', async () => {
    let asked = 0
    const { url } = await start(async () => ((asked += 1), new Response('')), { maxBodyBytes: 3 })
    expect((await fetch(url, { method: 'POST', body: '1234' })).status).toBe(413)
    expect((await fetch(url, { method: 'POST', body: '123' })).status).toBe(200)
    expect(asked).toBe(1)
  })

  test.each([
    ['GET http://elsewhere.example/secret HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', / 200 /],
    ['GET //elsewhere.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', / 200 /],
    ['GET / HTTP/1.1\r\nHost: a b/c@d\r\nConnection: close\r\n\r\n', / 400 /],
    ['TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', / 400 /],
    ['nonsense\r\n\r\n', / 400 /],
  ])('that is odd is answered, and ends nothing: %j', async (bytes, status) => {
    const { url } = await start(async asked => new Response(new URL(asked.url).host), { allowedHosts: ['*'] })
    expect((await raw(url, bytes)).split('\r\n')[0]).toMatch(status)
    expect((await fetch(url)).status).toBe(200)
  })

  test.each([
    ['GET http://elsewhere.example/a/b?c=1 HTTP/1.1\r\nHost: here.example\r\n', 'http://here.example/a/b?c=1'],
    ['GET HTTP://elsewhere.example:80?c=1 HTTP/1.1\r\nHost: here.example\r\n', 'http://here.example/?c=1'],
    ['OPTIONS * HTTP/1.1\r\nHost: here.example\r\n', 'http://here.example/'],
    ['GET /a HTTP/1.1\r\nHost:\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.0\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: here.example\r\nHost: here.example\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: here.example\r\nhost: elsewhere.example\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: user@here.example\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: here.example, elsewhere.example\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: here.example:99x\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: [::1]:80\r\n', 'http://[::1]/a'],
    ['GET /a HTTP/1.1\r\nHost: here.example/b?\r\n', 'The request cannot be read.'],
    ['GET /a HTTP/1.1\r\nHost: here.example#\r\n', 'The request cannot be read.'],
  ])('of the form %j is for the address it names, on the host it names', async (bytes, seen) => {
    const { url } = await start(async asked => new Response(asked.url), { allowedHosts: ['*'] })
    expect(await raw(url, `${bytes}Connection: close\r\n\r\n`)).toContain(`\r\n${seen}`)
  })

  test('is aborted when the client disconnects', async () => {
    let gone: () => void = () => undefined
    const aborted = new Promise<void>(resolve => (gone = resolve))
    const { url } = await start(async asked => {
      asked.signal.addEventListener('abort', gone)
      return new Response(new ReadableStream({ start: stream => stream.enqueue(new TextEncoder().encode('first')) }))
    })
    const stop = new AbortController()
    const reader = (await fetch(url, { signal: stop.signal })).body?.getReader()
    await reader?.read()
    stop.abort()
    await aborted
  })
})

describe('a name of the server', () => {
  const statusFor = async (host: string, options: Partial<ServeOptions>): Promise<string> => {
    const { url } = await start(async () => new Response('secret'), options)
    const text = await raw(url.replace('0.0.0.0', '127.0.0.1'), `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(text.includes('secret')).toBe(text.includes(' 200 '))
    return text.slice(9, 12)
  }

  test.each([
    ['localhost', '200'],
    ['LocalHost:80', '200'],
    ['wiki.localhost', '200'],
    ['127.0.0.1:7007', '200'],
    ['[::1]', '200'],
    ['192.168.0.7', '200'],
    ['attacker.example', '403'],
    ['localhost.attacker.example', '403'],
    ['127.0.0.1.attacker.example', '403'],
  ])('%s is answered with %s on localhost: pages of anybody cannot give theirs its address', async (host, status) => {
    expect(await statusFor(host, {})).toBe(status)
    expect(await statusFor(host, { host: '127.0.0.1' })).toBe(status)
  })

  test('can be any name if the server listens for other machines or allows any name', async () => {
    expect(await statusFor('portal.example', { host: '0.0.0.0' })).toBe('200')
    expect(await statusFor('portal.example', { allowedHosts: ['portal.example'] })).toBe('200')
    expect(await statusFor('a.portal.example:80', { allowedHosts: ['.portal.example'] })).toBe('200')
    expect(await statusFor('other.example', { allowedHosts: ['portal.example'] })).toBe('403')
    expect(await statusFor('other.example', { host: '0.0.0.0', allowedHosts: ['portal.example'] })).toBe('403')
  })
})

describe('a text', () => {
  const long = 'callboard '.repeat(1000)
  const text = (headers: Record<string, string> = {}): Response =>
    new Response(long, { headers: { 'content-type': 'application/json', 'etag': '"a"', ...headers } })
  const ask = async (
    make: () => Response,
    accepted: string,
    method = 'GET',
  ): Promise<{ readonly headers: Headers; readonly body: Buffer }> => {
    const { url } = await start(async () => make())
    return await new Promise((resolve, reject) => {
      request(url, { method, headers: { 'accept-encoding': accepted } }, answer => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({ headers: new Headers(answer.headers as Record<string, string>), body: Buffer.concat(chunks) }))
      })
        .on('error', reject)
        .end()
    })
  }

  test('is compressed for a client that accepts it, with its own ETag', async () => {
    for (const [accepted, coding, read] of [
      ['gzip, deflate', 'gzip', gunzipSync],
      ['gzip, br', 'br', brotliDecompressSync],
      ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ] as const) {
      const { headers, body } = await ask(() => text(), accepted)
      expect([headers.get('content-encoding'), headers.get('vary'), headers.get('etag')]).toEqual([coding, 'accept-encoding', 'W/"a"'])
      expect(body.length).toBeLessThan(1000)
      expect(read(body).toString()).toBe(long)
    }
  })

  test('is sent uncompressed to other clients, with a vary header', async () => {
    for (const accepted of ['', 'identity', 'gzip;q=0', 'zstd']) {
      const { headers, body } = await ask(() => text(), accepted)
      expect([headers.get('content-encoding'), headers.get('vary'), headers.get('etag'), body.toString()]).toEqual([
        null,
        'accept-encoding',
        '"a"',
        long,
      ])
    }
  })

  test('has the same headers and no body for HEAD', async () => {
    const { headers, body } = await ask(() => text(), 'gzip', 'HEAD')
    expect([headers.get('content-encoding'), headers.get('etag'), body.length]).toEqual(['gzip', 'W/"a"', 0])
  })

  test.each([
    ['a stream of events', { 'content-type': 'text/event-stream; charset=utf-8' }],
    ['a picture', { 'content-type': 'image/png' }],
    ['an encoded response', { 'content-encoding': 'gzip' }],
    ['a private response', { 'cache-control': 'private, no-cache' }],
    ['a short text', {}],
  ])('is not made of %s', async (name, more) => {
    const make = (): Response =>
      name === 'a short text' ? new Response('ab', { headers: { 'content-type': 'text/plain', 'content-length': '2' } }) : text(more)
    const { headers } = await ask(make, 'gzip, br')
    expect(headers.get('content-encoding')).toBe(name === 'an encoded response' ? 'gzip' : null)
  })
})

describe('an answer', () => {
  test('keeps its status, headers, cookies and bytes', async () => {
    const headers = new Headers([
      ['x-one', '1'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
    const { url } = await start(async () => new Response(new Uint8Array([0, 255]), { status: 418, headers }))
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('x-one'), answer.headers.getSetCookie()]).toEqual([418, '1', ['a=1', 'b=2']])
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255])
  })

  test('to HEAD has no body', async () => {
    const { url } = await start(async () => new Response('body', { headers: { 'x-one': '1' } }))
    const answer = await fetch(url, { method: 'HEAD' })
    expect([answer.headers.get('x-one'), await answer.text()]).toEqual(['1', ''])
  })

  test('of a handler that throws is a bare 500 without the reason', async () => {
    const { url } = await start(() => Promise.reject(new Error('password is hunter2')))
    const answer = await fetch(url)
    expect([answer.status, await answer.text()]).toEqual([500, 'The server could not answer.\n'])
  })

  test('that fails halfway closes the connection, and the server keeps running', async () => {
    const { url } = await start(async asked =>
      new URL(asked.url).pathname === '/'
        ? new Response('ok')
        : new Response(
            new ReadableStream({
              start: stream => stream.enqueue(new TextEncoder().encode('half')),
              pull: stream => stream.error(new Error('broken')),
            }),
          ),
    )
    await expect(fetch(`${url}/broken`).then(answer => answer.text())).rejects.toThrow()
    expect(await (await fetch(url)).text()).toBe('ok')
  })

  test('that is not read stops being produced, and is cancelled when the client disconnects', async () => {
    const most = 2000
    let chunks = 0
    const cancelled = Promise.withResolvers<void>()
    const { url } = await start(async asked => {
      if (new URL(asked.url).pathname !== '/long') return new Response('ok')
      const pull = (stream: ReadableStreamDefaultController<Uint8Array>): void => {
        chunks += 1
        if (chunks >= most) stream.close()
        else stream.enqueue(new Uint8Array(65_536))
      }
      return new Response(new ReadableStream({ pull, cancel: () => cancelled.resolve() }))
    })
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    await new Promise<void>(resolve => socket.once('readable', resolve).write('GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n'))
    expect(await (await fetch(url)).text()).toBe('ok')
    socket.destroy()
    await cancelled.promise
    expect(chunks).toBeLessThan(most)
  })
})

describe('the end', () => {
  test('follows the signal, even with open streams', async () => {
    const stop = new AbortController()
    const { url, closed } = await start(
      async () => new Response(new ReadableStream({ start: stream => stream.enqueue(new Uint8Array([1])) })),
      { signal: stop.signal },
    )
    await (await fetch(url)).body?.getReader().read()
    stop.abort()
    await closed
    await expect(fetch(url)).rejects.toThrow()
  })

  test('is immediate if the signal is already aborted', async () => {
    const { closed } = await start(async () => new Response(''), { signal: AbortSignal.abort() })
    await closed
  })

  test('does not wait for keep-alive connections', async () => {
    const server = await start(async () => new Response('ok'))
    await new Promise<void>((resolve, reject) => {
      request(server.url, { headers: { connection: 'keep-alive' } }, answer => answer.resume().on('end', resolve))
        .on('error', reject)
        .end()
    })
    await server.close()
  })
})

test('a port in use is reported with what to do', async () => {
  const { url } = await start(async () => new Response(''))
  const port = Number(new URL(url).port)
  await expect(serveHandler({ handler: async () => new Response(''), port })).rejects.toMatchObject({
    isCallboardError: true,
    code: 'unreachable',
    message: `Port ${String(port)} is in use; choose another with --port or PORT`,
  })
})
