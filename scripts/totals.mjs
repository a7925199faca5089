// Reads what the test runners wrote down, and adds it up.
import { existsSync, readFileSync } from 'node:fs'

/** `{ passed, failed, skipped, skips }` of a JSON report of vitest, `skips` being the names of the tests that were skipped; one failure when the report is missing. */
export function vitestTotals(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, skips: [] }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const brokenFiles = report.testResults.filter(result => result.status === 'failed' && result.assertionResults.length === 0).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
    skips: report.testResults
      .flatMap(result => result.assertionResults)
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  }
}

/** The same, of the report that `scripts/widget-totals.mjs` writes. */
export function widgetTotals(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0, skips: [] }
}

/** What a runner wrote down, with one failure more where it ended badly and names no test for it: an error outside of every test. */
export function withExitCode(code, total) {
  return code !== 0 && total.failed === 0 ? { ...total, failed: 1 } : total
}

/** The last line of `npm test`. */
export function totalLine(all) {
  const sum = key => all.reduce((total, part) => total + part[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
