// Checks of the sources, in addition to the tests.
import { root, runBin } from './toolchain.mjs'
import { join } from 'node:path'

/** Each check with its name, cheap ones first. */
export const checks = [
  ['lint', async () => (await runBin('oxlint', ['--quiet'], { quiet: true })) === 0],
  ['format', async () => (await runBin('oxfmt', ['--list-different'], { quiet: true })) === 0],
  ['types', async () => (await runBin('tsc', ['-p', 'tsconfig.json'], { quiet: true })) === 0],
  ['import direction', importDirection],
  ['docstrings', docstrings],
  ['dead exports', async () => (await runBin('knip', [], { quiet: true })) === 0],
  ...['core', 'widgets', 'adapters'].map(name => [
    `package ${name}`,
    async () => (await runBin('publint', [join(root, 'packages', name), '--strict'], { quiet: true })) === 0,
  ]),
]

/** Runs every check; resolves to true when all pass. */
export async function check() {
  let all = true
  for (const [name, test] of checks) {
    const passed = await test()
    console.log(`${passed ? '✓' : '✗'} ${name}`)
    all &&= passed
  }
  return all
}

/** Reports every import that the table in test/support/flow.ts does not allow. */
async function importDirection() {
  const { wrongImports } = await import('../test/support/flow.ts')
  const wrong = wrongImports()
  if (wrong.length > 0) console.error(wrong.join('\n'))
  return wrong.length === 0
}

/** Reports every public name and member without a docstring. */
async function docstrings() {
  const { faultLine, readDocstrings } = await import('../test/support/docstrings.ts')
  const { faults } = readDocstrings()
  if (faults.length > 0) console.error(faults.map(faultLine).join('\n'))
  return faults.length === 0
}
