import { createCatalog } from '../packages/core/src/catalog/create-catalog.ts'
import { memory } from '../packages/core/src/source/memory.ts'
import { generateOrg } from './support/generate-org.ts'
import { medianUs, report } from './support/measure.ts'

// Reads in process at 10,000 entities. Each call asks about a different entity.
const files = Object.fromEntries(generateOrg({ entities: 10_000, files: 200 }).map(({ path, text }) => [path, text]))
const catalog = await createCatalog({ sources: [memory({ files })] })
const refs = catalog.snapshot.internals.sorted.map(node => node.ref)
const components = refs.filter(ref => ref.startsWith('component:'))
const owners = [...new Set(components.flatMap(ref => catalog.snapshot.internals.nodes.get(ref)?.targets('ownedBy') ?? []))]
const pick = (list: readonly string[], i: number): string => list[(i * 7919) % list.length] ?? ''

const get = medianUs(201, 1000, i => catalog.get(pick(refs, i)))
const owner = medianUs(201, 50, i => catalog.owner(pick(components, i)))
const query = medianUs(201, 10, i =>
  catalog.query({
    filter: { 'kind': 'component', 'spec.type': 'service', 'relations.ownedBy': pick(owners, i) },
    limit: 20,
  }),
)

report('Reads in process, 10,000 entities', [
  { name: 'get by reference', value: get, unit: 'µs', bar: 1 },
  { name: 'owner with evidence', value: owner, unit: 'µs', bar: 20 },
  { name: 'filter on kind + type + owner, limit 20', value: query, unit: 'µs', bar: 200 },
])
