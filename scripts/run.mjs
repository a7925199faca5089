// The single steps: `node scripts/run.mjs build|check|lint|format|public-api|new|unit|widgets|runtimes|bench|mutate`.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fail, install, isPinned, rerunPinned, root, runBin, runNode } from './toolchain.mjs'

const rest = process.argv.slice(3)

const steps = {
  async 'build'() {
    const { build } = await import('./build.mjs')
    await build({ force: true })
  },
  async 'check'() {
    const [{ build }, { check }] = await Promise.all([import('./build.mjs'), import('./check.mjs')])
    await build()
    process.exitCode = (await check()) ? 0 : 1
  },
  async 'lint'() {
    process.exitCode = await runBin('oxlint', rest)
  },
  async 'format'() {
    process.exitCode = await runBin('oxfmt', ['--write', ...rest])
  },
  async 'public-api'() {
    process.exitCode = await runNode(['--conditions=@callboard/source', join('test', 'support', 'public-api.ts'), '--write'])
  },
  async 'new'() {
    const { addNew } = await import('./new/add-new.mjs')
    process.exitCode = await addNew(rest)
  },
  async 'unit'() {
    process.exitCode = await runBin('vitest', ['run', ...rest])
  },
  async 'widgets'() {
    const { build } = await import('./build.mjs')
    await build()
    process.exitCode = await runBin('web-test-runner', rest)
  },
  async 'mutate'() {
    const { mutate } = await import('./mutate.mjs')
    process.exitCode = (await mutate(rest)) ? 0 : 1
  },
  async 'runtimes'() {
    const { testRuntimes } = await import('./runtimes.mjs')
    process.exitCode = (await testRuntimes(rest)) ? 0 : 1
  },
  async 'bench'() {
    const all = readdirSync(join(root, 'bench')).filter(name => name.endsWith('.bench.ts'))
    const unknown = rest.find(word => !all.some(name => name.includes(word)))
    if (unknown !== undefined)
      fail(`There is no bench "${unknown}". The benches are ${all.map(name => name.replace('.bench.ts', '')).join(', ')}.`, 2)
    const { build } = await import('./build.mjs')
    await build()
    const files = all.filter(name => rest.length === 0 || rest.some(word => name.includes(word)))
    for (const file of files.sort()) {
      console.log(`\n── ${file}`)
      if ((await runNode(['--conditions=@callboard/source', '--expose-gc', join('bench', file)])) !== 0) process.exitCode = 1
    }
  },
}

const step = steps[process.argv[2]]
if (step === undefined) fail(`Which step? One of: ${Object.keys(steps).join(', ')}`, 2)
if (isPinned()) {
  await step()
} else {
  install()
  rerunPinned()
}
