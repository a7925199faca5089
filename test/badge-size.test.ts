import { serveHandler, widgetAssets } from '@callboard/adapters/node'
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import { expect, test } from 'vitest'
import { openBrowser, whyNoScriptTag } from './support/browser.ts'
import { gzipOf, measureDownloads } from './support/script-downloads.ts'
import { smokeCatalog } from './support/smoke/smoke-catalog.ts'

const reason = whyNoScriptTag()

test.skipIf(reason !== undefined)(
  `a badge needs at most 18 kB of code, and its details at most 9 kB${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  async () => {
    const portal = await createPortal({ sources: [memory({ entities: smokeCatalog })] })
    const page = '<!doctype html><script type="module" src="/callboard.js"></script><owner-badge entity="payments-api"></owner-badge>'
    const server = await serveHandler({
      handler: createHandler(portal, { assets: widgetAssets() }),
      site: async request =>
        new URL(request.url).pathname === '/page' ? new Response(page, { headers: { 'content-type': 'text/html' } }) : undefined,
      port: 0,
    })
    const browser = await openBrowser()
    try {
      const { first, lazy } = await measureDownloads(browser, `${server.url}/page`, 'owner-badge')
      expect(gzipOf(first)).toBeGreaterThan(10_000)
      expect(gzipOf(first), JSON.stringify(first)).toBeLessThanOrEqual(18_000)
      expect(gzipOf(lazy)).toBeGreaterThan(1000)
      expect(gzipOf(lazy), JSON.stringify(lazy)).toBeLessThanOrEqual(9000)
    } finally {
      await browser.close()
      await server.close()
      await portal.close()
    }
  },
)
