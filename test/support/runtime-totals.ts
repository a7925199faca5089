import { existsSync, readFileSync } from 'node:fs'

/** The fields of a report of vitest's JSON reporter that are used. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages?: readonly string[]
      readonly meta?: { readonly runtime?: string }
    }[]
  }[]
}

/** What a run should contain. */
export interface RuntimeRun {
  /** The folder with which the names of test files may start. */
  readonly root: string
  /** The only runtime whose passes count, as returned by `runtimeName`. */
  readonly runtime: string
  /** Every test file, relative to `root`. */
  readonly files: readonly string[]
  /** Test files that were not run, each with the reason. */
  readonly leaveOut?: Readonly<Record<string, string>>
  /** The exit code. */
  readonly code: number
}

/** The result of a run. */
export interface RuntimeTotals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** The skipped tests; their names contain the reasons. */
  readonly skips: readonly string[]
  /** One message for each failure. */
  readonly failures: readonly string[]
}

/** One row of the table. */
export interface RuntimeRow extends RuntimeTotals {
  readonly name: string
  readonly version: string
  readonly seconds: number
}

/** The report in a file; `undefined` when there is no report. */
export function readReport(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}

/** Counts a report. A pass on another runtime is a failure, and so is a file without tests, no report, and a bad exit code that no test explains. */
export function runtimeTotals(report: Report | undefined, { root, runtime, files, leaveOut = {}, code }: RuntimeRun): RuntimeTotals {
  const skips = Object.entries(leaveOut).map(([file, reason]) => `${file} (skipped: ${reason})`)
  const failures: string[] = []
  let passed = 0
  const results = new Map(report?.testResults.map(result => [pathBelow(root, result.name), result]))
  for (const file of report === undefined ? [] : files) {
    const { assertionResults = [], message = '' } = results.get(file) ?? {}
    if (assertionResults.length === 0) failures.push(`${file} ran no test${message === '' ? '' : `: ${message}`}`)
    for (const { fullName, status, failureMessages = [], meta } of assertionResults) {
      const name = `${file} > ${fullName}`
      if (status === 'failed') failures.push([name, ...failureMessages].join('\n  '))
      else if (status !== 'passed') skips.push(name)
      else if (meta?.runtime === runtime) passed += 1
      else failures.push(`${name} ran on ${meta?.runtime ?? 'an unknown runtime'}, not on ${runtime}`)
    }
  }
  if (report === undefined) failures.push(`the run ended with exit code ${String(code)} and without a report`)
  else if (code !== 0 && failures.length === 0) failures.push(`every test passed, but the run ended with exit code ${String(code)}`)
  return { passed, failed: failures.length, skipped: skips.length, skips, failures }
}

/** Every test in a report, one per line. */
export function printedResults(report: Report | undefined): string {
  const marks = new Map([
    ['passed', '✓'],
    ['failed', '✗'],
  ])
  const lines = report?.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => `${marks.get(status) ?? '↓'} ${name} > ${fullName}`),
  )
  return lines?.join('\n') ?? ''
}

/** A table with one row per runtime. */
export function runtimeTable(rows: readonly RuntimeRow[]): string {
  const cells = [
    ['runtime', 'version', 'passed', 'failed', 'skipped', 'seconds'],
    ...rows.map(({ name, version, passed, failed, skipped, seconds }) =>
      [name, version, passed, failed, skipped, seconds.toFixed(1)].map(String),
    ),
  ]
  const width = (at: number): number => Math.max(...cells.map(row => row[at]?.length ?? 0))
  return cells.map(row => row.map((cell, at) => (at < 2 ? cell.padEnd(width(at)) : cell.padStart(width(at)))).join('  ')).join('\n')
}

function pathBelow(root: string, path: string): string {
  const [folder, full] = [root, path].map(text => text.replaceAll('\\', '/').replace(/\/$/, '')) as [string, string]
  return full.startsWith(`${folder}/`) ? full.slice(folder.length + 1) : full
}
