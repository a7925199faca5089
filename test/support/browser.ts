import { existsSync } from 'node:fs'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'

const root = join(import.meta.dirname, '..', '..')

/** Why tests of the script-tag build cannot run; `undefined` when they can. */
export function whyNoScriptTag(): string | undefined {
  return existsSync(join(root, 'packages', 'widgets', 'dist-cdn', 'callboard.js'))
    ? undefined
    : 'the widgets are not built; `npm run build` first'
}

/** A headless browser, with these additional arguments. */
export async function openBrowser(...more: readonly string[]): Promise<Browser> {
  const { findBrowser } = (await import(join(root, 'scripts', 'browser.mjs'))) as {
    readonly findBrowser: () => Promise<{ readonly executablePath: string; readonly args: string[] }>
  }
  const { executablePath, args } = await findBrowser()
  // Through a pipe, so that it ends with this process, even if this is killed.
  return puppeteer.launch({ executablePath, args: [...args, ...more], headless: true, pipe: true })
}

/** The problems of a page: every console message, every error, every violation of its policy. */
export interface Complaints {
  readonly console: string[]
  readonly violations: string[]
}

/** Opens a page and collects its problems. */
export async function openPage(
  browser: Browser,
): Promise<{ readonly page: Page; readonly complaints: Complaints; readonly requests: string[] }> {
  const page = await browser.newPage()
  const complaints: Complaints = { console: [], violations: [] }
  const requests: string[] = []
  page.on('console', message => complaints.console.push(message.text()))
  page.on('pageerror', error => complaints.console.push(String(error)))
  page.on('request', request => requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.exposeFunction('reportViolation', (text: string) => complaints.violations.push(text))
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      ;(globalThis as unknown as { reportViolation: (text: string) => void }).reportViolation(
        `${violatedDirective} ${blockedURI} ${sample}`,
      )
    })
  })
  return { page, complaints, requests }
}
