// The browser for the tests: CHROME_PATH, an installed Chrome or Chromium, or else the one in @sparticuz/chromium.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macPaths = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** The path of a browser and its arguments. Throws a one-sentence error when no browser is found. */
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
    if (!existsSync(own)) throw new Error(`CHROME_PATH is ${own}, but that file does not exist`)
    return { executablePath: own, args }
  }
  const installed = [
    ...(process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name))),
    ...macPaths,
  ].find(isExecutable)
  if (installed !== undefined) return { executablePath: installed, args }
  if (process.platform !== 'linux') throw new Error('No Chrome or Chromium was found: install one, or set CHROME_PATH')
  // Makes the package unpack the system libraries that a minimal Debian lacks. Its default switches are for cloud functions: a single process, and
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
