// Reads what the test runners wrote down, and adds it up.
import { existsSync, readFileSync } from 'node:fs'

/** `{ passed, failed, skipped }` of a JSON report of vitest, or one failure when the report is missing. */
export function vitestTotals(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const brokenFiles = report.testResults.filter(result => result.status === 'failed' && result.assertionResults.length === 0).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The same, of the report that `scripts/widget-totals.mjs` writes. */
export function widgetTotals(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0 }
}

/** The last line of `npm test`. */
export function totalLine(all) {
  const sum = key => all.reduce((total, part) => total + part[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
