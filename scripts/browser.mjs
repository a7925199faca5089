// The browser of the tests: CHROME_PATH, an installed Chrome or Chromium, else the one that @sparticuz/chromium brings.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macPaths = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** Where a browser is and what to start it with. Throws one sentence when there is none. */
export async function findBrowser() {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ]
  const own = process.env.CHROME_PATH
  if (own !== undefined && own !== '') {
    if (!existsSync(own)) throw new Error(`CHROME_PATH names ${own}, and there is no such file`)
    return { executablePath: own, args }
  }
  const installed = [
    ...(process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name))),
    ...macPaths,
  ].find(isExecutable)
  if (installed !== undefined) return { executablePath: installed, args }
  if (process.platform !== 'linux') throw new Error('No Chrome or Chromium was found: install one, or name it in CHROME_PATH')
  // Makes the package unpack the system libraries that a bare Debian lacks. Its own switches are made for a function in a cloud: one process for all, and
  // no same-origin policy.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  return {
    executablePath: await chromium.executablePath(),
    args: [...args, '--no-zygote', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
