import { parseAllDocuments } from 'yaml'
import { coreKinds } from '../packages/core/src/kinds/core-kinds.ts'
import { readItem } from '../packages/core/src/descriptor/read-item.ts'
import { resolveLimits } from '../packages/core/src/descriptor/limits.ts'
import { parseDocuments } from '../packages/core/src/descriptor/parse/parse-documents.ts'
import { generateOrg } from './support/generate-org.ts'
import { median, report } from './support/measure.ts'

// Descriptors of 10,000 entities from text, compared with parsing the same text with `yaml` alone, interleaved in one run.
const files = generateOrg({ entities: 10_000, files: 200 })
const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6
const { signal } = new AbortController()
const limits = resolveLimits()
const parsing: number[] = []
const reading: number[] = []
const theirs: number[] = []
let valid = 0
let careful = 0
for (let round = 0; round < 5; round++) {
  reading.push(
    await timed(async () => {
      valid = 0
      for (const { path, text } of files)
        valid += (await readItem({ type: 'text', path, text }, { source: 'bench', kinds: coreKinds, signal })).descriptors.length
    }),
  )
  parsing.push(
    await timed(async () => {
      careful = 0
      for (const { path, text } of files)
        careful += parseDocuments(text, path, limits).documents.filter(document => document.yaml !== undefined).length
    }),
  )
  theirs.push(
    await timed(async () => {
      for (const { text } of files) for (const document of parseAllDocuments(text)) if ('toJS' in document) document.toJS()
    }),
  )
}

report(
  'Descriptors from YAML',
  [
    {
      name: 'parse, check and derive, in times of yaml parseAllDocuments + toJS',
      value: median(reading) / median(theirs),
      unit: '×',
      bar: 0.3,
    },
    { name: 'parse alone', value: median(parsing) / median(theirs), unit: '×', bar: 0.2 },
  ],
  [
    `${String(valid)} valid entities, ${String(files.length)} files, ${megabytes.toFixed(1)} MB; ${String(careful)} documents left to the slower, exact reader`,
    `read ${median(reading).toFixed(0)} ms, parse ${median(parsing).toFixed(0)} ms, yaml ${median(theirs).toFixed(0)} ms (medians of ${String(theirs.length)})`,
  ],
)

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
