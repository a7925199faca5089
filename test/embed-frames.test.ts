import { serveHandler, widgetAssets, type Responder } from '@callboard/adapters/node'
import { createPortal, memory, type Portal } from '@callboard/core'
import { createHandler, type HandlerOptions } from '@callboard/core/server'
import type { Browser, Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchWords, languages } from '../packages/widgets/src/strings/languages.ts'
import { openBrowser, whyNoScriptTag } from './support/browser.ts'
import { entityElements } from './support/widget-lists.ts'

const reason = whyNoScriptTag()
if (reason !== undefined) process.stdout.write(`skipped: embed frames in a browser: ${reason}\n`)

const entities = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments' },
    spec: { type: 'team', children: [], profile: { displayName: 'Payments', email: 'payments@acme.test' } },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'pay',
      title: 'Pay',
      links: [{ url: 'https://runbooks.acme.test/pay', title: 'Runbook' }],
      annotations: { 'backstage.io/view-url': 'https://git.acme.test/pay' },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  },
]

describe.skipIf(reason !== undefined)('embed pages in real frames', () => {
  let browser: Browser
  let portal: Portal
  let url: string
  let html = ''
  let hostUrl: string
  const closing: (() => Promise<void>)[] = []

  const serve = async (options: HandlerOptions, site?: Responder): Promise<string> => {
    const server = await serveHandler({ handler: createHandler(portal, options), site, port: 0 })
    closing.push(() => server.close())
    return server.url
  }

  beforeAll(async () => {
    portal = await createPortal({ title: 'Acme', sources: [memory({ entities })] })
    url = await serve({ assets: widgetAssets() })
    // The embedding page has another origin, like a wiki.
    hostUrl = await serve({}, async request =>
      new URL(request.url).pathname === '/page' ? new Response(html, { headers: { 'content-type': 'text/html' } }) : undefined,
    )
    browser = await openBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    for (const close of closing) await close()
    await portal.close()
  })

  /** A page with one frame, and the frame once its element has an answer. */
  const framed = async (
    element: string,
    attributes: string,
  ): Promise<{ readonly page: Page; readonly frame: Frame; readonly says: string[] }> => {
    html = `<!doctype html><title>Wiki</title><link rel="icon" href="data:,"><iframe title="Embedded" ${attributes} src="${url}/embed/${element}?entity=pay" height="10"></iframe><script type="module" src="${url}/callboard/embed-host.js"></script>`
    const page = await browser.newPage()
    const says: string[] = []
    page.on('console', message => says.push(message.text()))
    page.on('pageerror', error => says.push(String(error)))
    await page.goto(`${hostUrl}/page`)
    const frame = page.frames().find(inner => inner.url().includes('/embed/'))
    if (frame === undefined) throw new Error('There is no frame')
    await frame.waitForFunction(
      (name: string) => {
        const shown = window.document.querySelector(name)
        return shown !== null && 'status' in shown && shown.status !== 'loading'
      },
      { timeout: 10_000 },
      element,
    )
    return { page, frame, says }
  }

  for (const element of entityElements) {
    for (const sandbox of ['', 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-popups"']) {
      test(`${element} has its answer and its height in a frame ${sandbox === '' ? 'without sandbox' : `with ${sandbox}`}`, async () => {
        const { page, frame, says } = await framed(element, sandbox)
        expect(await frame.$eval(element, shown => 'status' in shown && shown.status)).toBe('ready')
        await page.waitForFunction(() => Number(window.document.querySelector('iframe')?.height) > 20, { timeout: 5000 })
        expect(says).toEqual([])
        await page.close()
      })
    }
  }

  for (const [element, press, link] of [
    ['owner-badge', 'owner-badge >>> button', 'owner-badge >>> a[href*="runbooks"]'],
    ['entity-link', undefined, 'entity-link >>> a'],
    ['entity-card', undefined, 'entity-card >>> a[href*="git.acme"]'],
  ] as const) {
    test(`a link in ${element} opens a new page, and the frame stays`, async () => {
      const { page, frame } = await framed(element, 'sandbox="allow-scripts allow-popups" style="inline-size: 400px; block-size: 700px"')
      if (press !== undefined) await (await frame.waitForSelector(press))?.click()
      const anchor = await frame.waitForSelector(link)
      const opened = new Promise<string>(resolve => browser.once('targetcreated', target => resolve(target.type())))
      await anchor?.click()
      expect(await opened).toBe('page')
      expect(await anchor?.evaluate(shown => [(shown as HTMLAnchorElement).target, (shown as HTMLAnchorElement).rel])).toEqual([
        '_blank',
        expect.stringContaining('noopener'),
      ])
      expect(frame.url()).toContain('/embed/')
      expect(await frame.$eval(element, shown => shown.isConnected)).toBe(true)
      await page.close()
    })
  }

  for (const lang of Object.keys(languages)) {
    test(`an embed page with ?lang=${lang} uses that language and its direction`, async () => {
      const words = await fetchWords(lang)
      const page = await browser.newPage()
      await page.goto(`${url}/embed/owner-badge?entity=pay&lang=${lang}`)
      await page.waitForFunction(
        (label: string, direction: string) =>
          window.document.querySelector('owner-badge')?.shadowRoot?.querySelector('button')?.ariaLabel?.startsWith(label) === true &&
          getComputedStyle(window.document.documentElement).direction === direction,
        { timeout: 5000, polling: 'raf' },
        words?.ownerOf('Pay') ?? '',
        words?.$dir ?? '',
      )
      expect(await page.$eval('html', html => html.lang)).toBe(lang)
      await page.close()
    })
  }

  test('when no page may frame the portal, pages without an origin may not call it either', async () => {
    const closed = await serve({ assets: widgetAssets(), frameAncestors: [] })
    const response = await fetch(`${closed}/callboard.json`, { headers: { origin: 'null' } })
    expect(response.headers.get('access-control-allow-origin')).toBe(null)
  })
})
