import { describe, expect, test } from 'vitest'
import { printedResults, runtimeTable, runtimeTotals, type Report, type RuntimeRun } from './support/runtime-totals.ts'

type Result = Report['testResults'][number]['assertionResults'][number]

const onBun = { runtime: 'bun 1.4.5' }
const passed: Result = { fullName: 'a test', status: 'passed', meta: onBun }
const run: RuntimeRun = { root: '/code', runtime: 'bun 1.4.5', files: ['a.test.ts'], code: 0 }
const report = (...assertionResults: readonly Result[]): Report => ({ testResults: [{ name: '/code/a.test.ts', assertionResults }] })
const none = { passed: 0, failed: 0, skipped: 0, skips: [], failures: [] }

describe('a run in a runtime', () => {
  test('counts the tests that passed in that runtime', () => {
    expect(runtimeTotals(report(passed, passed), run)).toEqual({ ...none, passed: 2 })
  })

  test.each<[string, Result, string]>([
    ['another runtime', { ...passed, meta: { runtime: 'node 24.21.0' } }, 'ran on node 24.21.0, not on bun 1.4.5'],
    ['another version', { ...passed, meta: { runtime: 'bun 1.4.50' } }, 'ran on bun 1.4.50, not on bun 1.4.5'],
    ['an unknown runtime', { ...passed, meta: {} }, 'ran on an unknown runtime, not on bun 1.4.5'],
  ])('fails a test that passed on %s', (_, result, says) => {
    expect(runtimeTotals(report(result), run)).toEqual({ ...none, failed: 1, failures: [`a.test.ts > a test ${says}`] })
  })

  test('reports failed tests, with their messages', () => {
    const failed: Result = { fullName: 'a test', status: 'failed', failureMessages: ['1 is not 2'] }
    expect(runtimeTotals(report(passed, failed), { ...run, code: 1 })).toEqual({
      ...none,
      passed: 1,
      failed: 1,
      failures: ['a.test.ts > a test\n  1 is not 2'],
    })
  })

  test('lists what was skipped or left out', () => {
    const leaveOut = { 'b.test.ts': 'it has no clock' }
    expect(runtimeTotals(report(passed, { fullName: 'a test (skipped: no files)', status: 'skipped' }), { ...run, leaveOut })).toEqual({
      ...none,
      passed: 1,
      skipped: 2,
      skips: ['b.test.ts (skipped: it has no clock)', 'a.test.ts > a test (skipped: no files)'],
    })
  })

  test.each<[string, Report | undefined, Partial<RuntimeRun>]>([
    ['a file is not in the report', report(passed), { files: ['a.test.ts', 'b.test.ts'] }],
    ['a file has no tests', { testResults: [{ name: 'a.test.ts', message: 'no such export', assertionResults: [] }] }, {}],
    ['there is no report', undefined, {}],
    ['the exit code is the only sign', report(passed), { code: 1 }],
  ])('fails when %s', (_, given, odd) => {
    expect(runtimeTotals(given, { ...run, ...odd }).failed).toBe(1)
  })

  test('recognises its files whether their names start with the folder or not', () => {
    const results = ['a.test.ts', 'C:\\code\\a.test.ts'].map(name => ({ testResults: [{ name, assertionResults: [passed] }] }))
    expect(results.map(given => runtimeTotals(given, { ...run, root: 'C:\\code\\' }).passed)).toEqual([1, 1])
  })
})

test('a table has a row for each runtime, with numbers on the right', () => {
  const rows = [
    { ...none, name: 'deno', version: '2.9.6', passed: 1748, seconds: 31.04 },
    { ...none, name: 'workerd', version: '1.20261117.1', failed: 1, seconds: 7 },
  ]
  expect(runtimeTable(rows).split('\n')).toEqual([
    'runtime  version       passed  failed  skipped  seconds',
    'deno     2.9.6           1748       0        0     31.0',
    'workerd  1.20261117.1       0       1        0      7.0',
  ])
})

test('every result in a report is a line', () => {
  const results = report(passed, { fullName: 'b', status: 'failed' }, { fullName: 'c', status: 'pending' })
  expect(printedResults(results).split('\n')).toEqual(['✓ /code/a.test.ts > a test', '✗ /code/a.test.ts > b', '↓ /code/a.test.ts > c'])
})
