import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tempFolder } from '../temp-folder.fixture.ts'
import { mediaType } from './media-types.ts'
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

describe('the pages beside a portal', () => {
  test('come from the first folder that has them, with their type and an ETag', async () => {
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

  test('of a folder are its index.html, with a slash at the end', async () => {
    const ask = site()
    expect(await (await ask('/'))?.text()).toBe('<p>a')
    expect(await (await ask('/deep/'))?.text()).toBe('<p>deep')
    const moved = await ask('/deep')
    expect([moved?.status, moved?.headers.get('location')]).toEqual([301, '/deep/'])
  })

  test.each(['/none', '/.git/config', '/link.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2fetc/hostname', '/%00', '/%ff', '/x.js/'])(
    'have nothing at %s',
    async path => {
      expect(await site()(path)).toBeUndefined()
    },
  )

  test('never redirect to another host', async () => {
    expect((await site()('//deep?a=b'))?.headers.get('location')).toBe('/deep/?a=b')
  })

  test('are only read: other methods are left to the portal', async () => {
    const ask = site()
    expect(await ask('/x.js', { method: 'POST' })).toBeUndefined()
    expect(await (await ask('/x.js', { method: 'HEAD' }))?.text()).toBe('')
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

test('the widgets are never a way outside', async () => {
  const assets = widgetAssets()
  expect(await assets.read('../package.json')).toBeUndefined()
  expect(await assets.read('/etc/hostname')).toBeUndefined()
  expect(await assets.read('none.js')).toBeUndefined()
  for (const path of await assets.list()) expect(path).toMatch(/^callboard/)
})
