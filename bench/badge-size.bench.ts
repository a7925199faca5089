// What a page downloads for its first badge from the script tag: every script, minified and gzipped, including Lit and the client. Bar: 18 kB, and 9 kB for the
// details, which load lazily.
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import { serveHandler, widgetAssets } from '@callboard/adapters/node'
import { openBrowser } from '../test/support/browser.ts'
import { gzipOf, measureDownloads, type Script } from '../test/support/script-downloads.ts'
import { entityElements } from '../test/support/widget-lists.ts'

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

const kB = (bytes: number): string => (bytes / 1000).toFixed(1)

function print(what: string, scripts: readonly Script[], bar?: number): void {
  const gzip = gzipOf(scripts)
  const isOver = bar !== undefined && gzip > bar
  if (isOver) process.exitCode = 1
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0)
  const limit = bar === undefined ? '' : ` (bar: ${kB(bar)} kB gzip${isOver ? ', OVER' : ''})`
  console.log(`${what}: ${kB(gzip)} kB gzip, ${kB(bytes)} kB minified, ${String(scripts.length)} files${limit}`)
  for (const { name, gzip: size } of scripts.toSorted((a, b) => b.gzip - a.gzip))
    console.log(`    ${kB(size).padStart(5)} kB  ${name.replace(/-[\w-]{8}\.js$/, '.js')}`)
}

for (const element of entityElements) {
  body = `<${element} entity="pay"></${element}>`
  const { first, lazy } = await measureDownloads(browser, `${server.url}/page`, element)
  print(element, first, element === 'owner-badge' ? 18_000 : undefined)
  if (element === 'owner-badge') print('its details', lazy, 9000)
}

await browser.close()
await server.close()
