// A reporter for @web/test-runner that writes how many tests passed, failed and were skipped, and the names of skipped tests.
import { writeFileSync } from 'node:fs'

/** Writes `{ passed, failed, skipped, skips }` to `file` when the run ends. */
export function widgetTotalsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0, skips: [] }
      for (const session of sessions) {
        if (!session.passed && !hasFailed(session.testResults)) total.failed++
        count(session.testResults, total)
      }
      writeFileSync(file, JSON.stringify(total))
    },
  }
}

function count(suite, total) {
  for (const test of suite?.tests ?? []) {
    total[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++
    if (test.skipped) total.skips.push(test.name)
  }
  for (const inner of suite?.suites ?? []) count(inner, total)
}

function hasFailed(suite) {
  return (suite?.tests ?? []).some(test => !test.passed && !test.skipped) || (suite?.suites ?? []).some(hasFailed)
}
