import { recordCode } from './record-code.ts'

/** Loads the core in a separate process, parses through every entry, and prints the state of the host's zod. `process.argv[2]` says what the host did first. */

const tries = recordCode()
const { z } = await import('zod')
const reported: Record<string, unknown> = {}
if (process.argv[2] === 'jitless') z.config({ jitless: true })
const before = { ...z.config() }

const core = await import('@callboard/core')
const { createHandler, buildStatic } = await import('@callboard/core/server')
const { createClient } = await import('@callboard/core/client')
reported['afterImport'] = { config: configNow(), tries: tries.length }

const mine = z.object({ owner: z.string(), level: z.number().min(1) })
reported['afterHostSchema'] = tries.length
const configOfHost = { ...z.config() }
const ownKind = core.defineKind({
  kind: 'Promise',
  apiVersions: ['acme.test/v1'],
  title: 'Promise',
  description: 'A kind of the host',
  schema: mine,
  relations: [],
})
tries.length = 0

const text = (kind: string, spec: object, apiVersion = 'backstage.io/v1alpha1'): string =>
  JSON.stringify({ apiVersion, kind, metadata: { name: 'x' }, spec })
const owned = { type: 't', lifecycle: 'l', owner: 'o' }
const specs: readonly (readonly [string, object, string?])[] = [
  ['Component', owned],
  ['API', { ...owned, definition: 'd' }],
  ['API', { ...owned, type: 'mcp-server', remotes: [{ type: 'sse', url: 'u' }] }],
  ['Resource', { type: 't', owner: 'o' }],
  ['System', { owner: 'o' }],
  ['Domain', { owner: 'o' }],
  ['Group', { type: 't', children: [], profile: { displayName: 'x' } }],
  ['User', { memberOf: [] }],
  ['Location', { target: './none.yaml' }],
  ['Template', { type: 't', steps: [{ action: 'a' }], parameters: [{}] }, 'scaffolder.backstage.io/v1beta3'],
  ...['skill', 'rule', 'plugin', 'marketplace'].map(type => ['AiResource', { ...owned, type }] as const),
  ['Promise', { owner: 'o', level: 1 }, 'acme.test/v1'],
]
const files = Object.fromEntries(
  specs.flatMap(([kind, spec, version], i) => [
    [`${String(i)}-right.json`, text(kind, spec, version)],
    [`${String(i)}-wrong.json`, text(kind, { ...spec, owner: 1, type: ['no'] }, version)],
  ]),
)
const options = { sources: [core.memory({ files })], kinds: [ownKind] }
const catalog = await core.createCatalog(options)
reported['parsed'] = {
  right: catalog.size,
  wrong: catalog.diagnostics.filter(({ code }) => code === 'descriptor/invalid-field').length > 0,
}
const again = await core.createCatalog({ ...options, snapshot: core.saveSnapshot(catalog) })
core.kindsJsonSchema(catalog.kinds)
for (const kind of catalog.kinds) core.kindJsonSchema(kind)

const portal = await core.createPortal({ ...options, title: 'Acme' })
const handler = createHandler(portal)
const statuses: number[] = []
const ask = async (path: string, body?: unknown): Promise<unknown> => {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await handler(new Request(`https://portal.test${path}`, body === undefined ? {} : init))
  statuses.push(response.status)
  return response.json().catch(() => undefined)
}
const entity: unknown = JSON.parse(text('Component', owned))
await ask('/api/catalog/validate-entity', { entity, location: 'url:https://x.test/a' })
await ask('/api/catalog/validate-entity', { entity: { ...(entity as object), spec: {} }, location: 'url:https://x.test/a' })
await ask('/api/catalog/entities/by-refs', { entityRefs: ['component:default/x'] })
await ask('/api/catalog/entities/by-query', { query: { $any: [{ kind: 'api' }, { $not: { kind: 'api' } }] } })
await ask('/api/catalog/entities/by-query', { query: { $any: 1 } })
const page = await ask('/api/catalog/entities/by-query?limit=1')
await ask(`/api/catalog/entities/by-query?cursor=${(page as { pageInfo: { nextCursor: string } }).pageInfo.nextCursor}`)
await ask('/api/catalog/entity-facets', { facets: ['kind'], query: { kind: 'api' } })
await ask('/api/catalog/analyze-location', { location: { type: 'url', target: 'https://x.test/a' } })
await ask('/api/callboard/v1/query', { predicate: { kind: { $in: ['api'] } } })
await ask('/api/callboard/v1/owners', { queries: ['x'] })
await ask('/api/callboard/v1/facets', { facets: ['kind'] })

for await (const file of buildStatic(portal)) if (file.path === '') throw new TypeError('a file without a path')
const client = createClient({ src: 'https://portal.test/', fetch: request => handler(request) })
await Promise.all([client.owner('x'), client.get('component:default/x'), client.query({ limit: 1 }), client.facets({ facets: ['kind'] })])
await client.graph('component:default/x')
client.close()
await Promise.all([catalog.close(), again.close(), portal.close()])

reported['statuses'] = [...new Set(statuses)].sort()
reported['afterParsing'] = { tries: [...tries], config: sameAs(configOfHost) }
mine.parse({ owner: 'o', level: 1 })
reported['hostParses'] = tries.length
process.stdout.write(JSON.stringify(reported))

/** The parts of zod's configuration that differ from before the core was loaded. */
function configNow(): readonly string[] {
  return sameAs(before)
}

function sameAs(wanted: object): readonly string[] {
  const now = z.config() as Readonly<Record<string, unknown>>
  const then = wanted as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter(key => !(key in now) || !(key in then) || now[key] !== then[key])
}
