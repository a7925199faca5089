import { serveHandler, widgetAssets, type Responder } from '@callboard/adapters/node'
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser, whyNoScriptTag } from './support/browser.ts'

// A browser allows six HTTP/1.1 connections per host over all tabs, so an open connection of one page is lost for the others. Headless, every tab is visible.

const reason = whyNoScriptTag()
if (reason !== undefined) process.stdout.write(`skipped: many tabs in a browser: ${reason}\n`)

const group = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], profile: { displayName: `Team ${name}` } },
})
const component = (name: string, owner: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner },
})

interface World {
  readonly port: string
  /** The open streams, by the origin of the request; '' for the portal's own. */
  readonly streams: string[]
  /** The highest number of streams open at once. */
  readonly peak: () => number
  /** The number of requests for each URL. */
  readonly asked: Map<string, number>
  /** Changes the owner of `pay`. */
  edit(owner: string): void
  close(): Promise<void>
}

async function openWorld(): Promise<World> {
  const assets = widgetAssets()
  const source = memory({ entities: [group('red'), group('blue'), component('other', 'red')] })
  source.put('pay', component('pay', 'red'))
  const portal = await createPortal({ sources: [source], watch: true })
  const handler = createHandler(portal, { assets, cors: { origins: ['*'] } })
  const streams: string[] = []
  const asked = new Map<string, number>()
  let peak = 0
  const site: Responder = async request => {
    const { pathname, searchParams } = new URL(request.url)
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1)
    if (pathname.endsWith('/changes')) {
      const origin = request.headers.get('origin') ?? ''
      streams.push(origin)
      peak = Math.max(peak, streams.length)
      request.signal.addEventListener('abort', () => streams.splice(streams.indexOf(origin), 1), { once: true })
    }
    if (pathname.startsWith('/copy/')) {
      const copy = await assets.read(pathname.slice('/copy/'.length))
      return copy === undefined ? undefined : new Response(copy.body as BodyInit, { headers: { 'content-type': copy.type } })
    }
    if (pathname !== '/page') return undefined
    const src = searchParams.get('src') ?? '/'
    const head = `<title>Page</title><link rel="icon" href="data:,"><meta name="callboard-src" content="${src}"><script type="module" src="/callboard.js"></script>`
    const body = searchParams.get('body') ?? '<owner-badge entity="pay"></owner-badge>'
    return new Response(`<!doctype html><html lang="en"><meta charset="utf-8">${head}${body}</html>`, {
      headers: { 'content-type': 'text/html' },
    })
  }
  const server = await serveHandler({ handler, site, port: 0, host: '0.0.0.0' })
  return {
    port: new URL(server.url).port,
    streams,
    peak: () => peak,
    asked,
    edit: owner => source.put('pay', component('pay', owner)),
    async close() {
      await server.close()
      await portal.close()
    },
  }
}

/** Waits until every badge of a page is ready and shows this text. */
async function shows(page: Page, owner: string, selector = 'owner-badge', timeout = 5000): Promise<void> {
  await page.waitForFunction(
    (wanted: string, all: string) => {
      const badges = [...document.querySelectorAll(all)]
      return badges.length > 0 && badges.every(badge => badge.shadowRoot?.textContent?.includes(wanted) === true)
    },
    { timeout, polling: 50 },
    `Team ${owner}`,
    selector,
  )
}

describe.skipIf(reason !== undefined)('pages open at the same time', () => {
  let browser: Browser
  let world: World
  beforeAll(async () => {
    browser = await openBrowser('--host-resolver-rules=MAP *.test 127.0.0.1')
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(async () => {
    for (const page of await browser.pages()) if (page.url() !== 'about:blank') await page.close()
    await world.close()
  })

  const open = async (url: string, before?: (page: Page) => Promise<unknown>): Promise<Page> => {
    const page = await browser.newPage()
    await before?.(page)
    await page.goto(url, { timeout: 10_000 })
    await shows(page, 'red')
    return page
  }
  const openNine = async (urlOf: (i: number) => string, before?: (page: Page) => Promise<unknown>): Promise<readonly Page[]> => {
    const pages: Page[] = []
    for (let i = 0; i < 9; i++) pages.push(await open(urlOf(i), before))
    return pages
  }
  /** Every page answers another query, and shows an edit. */
  const allWork = async (pages: readonly Page[]): Promise<void> => {
    for (const page of pages) {
      await page.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', '<owner-badge entity="other" id="later"></owner-badge>')
      })
      await shows(page, 'red', '#later')
    }
    world.edit('blue')
    await Promise.all(pages.map(page => shows(page, 'blue', '[entity="pay"]')))
  }
  const isOneStream = (): Promise<void> => expect.poll(() => world.streams.length, { timeout: 10_000 }).toBe(1)
  /** Opens pages, and returns the one that holds the stream. */
  const openWithLeader = async (count: number): Promise<{ readonly leader: Page; readonly others: readonly Page[] }> => {
    const pages: Page[] = []
    let leader: Page | undefined
    const manifests = new Map<Page, number>()
    for (let i = 0; i < count; i++)
      pages.push(
        await open(`http://localhost:${world.port}/page`, async page =>
          page.on('request', request => {
            if (request.url().endsWith('/changes')) leader = page
            if (request.url().endsWith('/callboard.json')) manifests.set(page, (manifests.get(page) ?? 0) + 1)
          }),
        ),
      )
    await isOneStream()
    // Each page sends one more request when it starts to follow.
    await expect.poll(() => Math.min(...pages.map(page => manifests.get(page) ?? 0)), { timeout: 10_000 }).toBeGreaterThan(1)
    if (leader === undefined) throw new TypeError('No page holds the stream')
    return { leader, others: pages.filter(page => page !== leader) }
  }

  test.each(['localhost', 'portal.test'])('nine on http://%s all work, with one stream for all of them', async host => {
    const pages = await openNine(() => `http://${host}:${world.port}/page`)
    await isOneStream()
    await allWork(pages)
    expect([world.peak(), world.streams]).toEqual([1, ['']])
  })

  test('nine of several origins of one site all work, and hold no stream', async () => {
    const src = `http://portal.acme.test:${world.port}/`
    const pages = await openNine(i => `http://app${String(i)}.acme.test:${world.port}/page?src=${src}`)
    await allWork(pages)
    expect(world.peak()).toBe(0)
  })

  test('nine in a browser in which pages cannot message each other all work, and hold no stream', async () => {
    const pages = await openNine(
      () => `http://localhost:${world.port}/page`,
      page =>
        page.evaluateOnNewDocument(() => {
          globalThis.BroadcastChannel = class {
            constructor() {
              throw new DOMException('The operation is insecure.', 'SecurityError')
            }
          } as unknown as typeof BroadcastChannel
        }),
    )
    await allWork(pages)
    expect(world.peak()).toBe(0)
  })

  test('a frame in a page of another origin holds no stream', async () => {
    const frame = `<owner-badge entity="pay"></owner-badge><iframe src="http://portal.acme.test:${world.port}/page"></iframe>`
    const src = `http://portal.acme.test:${world.port}/`
    const page = await open(`http://app.acme.test:${world.port}/page?src=${src}&body=${encodeURIComponent(frame)}`)
    const before = world.asked.get('/callboard.json') ?? 0
    await expect.poll(() => (world.asked.get('/callboard.json') ?? 0) - before, { timeout: 10_000 }).toBeGreaterThan(4)
    world.edit('blue')
    await shows(page, 'blue')
    await page
      .frames()
      .at(-1)
      ?.waitForFunction(() => document.querySelector('owner-badge')?.shadowRoot?.textContent?.includes('Team blue') === true, {
        timeout: 5000,
      })
    expect(world.peak()).toBe(0)
  })

  test('two copies of the widgets on one page share one stream', async () => {
    const body =
      '<script type="module" src="/copy/callboard.js?prefix=acme"></script><owner-badge entity="pay"></owner-badge><acme-owner-badge entity="pay"></acme-owner-badge>'
    const page = await open(`http://localhost:${world.port}/page?body=${encodeURIComponent(body)}`)
    await shows(page, 'red', 'acme-owner-badge')
    await isOneStream()
    world.edit('blue')
    await Promise.all([shows(page, 'blue'), shows(page, 'blue', 'acme-owner-badge')])
    expect(world.peak()).toBe(1)
  })

  test('when the page that holds the stream is closed, another one takes over', async () => {
    const { leader, others } = await openWithLeader(3)
    await leader.close()
    world.edit('blue')
    await Promise.all(others.map(page => shows(page, 'blue')))
    await isOneStream()
  })

  test('when the page that holds the stream dies silently, another one takes over', async () => {
    const { leader, others } = await openWithLeader(3)
    await leader.evaluate(() => {
      // Like a page whose thread is stuck: it sends nothing, not even a last message.
      BroadcastChannel.prototype.postMessage = () => {}
    })
    await leader.close()
    world.edit('blue')
    await Promise.all(others.map(page => shows(page, 'blue', 'owner-badge', 10_000)))
    await isOneStream()
  })

  test('when the page that holds the stream is hidden, it releases it, holds nothing, and sends one request when shown again', async () => {
    const { leader, others } = await openWithLeader(3)
    const asked: string[] = []
    leader.on('request', request => asked.push(new URL(request.url()).pathname))
    const devtools = await leader.createCDPSession()
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    expect(await leader.evaluate(() => document.visibilityState)).toBe('hidden')
    world.edit('blue')
    await Promise.all(others.map(page => shows(page, 'blue')))
    await isOneStream()
    expect(asked).toEqual([])
    await shows(leader, 'red')
    await leader.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await shows(leader, 'blue')
    expect(asked).toEqual(['/callboard.json', '/api/callboard/v1/owners'])
    expect(world.streams).toHaveLength(1)
  })

  test('a page in the back/forward cache holds nothing, and sends a request when restored', async () => {
    const page = await open(`http://localhost:${world.port}/page`)
    await isOneStream()
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    await expect.poll(() => world.streams.length, { timeout: 10_000 }).toBe(0)
    world.edit('blue')
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await shows(page, 'blue')
    await isOneStream()
  })
})
