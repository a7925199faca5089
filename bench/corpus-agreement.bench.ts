import { compareRelations, compareVerdicts, type Agreement } from '../test/support/corpus-agreement.ts'
import { sharedDir, withoutShared } from '../test/support/shared.ts'

// How far the command agrees with Backstage's own code on real public descriptors; every difference is listed.
const shared = sharedDir()

function show(name: string, { compared, differences }: Agreement): void {
  const share = (100 * (compared - Math.min(compared, differences.length))) / compared
  const verdict = differences.length === 0 ? 'ok' : 'OVER'
  console.log(`  ${verdict.padEnd(5)}${name.padEnd(52)}${share.toFixed(2).padStart(10)} %   of ${String(compared)}, bar 100 %`)
  for (const difference of differences) console.log(`       ${difference}`)
  if (differences.length > 0) process.exitCode = 1
}

console.log(`\nAgreement with Backstage on real descriptors${withoutShared}`)
if (shared !== undefined) {
  show('verdicts, document by document', await compareVerdicts(shared))
  show('relations, repository by repository', await compareRelations(shared))
}
