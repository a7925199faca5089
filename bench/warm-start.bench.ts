import { createCatalog } from '../packages/core/src/catalog/create-catalog.ts'
import { saveSnapshot } from '../packages/core/src/catalog/save-snapshot.ts'
import { memory } from '../packages/core/src/source/memory.ts'
import { generateOrg } from './support/generate-org.ts'
import { medianMs, report } from './support/measure.ts'

// Second start from a saved snapshot: all files are read and compared by content, none is parsed again. Compared with JSON.parse of the
// same entities.
const files = Object.fromEntries(generateOrg({ entities: 10_000, files: 200 }).map(({ path, text }) => [path, text]))
const first = await createCatalog({ sources: [memory({ files })] })
const snapshot = saveSnapshot(first)
const json = JSON.stringify([...first.entities])
let revision = ''
const parse = await medianMs(7, () => JSON.parse(json) as unknown)
const warm = await medianMs(7, async () => {
  const catalog = await createCatalog({ sources: [memory({ files })], snapshot })
  revision = catalog.revision
  catalog.get('component:default/none')
})
const parseAgain = await medianMs(7, () => JSON.parse(json) as unknown)
const base = Math.min(parse, parseAgain)
if (revision !== first.revision) throw new Error('The second start returned a different catalog')

report(
  'Second start from a snapshot',
  [{ name: 'time of JSON.parse of the same entities', value: warm / base, unit: '×', bar: 3 }],
  [
    `${String(first.size)} entities, snapshot ${(snapshot.length / 1e6).toFixed(1)} MB, entities ${(json.length / 1e6).toFixed(1)} MB`,
    `start ${warm.toFixed(0)} ms, JSON.parse ${base.toFixed(0)} ms (medians of 7)`,
  ],
)
