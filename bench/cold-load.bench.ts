import { parseAllDocuments } from 'yaml'
import { createCatalog } from '../packages/core/src/catalog/create-catalog.ts'
import { memory } from '../packages/core/src/source/memory.ts'
import { generateOrg } from './support/generate-org.ts'
import { median, report } from './support/measure.ts'

// Cold load of 10,000 entities up to the first answer of the catalog, compared with parsing the same text with `yaml` alone, interleaved in one run.
const files = generateOrg({ entities: 10_000, files: 200 })
const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6
const ours: number[] = []
const theirs: number[] = []
let entities = 0
for (let round = 0; round < 5; round++) {
  ours.push(
    await timed(async () => {
      const catalog = await createCatalog({ sources: [memory({ files: Object.fromEntries(files.map(({ path, text }) => [path, text])) })] })
      entities = catalog.size
      catalog.get('component:default/none')
      catalog.query({ filter: { kind: 'component' }, limit: 1 })
    }),
  )
  theirs.push(
    await timed(async () => {
      for (const { text } of files) for (const document of parseAllDocuments(text)) if ('toJS' in document) document.toJS()
    }),
  )
}

report(
  'Cold load',
  [{ name: 'time of yaml parseAllDocuments + toJS', value: median(ours) / median(theirs), unit: '×', bar: 0.4 }],
  [
    `${String(entities)} entities, ${String(files.length)} files, ${megabytes.toFixed(1)} MB`,
    `callboard ${median(ours).toFixed(0)} ms, yaml ${median(theirs).toFixed(0)} ms (medians of ${String(ours.length)})`,
  ],
)

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
