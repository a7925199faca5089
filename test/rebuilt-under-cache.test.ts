import { widgetAssets } from '@callboard/adapters/node'
import { createPortal, memory } from '@callboard/core'
import { buildStatic } from '@callboard/core/server'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, whyNoScriptTag } from './support/browser.ts'

const reason = whyNoScriptTag()
if (reason !== undefined) process.stdout.write(`skipped: a rebuilt static portal in a browser: ${reason}\n`)

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

type Files = ReadonlyMap<string, string | Uint8Array>

/** Large enough to be split into several data files. */
async function build(count: number, title: string): Promise<Files> {
  const component = (i: number): unknown => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `c${String(i)}`, description: 'x'.repeat(200) },
    spec: { type: 'service', lifecycle: 'production', owner: 'team' },
  })
  const group = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team', title },
    spec: { type: 'team', children: [] },
  }
  const portal = await createPortal({ sources: [memory({ entities: [group, ...Array.from({ length: count }, (_, i) => component(i))] })] })
  const files = new Map<string, string | Uint8Array>()
  for await (const { path, body } of buildStatic(portal, { assets: widgetAssets() })) files.set(`/portal/${path}`, body)
  await portal.close()
  return files
}

/** What badges show, once none is loading. */
async function badges(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(() => {
    const found = [...document.querySelectorAll('owner-badge')] as unknown as readonly { readonly status?: string }[]
    return found.length > 0 && found.every(({ status }) => status !== undefined && status !== 'loading')
  })
  return page.$$eval('owner-badge', found =>
    found.map(badge => `${(badge as unknown as { readonly status: string }).status} ${badge.shadowRoot?.textContent ?? ''}`),
  )
}

describe.skipIf(reason !== undefined)('a rebuilt static portal on a host that caches everything for ten minutes', () => {
  let browser: Browser
  let server: Server
  let url: string
  let files: Files
  let asked: string[] = []

  beforeAll(async () => {
    files = await build(3000, 'Before')
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://host.test')
      const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname
      const html = `<!doctype html><script type="module" src="portal/callboard.js"></script>${searchParams
        .getAll('entity')
        .map(name => `<owner-badge entity="component:default/${name}"></owner-badge>`)
        .join('')}`
      const body = pathname === '/page' ? html : files.get(path)
      asked.push(`${body === undefined ? '404' : '200'} ${pathname}`)
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': pathname === '/page' ? 'text/html' : (types[extname(path)] ?? 'text/plain'),
        'cache-control': 'max-age=600',
      })
      response.end(body ?? 'not found')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })

  test('shows every badge and every embed page, although the manifest comes from the cache and its data is gone', async () => {
    const page = await browser.newPage()
    await page.goto(`${url}/page?entity=c1`)
    expect(await badges(page)).toEqual([expect.stringMatching(/^ready.*Before/s)])
    files = await build(3001, 'After')
    asked = []
    await page.goto(`${url}/page?entity=c2&entity=c77&entity=c1500&entity=c2999&entity=c700`)
    for (const shown of await badges(page)) expect(shown).toMatch(/^ready.*(?:After|Before)/s)
    // The case occurred: an old file was missing, and the manifest was fetched again.
    expect(asked).toContainEqual(expect.stringMatching(/^404 \/portal\/data\//))
    expect(asked.filter(line => line.endsWith('callboard.json'))).toHaveLength(1)
    await page.goto(`${url}/portal/embed/owner-badge/?entity=c3000`)
    expect(await badges(page)).toEqual([expect.stringMatching(/^ready.*After/s)])
  })
})
