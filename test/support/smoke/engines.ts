import { accessSync, constants } from 'node:fs'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { openBrowser } from '../browser.ts'
import { pageOfPuppeteer, pageOfWebDriver, type DrivenPage } from './driven-page.ts'
import { keepProcess } from './keep-process.ts'
import { freePort, startSession } from './web-driver.ts'

export interface RunningEngine {
  readonly page: DrivenPage
  close(): Promise<void>
}

export interface Engine {
  readonly name: string
  /** Why the browser is not available; `undefined` when it is. */
  readonly missing: string | undefined
  start(): Promise<RunningEngine>
}

/** The environment before Chromium: `@sparticuz/chromium` adds its libraries and fonts to it. */
const ownEnv: NodeJS.ProcessEnv = { ...process.env }

/** The browsers of the smoke suite. Chromium is always available. */
export function engines(): readonly Engine[] {
  return [chromium, firefox(), webkit()]
}

const chromium: Engine = {
  name: 'Chromium',
  missing: undefined,
  start: async () => {
    const browser = await openBrowser()
    return { page: await pageOfPuppeteer(await browser.newPage()), close: () => browser.close() }
  },
}

function firefox(): Engine {
  const path = process.env['FIREFOX_PATH'] ?? findProgram('firefox-esr') ?? findProgram('firefox')
  return {
    name: 'Firefox',
    missing: path === undefined ? 'no firefox-esr and no firefox in PATH; FIREFOX_PATH names one' : undefined,
    start: async () => {
      const guard = findProgram('setpriv')
      const args = ['--headless', 'about:blank']
      // Puppeteer ends it in every case except when this process is killed. Then the kernel does.
      const browser = await puppeteer.launch({
        browser: 'firefox',
        env: ownEnv,
        ignoreDefaultArgs: true,
        ...(guard === undefined
          ? { executablePath: path ?? '', args }
          : { executablePath: guard, args: ['--pdeathsig', 'KILL', path ?? '', ...args] }),
      })
      return { page: await pageOfPuppeteer(await browser.newPage()), close: () => browser.close() }
    },
  }
}

function webkit(): Engine {
  const missing = ['WebKitWebDriver', 'Xvfb'].filter(name => findProgram(name) === undefined)
  return {
    name: 'WebKit',
    missing: missing.length === 0 ? undefined : `no ${missing.join(' and no ')} in PATH`,
    start: async () => {
      const screen = keepProcess('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], ownEnv)
      const [number] = (await once(screen.report, 'data')) as [Buffer]
      const port = await freePort()
      const driver = keepProcess('WebKitWebDriver', [`--port=${String(port)}`], { ...ownEnv, DISPLAY: `:${number.toString().trim()}` })
      const stop = async (): Promise<void> => {
        await driver.stop()
        await screen.stop()
      }
      try {
        const session = await startSession(`http://127.0.0.1:${String(port)}`)
        return { page: pageOfWebDriver(session), close: () => session.close().finally(stop) }
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
}

function findProgram(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
