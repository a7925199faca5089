import { files } from '@callboard/adapters/files'
import { serveHandler, widgetAssets, type Responder } from '@callboard/adapters/node'
import { createPortal, memory, type Portal } from '@callboard/core'
import { buildStatic, createHandler } from '@callboard/core/server'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openPage, whyNoScriptTag } from './support/browser.ts'

const reason = whyNoScriptTag()
if (reason !== undefined) process.stdout.write(`skipped: the script-tag build in a browser: ${reason}\n`)

const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html callboard"

const group = (name: string, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, ...metadata },
  spec: { type: 'team', children: [], profile: { displayName: `Team ${name}`, email: `${name}@acme.test` } },
})
const component = (name: string, owner: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, description: 'A service.', tags: ['java'] },
  spec: { type: 'service', lifecycle: 'production', owner },
})
const entities = [
  group('payments'),
  group('platform'),
  ...Array.from({ length: 600 }, (_, i) => component(`service-${String(i)}`, i % 2 === 0 ? 'payments' : 'platform')),
]

interface Served {
  readonly url: string
  readonly portal: Portal
  /** The page at `/page`. */
  html: string
  headers: Record<string, string>
  close(): Promise<void>
}

async function servePortal(portal: Portal, answer?: (request: Request) => Promise<Response>): Promise<Served> {
  const handler = answer ?? createHandler(portal, { assets: widgetAssets() })
  const served = { html: '', headers: {} as Record<string, string> }
  const site: Responder = async request =>
    new URL(request.url).pathname === '/page'
      ? new Response(served.html, { headers: { 'content-type': 'text/html; charset=utf-8', ...served.headers } })
      : undefined
  const server = await serveHandler({ handler, site, port: 0 })
  return Object.assign(served, {
    url: server.url,
    portal,
    close: async () => {
      await server.close()
      await portal.close()
    },
  })
}

const document = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">${head}<script type="module" src="/callboard.js"></script></head><body>${body}</body></html>`

/** Waits until every element shows an answer, and a frame with them is painted. */
async function painted(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (wanted: string) => [...window.document.querySelectorAll(wanted)].every(element => 'status' in element && element.status !== 'loading'),
    { polling: 'raf' },
    selector,
  )
}

describe.skipIf(reason !== undefined)('a page with the script tag', () => {
  let browser: Browser
  let served: Served
  beforeAll(async () => {
    browser = await openBrowser()
    served = await servePortal(await createPortal({ sources: [memory({ entities })] }))
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
  })

  test('renders completely under a strict policy with Trusted Types, without a violation', async () => {
    served.html = document(
      '<p>Owned by <owner-badge entity="service-1">a team</owner-badge>, see <entity-link entity="service-1"></entity-link></p><entity-card entity="service-2"></entity-card><callboard-provider src="/"><owner-badge entity="nothing"></owner-badge></callboard-provider>',
      // The page's own icon would need img-src.
    ).replace('<link rel="icon" href="data:,">', '')
    served.headers = { 'content-security-policy': strictPolicy }
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await painted(page, 'owner-badge, entity-link, entity-card')
    await (await page.waitForSelector('owner-badge >>> button'))?.click()
    await page.waitForSelector('owner-badge >>> .details')
    const text = await page.evaluate(() => {
      const badge = window.document.querySelector('owner-badge') as HTMLElement
      const details = badge.shadowRoot?.querySelector<HTMLElement>('.details')
      const width = details?.getBoundingClientRect().width ?? 0
      const card = window.document.querySelector('entity-card')?.shadowRoot?.querySelector<HTMLElement>('.card')
      return [
        badge.shadowRoot?.textContent,
        String(width > 100),
        card === null || card === undefined ? '' : getComputedStyle(card).borderTopStyle,
      ]
    })
    expect(text[0]).toContain('Team platform')
    expect(text.slice(1)).toEqual(['true', 'solid'])
    expect(complaints.violations).toEqual([])
    expect(complaints.console.filter(line => !line.includes('favicon'))).toEqual([])
    await page.close()
  })

  test('a thousand badges of six hundred entities are two requests', async () => {
    served.html = document(
      Array.from({ length: 1000 }, (_, i) => `<owner-badge entity="service-${String(i % 600)}"></owner-badge>`).join('\n'),
    )
    served.headers = {}
    const { page, requests } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await painted(page, 'owner-badge')
    // A page that is slow to paint may already follow the portal.
    expect(requests.filter(line => !/\.(?:js|css)$|\/page$|\/changes$/.test(line))).toEqual([
      'GET /callboard.json',
      'POST /api/callboard/v1/owners',
    ])
    expect(await page.$$eval('owner-badge', badges => badges.filter(badge => 'status' in badge && badge.status === 'ready').length)).toBe(
      1000,
    )
    await page.close()
  })

  test('no chunk requests the script itself, which has a different URL with a prefix', async () => {
    const folder = new URL('../packages/widgets/dist-cdn/callboard/', import.meta.url)
    const names = (await readdir(folder)).filter(name => name.endsWith('.js'))
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) expect(await readFile(new URL(name, folder), 'utf8'), name).not.toContain('/callboard.js')
  })

  test('two copies of the script define one set of elements and log at most one warning', async () => {
    served.html = document('<owner-badge entity="service-1"></owner-badge>', '<script type="module" src="/callboard.js?again"></script>')
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await painted(page, 'owner-badge')
    expect(complaints.console.length).toBeLessThanOrEqual(1)
    await page.close()
  })

  test('a prefix changes the names of the elements', async () => {
    served.html = document('<acme-owner-badge entity="service-1"></acme-owner-badge>').replace('/callboard.js', '/callboard.js?prefix=acme')
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await page.waitForFunction(() => customElements.get('acme-owner-badge') !== undefined)
    await painted(page, 'acme-owner-badge')
    expect(await page.$eval('acme-owner-badge', badge => badge.shadowRoot?.textContent)).toContain('Team platform')
    expect(complaints.console).toEqual([])
    await page.close()
  })

  test('a page can replace words', async () => {
    served.html = document(
      '<owner-badge entity="service-1"></owner-badge>',
      '<script type="module">import { addTranslation } from "/callboard.js"; await addTranslation({ $code: "en", ownerOf: name => "Team of " + name })</script>',
    )
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await painted(page, 'owner-badge')
    await page.waitForFunction(
      () => window.document.querySelector('owner-badge')?.shadowRoot?.querySelector('button')?.ariaLabel?.startsWith('Team of ') === true,
      { polling: 'raf', timeout: 5000 },
    )
    expect(complaints.console).toEqual([])
    await page.close()
  })

  test('if a policy blocks the elements, the content stays and the console says why', async () => {
    served.html = document('<owner-badge entity="service-1">by hand</owner-badge>')
    served.headers = { 'content-security-policy': strictPolicy.replace('lit-html callboard', "'none'") }
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await page.waitForFunction(() => 'reportViolation' in globalThis)
    await expect.poll(() => complaints.console.filter(line => line.startsWith('Callboard could not start.'))).toHaveLength(1)
    expect(complaints.console.filter(line => line.startsWith('TypeError'))).toEqual([])
    expect(await page.$eval('owner-badge', badge => badge.textContent)).toBe('by hand')
    served.headers = {}
    await page.close()
  })

  test('an embed page without an entity says what to add', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/embed/owner-badge`)
    await page.waitForFunction(() => window.document.body.textContent.includes('?entity='), { timeout: 5000 })
    expect(complaints.violations).toEqual([])
    await page.close()
  })

  test('an embed page shows one element and posts its height to the embedding page', async () => {
    served.html = document(
      '<iframe title="Owner" src="/embed/owner-badge?entity=service-1" height="10"></iframe>',
      '<script type="module" src="/callboard/embed-host.js"></script>',
    )
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await page.waitForFunction(() => Number(window.document.querySelector('iframe')?.height) > 20)
    const inner = page.frames().find(frame => frame.url().includes('/embed/'))
    const button = await inner?.waitForSelector('owner-badge >>> button')
    const before = Number(await page.$eval('iframe', element => element.height))
    await button?.click()
    await page.waitForFunction((height: number) => Number(window.document.querySelector('iframe')?.height) > height + 50, {}, before)
    expect(complaints.violations).toEqual([])
    await page.close()
  })
})

test.skipIf(reason !== undefined)('an edit on disk appears in an open page within two seconds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callboard-'))
  const write = (owner: string): Promise<void> =>
    writeFile(
      join(folder, 'catalog-info.yaml'),
      [component('pay', owner), group('payments'), group('platform')].map(entity => JSON.stringify(entity)).join('\n---\n'),
    )
  await write('payments')
  const served = await servePortal(await createPortal({ sources: [files(folder)], watch: true }))
  const browser = await openBrowser()
  try {
    served.html = document('<owner-badge entity="pay"></owner-badge>')
    const { page } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await painted(page, 'owner-badge')
    const shows = (name: string): Promise<unknown> =>
      page.waitForFunction(
        (wanted: string) => window.document.querySelector('owner-badge')?.shadowRoot?.textContent?.includes(wanted) === true,
        { timeout: 2000, polling: 'raf' },
        name,
      )
    await shows('Team payments')
    await write('platform')
    await shows('Team platform')
    await write('payments')
    await shows('Team payments')
  } finally {
    await browser.close()
    await served.close()
    await rm(folder, { recursive: true })
  }
})

test.skipIf(reason !== undefined)('a folder on a static file host serves the same page', async () => {
  const portal = await createPortal({ sources: [memory({ entities })] })
  const built = new Map<string, string | Uint8Array>()
  for await (const { path, body } of buildStatic(portal, { assets: widgetAssets() })) built.set(`/${path}`, body)
  const types: Readonly<Record<string, string>> = {
    js: 'text/javascript',
    json: 'application/json',
    svg: 'image/svg+xml',
    html: 'text/html',
    css: 'text/css',
  }
  const served = await servePortal(portal, async request => {
    const { pathname } = new URL(request.url)
    const body = built.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    if (body === undefined || request.method !== 'GET') return new Response('not found', { status: body === undefined ? 404 : 405 })
    return new Response(body as BodyInit, { headers: { 'content-type': types[pathname.split('.').at(-1) ?? ''] ?? 'text/html' } })
  })
  const browser = await openBrowser()
  try {
    served.html = document(
      '<owner-badge entity="component:default/service-1"></owner-badge> <owner-badge entity="service-2"></owner-badge> <owner-badge entity="service-3-7f9c4d-x2xzq"></owner-badge>',
    )
    const { page, complaints, requests } = await openPage(browser)
    await page.goto(`${served.url}/page`)
    await painted(page, 'owner-badge')
    expect(await page.$$eval('owner-badge', badges => badges.map(badge => badge.shadowRoot?.querySelector('button')?.textContent))).toEqual(
      ['Team platform', 'Team payments', 'Team platform'],
    )
    expect(requests.filter(line => !/\.(?:js|css)$|\/page$/.test(line))).toHaveLength(2)
    expect(complaints.console).toEqual([])
  } finally {
    await browser.close()
    await served.close()
  }
})
