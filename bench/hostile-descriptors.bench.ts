import { readItem } from '../packages/core/src/descriptor/read-item.ts'
import { coreKinds } from '../packages/core/src/kinds/core-kinds.ts'
import { hostileFiles } from '../test/support/hostile-descriptors.ts'
import { sharedDir, withoutShared } from '../test/support/shared.ts'
import { median, report } from './support/measure.ts'

// How long the loader takes for each hostile file; the longest time counts.
const shared = sharedDir()
const times: { readonly name: string; readonly ms: number }[] = []
for (const { name, path, text } of shared === undefined ? [] : hostileFiles(shared)) {
  const runs: number[] = []
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    await readItem({ type: 'text', path, text }, { source: 'bench', kinds: coreKinds, signal: new AbortController().signal })
    runs.push(performance.now() - start)
  }
  times.push({ name, ms: median(runs) })
}
const slowest = times.toSorted((a, b) => b.ms - a.ms)

if (slowest[0] === undefined) console.log(`Hostile descriptors: not measured${withoutShared}`)
else {
  report(
    'Hostile descriptors',
    [{ name: 'until the slowest file is read or stopped', value: slowest[0].ms, unit: 'ms', bar: 250 }],
    [
      `${String(times.length)} files; slowest: ${slowest
        .slice(0, 3)
        .map(({ name, ms }) => `${name} ${ms.toFixed(0)} ms`)
        .join(', ')}`,
    ],
  )
}
