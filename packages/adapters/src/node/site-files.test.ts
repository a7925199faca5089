import { existsSync, readdirSync, readlinkSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { tempFolder } from '../temp-folder.fixture.ts'
import { mediaType } from './media-types.ts'
import { serveHandler } from './serve-handler.ts'
import { siteFiles } from './site-files.ts'
import { widgetAssets } from './widget-assets.ts'

function site(): (path: string, init?: RequestInit) => Promise<Response | undefined> {
  const root = tempFolder({
    'a/index.html': '<p>a',
    'a/deep/index.html': '<p>deep',
    'a/x.js': '1',
    'a/.git/config': 'secret',
    'b/x.js': '2',
    'b/only.svg': '<svg/>',
    'secret.txt': 'secret',
  })
  symlinkSync('../secret.txt', join(root, 'a/link.txt'))
  const respond = siteFiles([join(root, 'a'), join(root, 'b')])
  return async (path, init) => await respond(new Request(`http://localhost${path}`, init))
}

describe('the pages next to a portal', () => {
  test('come from the first folder that contains them, with their type and an ETag', async () => {
    const ask = site()
    const answer = await ask('/x.js')
    expect([await answer?.text(), answer?.headers.get('content-type'), answer?.headers.get('x-content-type-options')]).toEqual([
      '1',
      'text/javascript; charset=utf-8',
      'nosniff',
    ])
    expect(await (await ask('/only.svg'))?.text()).toBe('<svg/>')
    const etag = answer?.headers.get('etag') ?? ''
    expect((await ask('/x.js', { headers: { 'if-none-match': etag } }))?.status).toBe(304)
    expect((await ask('/x.js', { headers: { 'if-none-match': '"other"' } }))?.status).toBe(200)
  })

  test('at a folder are its index.html, with a trailing slash', async () => {
    const ask = site()
    expect(await (await ask('/'))?.text()).toBe('<p>a')
    expect(await (await ask('/deep/'))?.text()).toBe('<p>deep')
    const moved = await ask('/deep')
    expect([moved?.status, moved?.headers.get('location')]).toEqual([301, '/deep/'])
  })

  test.each(['/none', '/.git/config', '/link.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2fetc/hostname', '/%00', '/%ff', '/x.js/'])(
    'do not include %s',
    async path => {
      expect(await site()(path)).toBeUndefined()
    },
  )

  test('never redirect to another host', async () => {
    expect((await site()('//deep?a=b'))?.headers.get('location')).toBe('/deep/?a=b')
  })

  test('are read-only: other methods are left to the portal', async () => {
    const ask = site()
    expect(await ask('/x.js', { method: 'POST' })).toBeUndefined()
    expect(await (await ask('/x.js', { method: 'HEAD' }))?.text()).toBe('')
  })
})

describe('a file', () => {
  const ask = async (init: RequestInit): Promise<readonly [number, string | null, string]> => {
    const root = tempFolder({ 'a.txt': '0123456789', 'empty.txt': '' })
    const answer = await siteFiles([root])(new Request('http://localhost/a.txt', init))
    return [answer?.status ?? 0, answer?.headers.get('content-range') ?? null, (await answer?.text()) ?? '']
  }

  test.each([
    ['bytes=0-3', [206, 'bytes 0-3/10', '0123']],
    ['bytes=4-', [206, 'bytes 4-9/10', '456789']],
    ['bytes=-3', [206, 'bytes 7-9/10', '789']],
    ['bytes=-30', [206, 'bytes 0-9/10', '0123456789']],
    ['bytes=8-99', [206, 'bytes 8-9/10', '89']],
    ['bytes=10-', [416, 'bytes */10', '']],
    ['bytes=-0', [416, 'bytes */10', '']],
    ['bytes=0-1,4-5', [200, null, '0123456789']],
    ['bytes=5-2', [200, null, '0123456789']],
    ['bytes=a-b', [200, null, '0123456789']],
    ['lines=1-2', [200, null, '0123456789']],
  ])('answers %s', async (range, expected) => {
    expect(await ask({ headers: { range } })).toEqual(expected)
  })

  test('sends a range only of the version in If-Range', async () => {
    const root = tempFolder({ 'a.txt': '0123456789' })
    const respond = siteFiles([root])
    const get = async (headers: Record<string, string> = {}): Promise<Response> =>
      (await respond(new Request('http://localhost/a.txt', { headers }))) ?? new Response(null, { status: 500 })
    const first = await get()
    await first.text()
    const etag = first.headers.get('etag') ?? ''
    const modified = first.headers.get('last-modified') ?? ''
    for (const [condition, status] of [
      [etag, 206],
      [modified, 206],
      [`W/${etag}`, 200],
      ['"other"', 200],
      ['Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ] as const) {
      const answer = await get({ 'range': 'bytes=0-1', 'if-range': condition })
      await answer.text()
      expect(answer.status, condition).toBe(status)
    }
    const conditions: readonly (readonly [Record<string, string>, number])[] = [
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `"x", W/${etag}` }, 304],
      [{ 'if-none-match': '*' }, 304],
      [{ 'if-modified-since': modified }, 304],
      [{ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 200],
      [{ 'if-modified-since': 'nonsense' }, 200],
      [{ 'if-none-match': '"other"', 'if-modified-since': modified }, 200],
      [{ 'if-none-match': etag, 'range': 'bytes=0-1' }, 304],
    ]
    for (const [headers, status] of conditions) {
      const answer = await get(headers)
      await answer.text()
      expect(answer.status, JSON.stringify(headers)).toBe(status)
    }
    writeFileSync(join(root, 'a.txt'), 'changed')
    expect((await get({ 'if-none-match': etag })).status).toBe(200)
  })

  test('of many gigabytes is not read for HEAD, and only at the end for a range there', async () => {
    const root = tempFolder({ 'big.bin': '' })
    truncateSync(join(root, 'big.bin'), 8 * 1024 ** 3)
    const respond = siteFiles([root])
    const head = await respond(new Request('http://localhost/big.bin', { method: 'HEAD' }))
    expect([head?.status, head?.headers.get('content-length'), head?.body]).toEqual([200, String(8 * 1024 ** 3), null])
    const tail = await respond(new Request('http://localhost/big.bin', { headers: { range: 'bytes=-5' } }))
    expect([...new Uint8Array((await tail?.arrayBuffer()) ?? new ArrayBuffer(0))]).toEqual([0, 0, 0, 0, 0])
  })

  test('has the headers of the whole file for HEAD, even with a range', async () => {
    const root = tempFolder({ 'a.txt': '0123456789' })
    for (const range of ['bytes=0-3', 'bytes=20-']) {
      const head = await siteFiles([root])(new Request('http://localhost/a.txt', { method: 'HEAD', headers: { range } }))
      expect([head?.status, head?.headers.get('content-length'), head?.headers.get('content-range')]).toEqual([200, '10', null])
    }
  })

  test('that is empty is sent', async () => {
    const root = tempFolder({ 'empty.txt': '' })
    const get = siteFiles([root])
    expect(await (await get(new Request('http://localhost/empty.txt')))?.text()).toBe('')
    expect((await get(new Request('http://localhost/empty.txt', { headers: { range: 'bytes=0-' } })))?.status).toBe(416)
  })

  test.skipIf(!existsSync('/proc/self/fd'))('is closed when the client disconnects, and for every response without a body', async () => {
    const root = tempFolder({ 'big.bin': '' })
    truncateSync(join(root, 'big.bin'), 1024 ** 3)
    const server = await serveHandler({ handler: async () => new Response(null, { status: 404 }), site: siteFiles([root]), port: 0 })
    onTestFinished(() => server.close())
    const held = (): number =>
      readdirSync('/proc/self/fd').filter(fd => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).endsWith('/big.bin')
        } catch {
          return false
        }
      }).length
    for (let i = 0; i < 10; i++) {
      const stop = new AbortController()
      const answer = await fetch(`${server.url}/big.bin`, { signal: stop.signal })
      await answer.body?.getReader().read()
      expect(held()).toBeGreaterThan(0)
      stop.abort()
      for (const init of [{ method: 'HEAD' }, { headers: { range: 'bytes=9999999999-' } }, { headers: { 'if-none-match': '*' } }])
        await (await fetch(`${server.url}/big.bin`, init)).arrayBuffer()
    }
    await expect.poll(held).toBe(0)
  })

  test('is found in a folder that is a link, and after the link changes', async () => {
    const root = tempFolder({ 'one/a.txt': '1', 'two/a.txt': '2' })
    symlinkSync('one', join(root, 'now'))
    const get = siteFiles([join(root, 'now')])
    const text = async (): Promise<string | undefined> => await (await get(new Request('http://localhost/a.txt')))?.text()
    expect(await text()).toBe('1')
    rmSync(join(root, 'now'))
    symlinkSync('two', join(root, 'now'))
    expect(await text()).toBe('2')
  })
})

test.each([
  ['a.html', 'text/html; charset=utf-8'],
  ['a.css', 'text/css; charset=utf-8'],
  ['a.mjs', 'text/javascript; charset=utf-8'],
  ['a.js.map', 'application/json; charset=utf-8'],
  ['a.svg', 'image/svg+xml'],
  ['a.woff2', 'font/woff2'],
  ['A.PNG', 'image/png'],
  ['a', 'application/octet-stream'],
  ['a.unheard-of', 'application/octet-stream'],
])('%s is %s', (path, type) => {
  expect(mediaType(path)).toBe(type)
})

test('widgets are never read from outside their folder', async () => {
  const assets = widgetAssets()
  expect(await assets.read('../package.json')).toBeUndefined()
  expect(await assets.read('/etc/hostname')).toBeUndefined()
  expect(await assets.read('none.js')).toBeUndefined()
  for (const path of await assets.list()) expect(path).toMatch(/^callboard/)
})
