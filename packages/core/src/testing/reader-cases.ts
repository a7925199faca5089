import { expect } from 'vitest'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogReader, ReaderOptions } from '../catalog/catalog-reader.ts'
import type { EntityGraph, GraphOptions } from '../catalog/graph/graph-around.ts'
import { filterExists, type CatalogQuery, type FacetQuery } from '../catalog/query/types.ts'
import type { Entity } from '../entity.ts'
import { isCallboardError, type ErrorCode } from '../errors.ts'
import { ownerAnswers } from './reader-answers.ts'
import type { SuiteCase } from './suite-case.ts'

/** The names of the checks, for `skip`. */
export type CatalogReaderCheck =
  | 'get'
  | 'get-many'
  | 'query'
  | 'cursor'
  | 'facets'
  | 'owner'
  | 'owners'
  | 'graph'
  | 'abort'
  | 'old-names'
  | 'errors'
  | 'several-at-once'
  | 'keeps-answers'

export interface ReaderWorld {
  /** The catalog of `readerCatalog`, in memory. */
  readonly catalog: Catalog
  readonly reader: CatalogReader
}

type ReaderCase = SuiteCase<CatalogReaderCheck, ReaderWorld>

const api = 'component:default/payments-api'

const paymentsApi: unknown = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments-api',
    namespace: 'default',
    title: 'Payments API',
    description: 'Takes the money',
    tags: ['java', 'pci'],
    annotations: { 'callboard.dev/aliases': 'old-payments', 'acme.test/tier': '2' },
    links: [{ url: 'https://chat.acme.test/payments', title: 'Chat', type: 'chat' }],
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'payments',
    system: 'checkout',
    providesApis: ['payments'],
    dependsOn: ['component:fraud', 'resource:ledger-db'],
  },
  relations: [
    { type: 'dependencyOf', targetRef: 'component:default/fraud' },
    { type: 'dependsOn', targetRef: 'component:default/fraud' },
    { type: 'dependsOn', targetRef: 'resource:default/ledger-db' },
    { type: 'ownedBy', targetRef: 'group:default/payments' },
    { type: 'partOf', targetRef: 'system:default/checkout' },
    { type: 'providesApi', targetRef: 'api:default/payments' },
  ],
}

const byReference = [
  'api:default/payments',
  'component:default/fraud',
  'component:default/orphan',
  'component:default/payments-api',
  'component:default/storefront',
  'domain:default/commerce',
  'group:default/engineering',
  'group:default/payments',
  'group:default/platform',
  'resource:default/ledger-db',
  'system:default/checkout',
  'user:default/ada',
]

const byName = [
  'user:default/ada',
  'system:default/checkout',
  'domain:default/commerce',
  'group:default/engineering',
  'component:default/fraud',
  'resource:default/ledger-db',
  'component:default/orphan',
  'api:default/payments',
  'group:default/payments',
  'component:default/payments-api',
  'group:default/platform',
  'component:default/storefront',
]

const components = (...names: readonly string[]): readonly string[] => names.map(name => `component:default/${name}`)

/** Queries, created for each reader, with the entities found, in order, and the total if it differs. */
const queries: readonly (readonly [says: string, ask: () => CatalogQuery, found: readonly string[], total?: number])[] = [
  ['everything, by reference', () => ({}), byReference],
  ['one kind', () => ({ filter: { kind: 'component' } }), components('fraud', 'orphan', 'payments-api', 'storefront')],
  [
    'fields that must all hold, with any of a list of values',
    () => ({ filter: { 'kind': ['component', 'api'], 'spec.lifecycle': 'production' } }),
    ['api:default/payments', ...components('fraud', 'orphan', 'payments-api')],
  ],
  [
    'any of a list of filters',
    () => ({ filter: [{ kind: 'api' }, { 'kind': 'group', 'spec.type': 'team' }] }),
    ['api:default/payments', 'group:default/payments', 'group:default/platform'],
  ],
  [
    'a relation',
    () => ({ filter: { 'relations.ownedBy': 'group:default/payments' } }),
    ['api:default/payments', 'component:default/payments-api', 'system:default/checkout'],
  ],
  ['one of several tags', () => ({ filter: { 'metadata.tags': 'pci' } }), components('payments-api')],
  [
    'an existing field',
    () => ({ filter: { 'metadata.title': filterExists } }),
    ['component:default/payments-api', 'group:default/payments'],
  ],
  [
    'a predicate of all and not',
    () => ({ predicate: { $all: [{ kind: 'component' }, { $not: { 'metadata.tags': { $contains: 'java' } } }] } }),
    components('orphan', 'storefront'),
  ],
  [
    'a predicate of any, in, prefix and existence',
    () => ({
      predicate: {
        $any: [{ 'kind': { $in: ['group', 'api'] }, 'metadata.name': { $hasPrefix: 'pay' } }, { 'spec.domain': { $exists: true } }],
      },
    }),
    ['api:default/payments', 'group:default/payments', 'system:default/checkout'],
  ],
  [
    'a filter and a predicate that must both hold',
    () => ({ filter: { kind: 'component' }, predicate: { 'spec.lifecycle': 'experimental' } }),
    components('storefront'),
  ],
  [
    'an order of numbers, entities without the field last',
    () => ({ filter: { kind: 'component' }, order: [{ field: 'metadata.annotations.acme.test/tier' }] }),
    components('storefront', 'payments-api', 'fraud', 'orphan'),
  ],
  [
    'a descending order, entities without the field last',
    () => ({ filter: { kind: 'component' }, order: [{ field: 'metadata.annotations.acme.test/tier', order: 'desc' }] }),
    components('fraud', 'payments-api', 'storefront', 'orphan'),
  ],
  [
    'an order by several fields',
    () => ({ filter: { kind: 'component' }, order: [{ field: 'spec.type', order: 'desc' }, { field: 'metadata.name' }] }),
    components('storefront', 'fraud', 'orphan', 'payments-api'),
  ],
  ['a page, and counts all', () => ({ order: [{ field: 'metadata.name' }], limit: 3, offset: 2 }), byName.slice(2, 5), 12],
  ['an empty page, and counts all', () => ({ limit: 0 }), [], 12],
  ['a page past the end, and counts all', () => ({ offset: 1000 }), [], 12],
  ['a text, whatever its case', () => ({ fullText: { term: 'MONEY' } }), ['component:default/payments-api', 'group:default/payments']],
  ['a text in named fields', () => ({ fullText: { term: 'money', fields: ['metadata.description'] } }), components('payments-api')],
  ['nothing for an unknown kind', () => ({ filter: { kind: 'nothing' } }), []],
]

const counts: readonly (readonly [says: string, ask: () => FacetQuery, counted: unknown])[] = [
  [
    'the values of a field',
    () => ({ facets: ['kind'] }),
    {
      kind: [
        { value: 'API', count: 1 },
        { value: 'Component', count: 4 },
        { value: 'Domain', count: 1 },
        { value: 'Group', count: 3 },
        { value: 'Resource', count: 1 },
        { value: 'System', count: 1 },
        { value: 'User', count: 1 },
      ],
    },
  ],
  [
    'several fields of what a filter leaves, each value of a list',
    () => ({ facets: ['spec.type', 'metadata.tags'], filter: { kind: 'component' } }),
    {
      'spec.type': [
        { value: 'service', count: 3 },
        { value: 'website', count: 1 },
      ],
      'metadata.tags': [
        { value: 'java', count: 2 },
        { value: 'pci', count: 1 },
      ],
    },
  ],
  [
    'what a predicate leaves',
    () => ({ facets: ['kind'], predicate: { 'spec.domain': { $exists: true } } }),
    { kind: [{ value: 'System', count: 1 }] },
  ],
  ['a field that nothing has', () => ({ facets: ['no.such.field'] }), { 'no.such.field': [] }],
]

interface Drawn {
  readonly depths: Readonly<Record<string, number>>
  readonly edges: readonly string[]
  readonly cycles: readonly (readonly string[])[]
  readonly truncated?: boolean
  readonly absent?: readonly string[]
}

const circle = [['component:default/fraud', 'component:default/payments-api']]
const circleEdges = [
  'component:default/fraud dependsOn component:default/payments-api (cycle)',
  'component:default/payments-api dependsOn component:default/fraud (cycle)',
]
const ledgerEdge = 'component:default/payments-api dependsOn resource:default/ledger-db'
const oneStep: Drawn = {
  depths: {
    'component:default/payments-api': 0,
    'api:default/payments': 1,
    'component:default/fraud': 1,
    'group:default/payments': 1,
    'resource:default/ledger-db': 1,
    'system:default/checkout': 1,
  },
  edges: [
    'api:default/payments ownedBy group:default/payments',
    'api:default/payments partOf system:default/checkout',
    ...circleEdges,
    ledgerEdge,
    'component:default/payments-api ownedBy group:default/payments',
    'component:default/payments-api partOf system:default/checkout',
    'component:default/payments-api providesApi api:default/payments',
    'system:default/checkout ownedBy group:default/payments',
  ],
  cycles: circle,
}

const graphs: readonly (readonly [says: string, ref: string, options: () => GraphOptions | undefined, drawn: Drawn])[] = [
  ['one step around an entity by default, with cycles', api, () => undefined, oneStep],
  ['no step', api, () => ({ depth: 0 }), { depths: { [api]: 0 }, edges: [], cycles: [] }],
  [
    'several steps along some relations, unknown entities included',
    'component:default/orphan',
    () => ({ depth: 2, types: ['ownedBy', 'partOf'] }),
    {
      depths: {
        'component:default/orphan': 0,
        'group:default/gone': 1,
        'system:default/checkout': 1,
        'domain:default/commerce': 2,
        'group:default/payments': 2,
      },
      edges: [
        'component:default/orphan ownedBy group:default/gone',
        'component:default/orphan partOf system:default/checkout',
        'system:default/checkout ownedBy group:default/payments',
        'system:default/checkout partOf domain:default/commerce',
      ],
      cycles: [],
      absent: ['group:default/gone'],
    },
  ],
  ['nothing along no relations', api, () => ({ depth: 2, types: [] }), { depths: { [api]: 0 }, edges: [], cycles: [] }],
  [
    'at most the requested number of nodes, and reports it',
    api,
    () => ({ depth: 5, types: ['dependsOn'], maxNodes: 2 }),
    { depths: { [api]: 0, 'component:default/fraud': 1 }, edges: circleEdges, cycles: circle, truncated: true },
  ],
]

type Ask = (reader: CatalogReader, options?: ReaderOptions) => Promise<unknown>

const wrongQuestions: readonly (readonly [says: string, code: ErrorCode, ask: Ask])[] = [
  ['a forged cursor', 'invalid-query', reader => reader.query({ cursor: 'no-such-cursor' })],
  ['a limit below zero', 'invalid-query', reader => reader.query({ limit: -1 })],
  ['a limit that is not a whole number', 'invalid-query', reader => reader.query({ limit: 1.5 })],
  ['an offset below zero', 'invalid-query', reader => reader.query({ offset: -1 })],
  ['an order that is neither asc nor desc', 'invalid-query', reader => reader.query({ order: [{ field: 'kind', order: 'up' as never }] })],
  ['a predicate of the wrong form', 'invalid-query', reader => reader.query({ predicate: { $all: 1 } as never })],
  ['a predicate with an unknown operator', 'invalid-query', reader => reader.query({ predicate: { kind: { $like: 'a' } } as never })],
  ['a full text without a term', 'invalid-query', reader => reader.query({ fullText: {} as never })],
  ['a path into a list', 'invalid-query', reader => reader.query({ fields: ['metadata.links[0]'] })],
  ['a missing list of facets', 'invalid-query', reader => reader.facets({} as never)],
  ['facets with a wrong predicate', 'invalid-query', reader => reader.facets({ facets: ['kind'], predicate: { $any: 1 } as never })],
  ['a graph with a depth below zero', 'invalid-query', reader => reader.graph(api, { depth: -1 })],
  ['a graph of an unknown relation type', 'invalid-query', reader => reader.graph(api, { types: ['noSuchRelation'] })],
  ['a graph around an unknown entity', 'not-found', reader => reader.graph('component:default/nothing')],
]

/** One question for each method. */
const questions: Readonly<Record<keyof CatalogReader, Ask>> = {
  get: (reader, options) => reader.get(api, options),
  getMany: (reader, options) => reader.getMany([api, 'user:ada'], options),
  query: (reader, options) => reader.query({ filter: { kind: 'group' } }, options),
  facets: (reader, options) => reader.facets({ facets: ['kind'] }, options),
  owner: (reader, options) => reader.owner('payments-api', options),
  owners: (reader, options) => reader.owners(['payments-api', 'fraud'], options),
  graph: (reader, options) => reader.graph(api, { depth: 1, ...options }),
}
const methods = Object.entries(questions) as readonly (readonly [keyof CatalogReader, Ask])[]

/** Every expectation of the suite for readers. */
export function readerCases(): readonly ReaderCase[] {
  return [...getting(), ...asking(), ...paging(), ...counting(), ...owning(), ...drawing(), ...refusing(), ...aborting(), ...keeping()]
}

function reads(
  checks: CatalogReaderCheck | readonly CatalogReaderCheck[],
  name: string,
  run: (reader: CatalogReader, catalog: Catalog) => Promise<void>,
): ReaderCase {
  return { name, checks: typeof checks === 'string' ? [checks] : checks, run: ({ reader, catalog }) => run(reader, catalog) }
}

function getting(): readonly ReaderCase[] {
  return [
    reads('get', 'gets a complete entity by its reference', async reader => {
      expect(await reader.get(api)).toEqual(paymentsApi)
    }),
    reads('get', 'gets an entity whatever the case of its reference', async reader => {
      expect(refOf(await reader.get('Component:Default/Payments-API'))).toBe(api)
    }),
    reads('get', 'gets an entity by a reference without kind or namespace', async reader => {
      expect(refOf(await reader.get('component:payments-api'))).toBe(api)
      expect(refOf(await reader.get('default/payments-api'))).toBe(api)
      expect(refOf(await reader.get('payments-api'))).toBe(api)
    }),
    reads(['get', 'old-names'], 'gets an entity by an old name', async reader => {
      expect(refOf(await reader.get('component:default/old-payments'))).toBe(api)
    }),
    reads('get', 'gets text unchanged, whatever its script', async reader => {
      expect((await reader.get('component:default/orphan'))?.metadata['description']).toBe('Unicode: naïve 日本語 \u202e')
    }),
    reads('get', 'gets undefined for an unknown or unreadable reference', async reader => {
      for (const ref of ['component:default/nothing', 'group:default/no-such-team', '', 'a:b/c/d!!', 'constructor'])
        expect((await reader.get(ref)) ?? undefined, ref).toBeUndefined()
    }),
    reads('get-many', 'gets many in the requested order, unknown ones as undefined, repeated ones each time', async reader => {
      const refs = ['user:default/ada', 'component:default/nothing', api, 'user:default/ada']
      const found = await reader.getMany(refs)
      expect(found.map(entity => refOf(entity ?? undefined))).toEqual(['user:default/ada', undefined, api, 'user:default/ada'])
      expect(found[2]).toEqual(paymentsApi)
    }),
    reads('get-many', 'gets an empty list for no references', async reader => {
      expect(await reader.getMany([])).toEqual([])
    }),
  ]
}

function asking(): readonly ReaderCase[] {
  return [
    ...queries.map(([says, ask, found, total = found.length]) =>
      reads('query', `finds ${says}`, async reader => {
        const { items, totalItems } = await reader.query(ask())
        expect({ found: items.map(refOf), totalItems }).toEqual({ found, totalItems: total })
      }),
    ),
    reads('query', 'finds complete entities', async reader => {
      const { items } = await reader.query({ filter: { 'metadata.name': 'payments-api' } })
      expect(items).toEqual([paymentsApi])
    }),
    reads('query', 'finds only the requested fields', async reader => {
      const { items } = await reader.query({ filter: { kind: 'component' }, fields: ['metadata.name', 'spec.owner'] })
      expect(items).toEqual([
        { metadata: { name: 'fraud' }, spec: { owner: 'no-such-team' } },
        { metadata: { name: 'orphan' }, spec: { owner: 'gone' } },
        { metadata: { name: 'payments-api' }, spec: { owner: 'payments' } },
        { metadata: { name: 'storefront' }, spec: { owner: 'user:ada' } },
      ])
    }),
  ]
}

function paging(): readonly ReaderCase[] {
  return [
    reads('cursor', 'pages forward by cursor, each entity once', async reader => {
      const seen: (string | undefined)[] = []
      let page = await reader.query({ order: [{ field: 'metadata.name' }], limit: 5 })
      seen.push(...page.items.map(refOf))
      while (page.nextCursor !== undefined && seen.length <= byName.length) {
        page = await reader.query({ cursor: page.nextCursor, limit: 5 })
        seen.push(...page.items.map(refOf))
      }
      expect(seen).toEqual(byName)
    }),
    reads('cursor', 'pages back by cursor', async reader => {
      const first = await reader.query({ order: [{ field: 'metadata.name' }], limit: 5 })
      const second = await reader.query({ cursor: first.nextCursor, limit: 5 })
      const again = await reader.query({ cursor: second.prevCursor ?? 'none', limit: 5 })
      expect(again.items.map(refOf)).toEqual(byName.slice(0, 5))
    }),
    reads('cursor', 'keeps the question in the cursor, and counts all on every page', async reader => {
      const first = await reader.query({ filter: { kind: 'component' }, order: [{ field: 'metadata.name', order: 'desc' }], limit: 1 })
      const second = await reader.query({ cursor: first.nextCursor, limit: 2 })
      expect(second.items.map(refOf)).toEqual(components('payments-api', 'orphan'))
      expect([first.totalItems, second.totalItems]).toEqual([4, 4])
    }),
    reads('cursor', 'returns no cursor before the first page or after the last', async reader => {
      const whole = await reader.query({ filter: { kind: 'group' }, limit: 3 })
      expect([whole.prevCursor, whole.nextCursor]).toEqual([undefined, undefined])
      const first = await reader.query({ limit: 8 })
      const last = await reader.query({ cursor: first.nextCursor, limit: 8 })
      expect([first.prevCursor, last.nextCursor]).toEqual([undefined, undefined])
    }),
  ]
}

function counting(): readonly ReaderCase[] {
  return counts.map(([says, ask, counted]) =>
    reads('facets', `counts ${says}`, async reader => {
      expect(await reader.facets(ask())).toEqual(counted)
    }),
  )
}

function owning(): readonly ReaderCase[] {
  const asked = ['fraud', 'payments-api', 'nothing at all', 'fraud']
  return [
    ...ownerAnswers.map(({ question, says, answer }) =>
      reads(question === 'old-payments' ? ['owner', 'old-names'] : 'owner', `answers ${says}`, async (reader, catalog) => {
        const given = await reader.owner(question)
        expect(given).toEqual({ query: question, ...answer, revision: given.revision })
        expect({ ...given, revision: '' }, 'in the words of the catalog').toEqual({ ...catalog.owner(question), revision: '' })
      }),
    ),
    reads('owner', 'includes the revision of the catalog in an answer', async (reader, catalog) => {
      expect((await reader.owner('fraud')).revision).toBe(catalog.revision)
    }),
    reads('owners', 'answers many questions in order, repeated ones each time', async reader => {
      const answers = await reader.owners(asked)
      expect(answers.map(({ query, owner }) => [query, owner?.ref])).toEqual([
        ['fraud', 'group:default/no-such-team'],
        ['payments-api', 'group:default/payments'],
        ['nothing at all', undefined],
        ['fraud', 'group:default/no-such-team'],
      ])
    }),
    reads('owners', 'answers many questions as it answers each of them', async reader => {
      const each: unknown[] = []
      for (const question of asked) each.push(await reader.owner(question))
      expect(await reader.owners(asked)).toEqual(each)
    }),
    reads('owners', 'answers no questions with an empty list', async reader => {
      expect(await reader.owners([])).toEqual([])
    }),
  ]
}

function drawing(): readonly ReaderCase[] {
  return [
    ...graphs.map(([says, ref, options, drawn]) =>
      reads('graph', `draws ${says}`, async reader => {
        expect(drawnIn(await reader.graph(ref, options()))).toEqual({ root: ref, truncated: false, absent: [], ...drawn })
      }),
    ),
    reads('graph', 'draws each node with its kind and title', async reader => {
      const { nodes } = await reader.graph('component:default/fraud', { types: ['ownedBy', 'dependsOn'] })
      expect(nodes.map(({ ref, kind, title }) => [ref, kind, title])).toEqual([
        ['component:default/fraud', 'Component', 'fraud'],
        ['component:default/payments-api', 'Component', 'Payments API'],
        ['group:default/no-such-team', 'group', 'no-such-team'],
      ])
    }),
    reads(['graph', 'old-names'], 'draws the graph around an old name', async reader => {
      expect(drawnIn(await reader.graph('component:default/old-payments'))).toEqual({ root: api, truncated: false, absent: [], ...oneStep })
    }),
  ]
}

function refusing(): readonly ReaderCase[] {
  return wrongQuestions.map(([says, code, ask]) =>
    reads('errors', `refuses ${says}`, async reader => {
      await expect(codeOf(ask(reader))).resolves.toBe(code)
    }),
  )
}

function aborting(): readonly ReaderCase[] {
  return [
    ...methods.map(([method, ask]) =>
      reads('abort', `refuses ${method} when the signal has aborted`, async reader => {
        await expect(codeOf(ask(reader, { signal: AbortSignal.abort() }))).resolves.toBe('aborted')
      }),
    ),
    reads('abort', 'aborts only the question whose signal aborts', async reader => {
      const stop = new AbortController()
      const [ended, other] = [reader.owner('storefront', { signal: stop.signal }), reader.owner('storefront')]
      stop.abort()
      const [mine, theirs] = await Promise.allSettled([ended, other])
      expect(theirs).toMatchObject({ status: 'fulfilled', value: { owner: { ref: 'user:default/ada' } } })
      if (mine.status === 'rejected') expect(mine.reason).toMatchObject({ isCallboardError: true, code: 'aborted' })
      else expect(mine.value.owner?.ref).toBe('user:default/ada')
    }),
    reads('abort', 'answers again after a question was aborted', async reader => {
      await codeOf(reader.owner('ledger-db', { signal: AbortSignal.abort() }))
      expect((await reader.owner('ledger-db')).owner?.ref).toBe('group:default/platform')
    }),
  ]
}

function keeping(): readonly ReaderCase[] {
  return [
    reads('several-at-once', 'answers several questions at once as one after the other', async reader => {
      const one: unknown[] = []
      for (const [, ask] of methods) one.push(await ask(reader))
      expect(await Promise.all(methods.map(async ([, ask]) => ask(reader)))).toEqual(one)
      const names = ['fraud', 'storefront', 'ledger-db', 'nothing at all']
      const answers = await Promise.all(names.map(async name => reader.owner(name)))
      expect(answers.map(({ query }) => query)).toEqual(names)
    }),
    reads('keeps-answers', 'returns the same answer again, even if the caller changed the first', async reader => {
      for (const [method, ask] of methods) {
        const first = await ask(reader)
        const before = structuredClone(first)
        spoil(first)
        expect(await ask(reader), method).toEqual(before)
      }
    }),
    reads('keeps-answers', 'leaves the questions unchanged', async reader => {
      const refs = ['user:default/ada', api]
      const names = ['storefront', 'fraud']
      const query: CatalogQuery = {
        filter: { kind: ['group', 'api'] },
        order: [{ field: 'metadata.name' }],
        limit: 2,
        fields: ['metadata.name', 'kind'],
      }
      const types = ['ownedBy', 'dependsOn']
      const asked = structuredClone({ refs, names, query, types })
      await Promise.all([reader.getMany(refs), reader.owners(names), reader.query(query), reader.graph(api, { types })])
      expect({ refs, names, query, types }).toEqual(asked)
    }),
  ]
}

function drawnIn({ root, nodes, edges, cycles, truncated }: EntityGraph): unknown {
  return {
    root,
    depths: Object.fromEntries(nodes.map(({ ref, depth }) => [ref, depth])),
    edges: edges.map(({ source, type, target, cycle }) => `${source} ${type} ${target}${cycle ? ' (cycle)' : ''}`),
    cycles,
    truncated,
    absent: nodes.filter(({ exists }) => !exists).map(({ ref }) => ref),
  }
}

function refOf(entity: Entity | undefined): string | undefined {
  return entity === undefined ? undefined : `${entity.kind.toLowerCase()}:${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`
}

/** The code of the error that an answer rejects with; `answered` when it does not reject. */
async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer
    return 'answered'
  } catch (error) {
    return isCallboardError(error) ? error.code : `an error without a code: ${String(error)}`
  }
}

/** Changes everything in a value that is not frozen. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const part of Object.values(value)) spoil(part)
  for (const key of Object.keys(value)) Reflect.set(value, key, 'spoilt')
}
