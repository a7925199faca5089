// What a page downloads for its first badge from the script tag: every script, minified and gzipped, Lit and client included. Bar: 18 kB.
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import { serveHandler, widgetAssets } from '@callboard/adapters/node'
import { gzipSync } from 'node:zlib'
import { openBrowser } from '../test/support/browser.ts'

const elements = ['owner-badge', 'entity-link', 'entity-card']
const entities = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'pay' },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name: 'payments' }, spec: { type: 'team', children: [] } },
]
const portal = await createPortal({ sources: [memory({ entities })] })
let body = ''
const server = await serveHandler({
  handler: createHandler(portal, { assets: widgetAssets() }),
  site: async request =>
    new URL(request.url).pathname === '/page'
      ? new Response(`<!doctype html><script type="module" src="/callboard.js"></script>${body}`, {
          headers: { 'content-type': 'text/html' },
        })
      : undefined,
  port: 0,
})
const browser = await openBrowser()

for (const element of elements) {
  body = `<${element} entity="pay"></${element}>`
  const page = await browser.newPage()
  const scripts: Promise<readonly [string, Buffer]>[] = []
  page.on('response', response => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) scripts.push(response.buffer().then(bytes => [pathname, Buffer.from(bytes)]))
  })
  await page.goto(`${server.url}/page`)
  await page.waitForFunction(
    (name: string) => (document.querySelector(name) as (Element & { readonly status?: string }) | null)?.status === 'ready',
    {},
    element,
  )
  const loaded = (await Promise.all(scripts)).map(([name, bytes]) => ({
    name,
    min: bytes.length,
    gz: gzipSync(bytes, { level: 9 }).length,
  }))
  const sum = (key: 'min' | 'gz'): string => (loaded.reduce((total, file) => total + file[key], 0) / 1000).toFixed(1)
  console.log(
    `${element}: ${sum('gz')} kB gzip, ${sum('min')} kB minified, ${String(loaded.length)} files${element === 'owner-badge' ? ' (bar: 18 kB gzip)' : ''}`,
  )
  for (const { name, gz } of loaded.sort((a, b) => b.gz - a.gz))
    console.log(`    ${(gz / 1000).toFixed(1).padStart(5)} kB  ${name.replace(/-[\w-]{8}\.js$/, '.js')}`)
  await page.close()
}

await browser.close()
await server.close()
