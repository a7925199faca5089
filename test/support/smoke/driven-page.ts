import type { KeyInput, Page } from 'puppeteer-core'
import type { Probe } from './page-probe.ts'
import type { WebDriverSession } from './web-driver.ts'

export type Key = 'Enter' | 'Space' | 'Escape' | 'Tab'

/** A page in a real browser, with real input. */
export interface DrivenPage {
  /** Loads a page that installs the probe. */
  open(url: string): Promise<void>
  ask<K extends keyof Probe>(question: K, ...args: Parameters<Probe[K]>): Promise<Awaited<ReturnType<Probe[K]>>>
  /** Moves the mouse to a position and presses its button. */
  press(at: readonly [number, number]): Promise<void>
  type(key: Key): Promise<void>
  /** What the browser has reported about the page since it was opened, if it can be read. */
  readonly noise: readonly string[]
}

/** A page controlled by puppeteer: Chromium through its own protocol, Firefox through WebDriver BiDi. */
export async function pageOfPuppeteer(page: Page): Promise<DrivenPage> {
  const names: Readonly<Record<Key, KeyInput>> = { Enter: 'Enter', Space: ' ', Escape: 'Escape', Tab: 'Tab' }
  const noise: string[] = []
  const hear = (text: string): void => {
    // A browser requests an icon by itself, and reports it if the policy of the page forbids that.
    if (!text.includes('/favicon.ico')) noise.push(text)
  }
  page.on('console', message => hear(message.text()))
  page.on('pageerror', error => hear(String(error)))
  await page.setViewport({ width: 1000, height: 700 })
  return {
    noise,
    open: async url => {
      noise.length = 0
      await page.goto(url, { waitUntil: 'load' })
    },
    ask: (question, ...args) =>
      page.evaluate(
        // The types of the probe are lost on the way into the page.
        (name: string, list: unknown[]) => (window.probe as unknown as Record<string, (...all: unknown[]) => unknown>)[name]?.(...list),
        question,
        args,
      ) as never,
    press: ([x, y]) => page.mouse.click(x, y),
    type: key => page.keyboard.press(names[key]),
  }
}

/** A page controlled by a WebDriver. It reads only the console messages that the probe collects. */
export function pageOfWebDriver(session: WebDriverSession): DrivenPage {
  const codes: Readonly<Record<Key, string>> = { Enter: '\uE007', Space: ' ', Escape: '\uE00C', Tab: '\uE004' }
  const script = `const [name, list, done] = arguments
Promise.resolve().then(() => window.probe[name](...list)).then(value => done({ value }), error => done({ error: String(error) }))`
  return {
    noise: [],
    open: url => session.navigate(url),
    ask: async (question, ...args) => {
      const { value, error } = (await session.execute(script, [question, args])) as { readonly value?: unknown; readonly error?: string }
      if (error !== undefined) throw new Error(error)
      return value as never
    },
    press: ([x, y]) =>
      session.perform([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 0, x, y, origin: 'viewport' },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]),
    type: key =>
      session.perform([
        {
          type: 'key',
          id: 'keyboard',
          actions: [
            { type: 'keyDown', value: codes[key] },
            { type: 'keyUp', value: codes[key] },
          ],
        },
      ]),
  }
}
