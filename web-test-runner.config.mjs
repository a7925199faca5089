import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { chromeLauncher } from '@web/test-runner-chrome'
import { findBrowser } from './scripts/browser.mjs'
import { portalMiddleware } from './packages/widgets/test/portal.mjs'
import { widgetTotalsReporter } from './scripts/widget-totals.mjs'

const { executablePath, args } = await findBrowser()
const report = process.env.CALLBOARD_REPORT

/** `executeServerCommand('tap', [x, y])`: touch instead of a mouse. */
const tapPlugin = {
  name: 'tap-command',
  async executeCommand({ command, payload: [x, y] = [], session }) {
    if (command !== 'tap') return undefined
    await session.browser.getPage(session.id).touchscreen.tap(x, y)
    return true
  },
}

export default {
  files: ['packages/widgets/src/**/*.test.ts', 'packages/core/src/client/**/*.browser-test.ts'],
  nodeResolve: { exportConditions: ['@callboard/source', 'production', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' }), tapPlugin],
  browsers: [chromeLauncher({ launchOptions: { executablePath, args, headless: true } })],
  reporters: [defaultReporter(), ...(report === undefined ? [] : [widgetTotalsReporter(report)])],
  middleware: [await portalMiddleware()],
  concurrency: 1,
  testsFinishTimeout: 300_000,
}
