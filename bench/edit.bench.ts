import { createCatalog } from '../packages/core/src/catalog/create-catalog.ts'
import { memory } from '../packages/core/src/source/memory.ts'
import { generateOrg } from './support/generate-org.ts'
import { median, report } from './support/measure.ts'

// One edited file among 10,000 entities: from the edit until the new catalog has answered a get, an owner and a query.
const org = generateOrg({ entities: 10_000, files: 200 })
const source = memory({ files: Object.fromEntries(org.map(({ path, text }) => [path, text])) })
const catalog = await createCatalog({ sources: [source], watch: true })
catalog.owner('service-1')
catalog.query({ filter: { 'kind': 'component', 'spec.type': 'service', 'relations.ownedBy': 'group:default/team-1' } })
const times: number[] = []
for (let round = 0; round < 41; round++) {
  const { path, text } = org[(round * 37) % org.length] ?? { path: '', text: '' }
  const edited = text.replace(/name: (service-\d+)/, `name: $1-${String(round)}`)
  const name = /name: (service-\d+-\d+)/.exec(edited)?.[1]
  if (name === undefined) continue
  const changes = catalog.changes()[Symbol.asyncIterator]()
  const change = changes.next()
  const start = performance.now()
  source.write(path, edited)
  await change
  const entity = catalog.get(`component:default/${name}`)
  const owner = catalog.owner(name)
  const ownedBy = entity?.relations?.find(({ type }) => type === 'ownedBy')?.targetRef ?? ''
  const { items } = catalog.query({
    filter: { 'kind': 'component', 'spec.type': String(entity?.spec?.['type']), 'relations.ownedBy': ownedBy },
  })
  times.push(performance.now() - start)
  if (entity === undefined || owner.state !== 'owned' || !items.includes(entity))
    throw new Error('The answers of the new catalog do not contain the edit')
}
await catalog.close()

report(
  'One file edited among 10,000 entities',
  [{ name: 'until the new catalog answers', value: median(times), unit: 'ms', bar: 20 }],
  [`${String(times.length)} edits, slowest ${Math.max(...times).toFixed(1)} ms; ${String(10_000 / org.length)} entities in a file`],
)
