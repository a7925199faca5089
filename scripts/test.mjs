// `npm test`: installs what is missing, builds, checks, and runs every test. The last line is the total.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { install, isPinned, rerunPinned, root, runBin } from './toolchain.mjs'

if (!isPinned()) {
  install()
  rerunPinned()
} else {
  await main()
}

async function main() {
  const [{ build }, { checks }, { totalLine, vitestTotals, widgetTotals, withExitCode }] = await Promise.all([
    import('./build.mjs'),
    import('./check.mjs'),
    import('./totals.mjs'),
  ])
  const reports = join(root, '.build', 'reports')
  const totals = []
  const step = name => console.log(`\n── ${name}`)

  step('build')
  await build()
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })

  step('check')
  for (const [name, check] of checks) {
    const passed = await check()
    console.log(`${passed ? '✓' : '✗'} ${name}`)
    totals.push({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, skips: [] })
  }

  step('core, adapters and the whole')
  const units = await runBin('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'vitest.json')}`,
  ])
  totals.push(withExitCode(units, vitestTotals(join(reports, 'vitest.json'))))

  if (existsSync(join(root, 'web-test-runner.config.mjs'))) {
    step('widgets in a browser')
    const widgets = await runBin('web-test-runner', [], { env: { CALLBOARD_REPORT: join(reports, 'widgets.json') } })
    totals.push(withExitCode(widgets, widgetTotals(join(reports, 'widgets.json'))))
  }

  const skips = totals.flatMap(part => part.skips)
  if (skips.length > 0) {
    step('skipped')
    for (const name of skips) console.log(`↓ ${name}`)
  }

  const line = totalLine(totals)
  console.log(`\n${line}`)
  process.exitCode = / 0 failed/.test(line) ? 0 : 1
}
