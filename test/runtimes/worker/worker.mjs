// Runs the tests inside workerd, and prints one line: a report in the format of vitest's JSON reporter.
import { startTests } from '@vitest/runner'
import { runtimeName } from '../runtime-name.ts'
import { importers } from 'callboard:tests'
// Not on import, where a Worker allows no timer, no request and no random number.
import '../describe-published.ts'
import { checkAssertions, forgetAssertions, loadClocks } from './vitest.mjs'

const setup = 'test/support/no-console.ts'
const runner = {
  config: {
    root: '/',
    setupFiles: [setup],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    maxConcurrency: 1,
    sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
  },
  importFile: path => importers[path](),
  onBeforeTryTask: forgetAssertions,
  onAfterTryTask: checkAssertions,
}
const statusOf = task => ({ pass: 'passed', fail: 'failed', skip: 'pending' })[task.result?.state ?? task.mode] ?? 'failed'

export default {
  async test() {
    const meta = { runtime: runtimeName() }
    // With these, a test would not notice that the core needs Node.
    if (typeof process !== 'undefined' || typeof Buffer !== 'undefined')
      throw new Error('This worker has the globals of Node: the tests would prove nothing.')
    await loadClocks()
    const files = Object.keys(importers).filter(path => path !== setup)
    const tasks = await startTests(
      files.map(filepath => ({ filepath, fileTags: [] })),
      runner,
    )
    console.log(JSON.stringify({ testResults: tasks.map(file => resultOf(file, meta)) }))
  },
}

function resultOf(file, meta) {
  const results = []
  const failures = task => (task.result?.errors ?? []).map(({ stack, message }) => stack ?? message)
  const walk = (task, names) => {
    for (const part of task.tasks) walk(part.type === 'suite' ? part : { ...part, tasks: [] }, [...names, part.name])
    const own = failures(task)
    // A suite has its own result only when one of its hooks fails.
    if (task.type === 'test' || (own.length > 0 && task !== file)) {
      const skipped = statusOf(task) === 'pending'
      results.push({ fullName: names.join(' '), status: statusOf(task), failureMessages: own, meta: skipped ? {} : meta })
    }
  }
  walk(file, [])
  return { name: file.filepath, status: statusOf(file), message: failures(file).join('\n'), assertionResults: results }
}
