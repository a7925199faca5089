// A thousand badges for six hundred entities on a page, compared with a thousand trivial Lit elements that already have their data: requests, and the time from
// the start of the navigation until all are painted. Interleaved, medians. Bars: 2 requests, twice the time.
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import { serveHandler, widgetAssets } from '@callboard/adapters/node'
import { build } from 'esbuild'
import { openBrowser } from '../test/support/browser.ts'

const rounds = 15
const entities = [
  ...Array.from({ length: 600 }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `service-${String(i)}` },
    spec: { type: 'service', lifecycle: 'production', owner: `team-${String(i % 20)}` },
  })),
  ...Array.from({ length: 20 }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `team-${String(i)}` },
    spec: { type: 'team', children: [], profile: { displayName: `Team ${String(i)}` } },
  })),
]
const trivial = await build({
  stdin: {
    contents: `import { LitElement, html } from 'lit'
customElements.define('trivial-badge', class extends LitElement {
  static properties = { name: {} }
  render() { return html\`<span>\${this.name}</span>\` }
})`,
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  format: 'esm',
  minify: true,
  write: false,
  conditions: ['production', 'browser'],
})
const script = trivial.outputFiles[0]?.text ?? ''
const pages: Readonly<Record<string, string>> = {
  '/badges': `<!doctype html><script type="module" src="/callboard.js"></script>${Array.from({ length: 1000 }, (_, i) => `<owner-badge entity="service-${String(i % 600)}"></owner-badge>`).join('\n')}`,
  '/trivial': `<!doctype html><script type="module" src="/trivial.js"></script>${Array.from({ length: 1000 }, (_, i) => `<trivial-badge name="Team ${String(i % 20)}"></trivial-badge>`).join('\n')}`,
}

const portal = await createPortal({ sources: [memory({ entities })] })
const server = await serveHandler({
  handler: createHandler(portal, { assets: widgetAssets() }),
  site: async request => {
    const { pathname } = new URL(request.url)
    if (pathname === '/trivial.js') return new Response(script, { headers: { 'content-type': 'text/javascript' } })
    const page = pages[pathname]
    return page === undefined ? undefined : new Response(page, { headers: { 'content-type': 'text/html' } })
  },
  port: 0,
})
const browser = await openBrowser()

async function visit(path: string, tag: string): Promise<{ readonly ms: number; readonly requests: readonly string[] }> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', request => requests.push(new URL(request.url()).pathname))
  await page.goto(`${server.url}${path}`, { waitUntil: 'domcontentloaded' })
  const ms = await page.evaluate(
    (name: string) =>
      new Promise<number>(resolve => {
        const look = (): void => {
          const elements = [...document.querySelectorAll(name)]
          const isDone =
            elements.length === 1000 &&
            elements.every(
              element =>
                element.shadowRoot !== null &&
                element.shadowRoot.querySelector('span, button') !== null &&
                (element as { readonly status?: string }).status !== 'loading',
            )
          if (isDone) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
          else requestAnimationFrame(look)
        }
        look()
      }),
    tag,
  )
  await context.close()
  return { ms, requests: requests.filter(name => !/\.(?:js|css|ico)$/.test(name) && name !== path) }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const times: Record<'badges' | 'trivial', number[]> = { badges: [], trivial: [] }
let requests: readonly string[] = []
for (let round = 0; round < rounds + 2; round++) {
  const trivialVisit = await visit('/trivial', 'trivial-badge')
  const badgeVisit = await visit('/badges', 'owner-badge')
  requests = badgeVisit.requests
  if (round < 2) continue
  times.trivial.push(trivialVisit.ms)
  times.badges.push(badgeVisit.ms)
}
const [badges, plain] = [median(times.badges), median(times.trivial)]
console.log(`requests for 1,000 badges of 600 entities: ${String(requests.length)} (bar: 2): ${requests.join(', ')}`)
console.log(
  `painted after ${badges.toFixed(0)} ms; 1,000 trivial Lit elements ${plain.toFixed(0)} ms; ${(badges / plain).toFixed(2)} × (bar: 2)`,
)

await browser.close()
await server.close()
