// Reads the reports of the test runners, and adds them up.
import { existsSync, readFileSync } from 'node:fs'

/** `{ passed, failed, skipped, skips }` from a JSON report of vitest; `skips` are the names of skipped tests. A missing report counts as one failure. */
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

/** The same from the report that `scripts/widget-totals.mjs` writes. */
export function widgetTotals(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0, skips: [] }
}

/** The totals of a runner, plus one failure if it exited with an error but reports no failed test: an error outside of all tests. */
export function withExitCode(code, total) {
  return code !== 0 && total.failed === 0 ? { ...total, failed: 1 } : total
}

/** The last line of `npm test`. */
export function totalLine(all) {
  const sum = key => all.reduce((total, part) => total + part[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
