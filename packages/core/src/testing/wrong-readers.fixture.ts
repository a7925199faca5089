import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogReader, ReaderOptions } from '../catalog/catalog-reader.ts'
import type { CatalogQuery } from '../catalog/query/types.ts'
import type { Entity } from '../entity.ts'
import { CallboardError } from '../errors.ts'

/** A reader with one mistake, and the expectations of the suite that refuse it. */
export interface WrongReader {
  readonly says: string
  /** Replaces parts of a correct reader. */
  readonly make: (right: CatalogReader, catalog: Catalog) => Partial<CatalogReader>
  readonly refusedBy: readonly string[]
}

/** Known mistakes of readers, one each. */
export const wrongReaders: readonly WrongReader[] = [
  {
    says: 'compares references letter by letter',
    make: ({ get }) => ({
      get: async (ref, options) => (ref === ref.toLowerCase() ? get(ref, options) : undefined),
    }),
    refusedBy: ['gets an entity whatever the case of its reference'],
  },
  {
    says: 'wants whole references',
    make: ({ get }) => ({ get: async (ref, options) => (ref.includes(':') && ref.includes('/') ? get(ref, options) : undefined) }),
    refusedBy: ['gets an entity by a reference without kind or namespace'],
  },
  {
    says: 'does not know old names',
    make: ({ get }, catalog) => ({
      get: async (ref, options) => (catalog.resolve(ref).how === 'alias' ? undefined : get(ref, options)),
    }),
    refusedBy: ['gets an entity by an old name'],
  },
  {
    says: 'throws for a missing entity',
    make: ({ get }) => ({
      async get(ref, options) {
        const entity = await get(ref, options)
        if (entity === undefined) throw new CallboardError('not-found', 'It is not there')
        return entity
      },
    }),
    refusedBy: ['gets undefined for an unknown or unreadable reference'],
  },
  {
    says: 'keeps texts in Latin-1',
    make: ({ get }) => ({
      async get(ref, options) {
        const entity = await get(ref, options)
        return entity === undefined ? undefined : (JSON.parse(JSON.stringify(entity).replaceAll(/[^\0-\u00ff]/g, '?')) as Entity)
      },
    }),
    refusedBy: ['gets text unchanged, whatever its script'],
  },
  {
    says: 'gets entities without their relations',
    make: ({ get }) => ({
      async get(ref, options) {
        const { relations: _, ...entity } = (await get(ref, options)) ?? { relations: [] }
        return 'kind' in entity ? entity : undefined
      },
    }),
    refusedBy: ['gets a complete entity by its reference'],
  },
  {
    says: 'drops missing entities of many',
    make: ({ getMany }) => ({ getMany: async (refs, options) => (await getMany(refs, options)).filter(entity => entity !== undefined) }),
    refusedBy: ['gets many in the requested order, unknown ones as undefined, repeated ones each time'],
  },
  {
    says: 'gets everything for no references',
    make: ({ getMany }, catalog) => ({
      getMany: async (refs, options) => (refs.length === 0 ? [...catalog.entities] : getMany(refs, options)),
    }),
    refusedBy: ['gets an empty list for no references'],
  },
  {
    says: 'finds only references',
    make: ({ query }) => ({
      async query(asked, options) {
        const found = await query(asked, options)
        const items = found.items.map(({ kind, metadata, ...rest }) =>
          'spec' in rest ? { ...rest, kind, metadata, spec: {} } : { ...rest, kind, metadata },
        )
        return asked.fields === undefined ? { ...found, items } : found
      },
    }),
    refusedBy: ['finds complete entities'],
  },
  {
    says: 'finds whole entities when some fields are asked for',
    make: changing(asked => ({ ...asked, fields: undefined })),
    refusedBy: ['finds only the requested fields', 'refuses a path into a list'],
  },
  {
    says: 'finds the first entities only',
    make: changing(asked => ({ ...asked, limit: asked.limit ?? 10 })),
    refusedBy: ['finds everything, by reference'],
  },
  {
    says: 'counts only what is on the page',
    make: ({ query }) => ({
      async query(asked, options) {
        const found = await query(asked, options)
        return { ...found, totalItems: found.items.length }
      },
    }),
    refusedBy: [
      'finds a page, and counts all',
      'finds an empty page, and counts all',
      'finds a page past the end, and counts all',
      'keeps the question in the cursor, and counts all on every page',
    ],
  },
  {
    says: 'finds all for a limit of zero',
    make: changing(({ limit, ...asked }) => (limit === 0 ? asked : { limit, ...asked })),
    refusedBy: ['finds an empty page, and counts all'],
  },
  {
    says: 'starts again past the end',
    make: changing(asked => ({ ...asked, offset: (asked.offset ?? 0) > 100 ? 0 : asked.offset })),
    refusedBy: ['finds a page past the end, and counts all'],
  },
  {
    says: 'takes the first of a list of values',
    make: changing(
      ({ filter, ...asked }) =>
        ({
          ...asked,
          filter:
            filter === undefined || Array.isArray(filter)
              ? filter
              : Object.fromEntries(
                  Object.entries(filter).map(([path, value]) => [path, Array.isArray(value) ? (value as string[])[0] : value]),
                ),
        }) as CatalogQuery,
    ),
    refusedBy: ['finds fields that must all hold, with any of a list of values'],
  },
  {
    says: 'takes the last of a list of filters',
    make: changing(({ filter, ...asked }) => ({ ...asked, filter: Array.isArray(filter) ? (filter as never[]).at(-1) : filter })),
    refusedBy: ['finds any of a list of filters'],
  },
  {
    says: 'ignores a predicate next to a filter',
    make: changing(({ predicate, ...asked }) => ({ ...asked, ...(asked.filter === undefined ? { predicate } : {}) })),
    refusedBy: ['finds a filter and a predicate that must both hold'],
  },
  {
    says: 'does not know $not',
    make: changing(asked => (JSON.stringify(asked.predicate ?? {}).includes('$not') ? { ...asked, predicate: undefined } : asked)),
    refusedBy: ['finds a predicate of all and not'],
  },
  {
    says: 'does not know $hasPrefix',
    make: changing(asked =>
      JSON.stringify(asked.predicate ?? {}).includes('$hasPrefix') ? { ...asked, predicate: { kind: 'none' } } : asked,
    ),
    refusedBy: ['finds a predicate of any, in, prefix and existence'],
  },
  {
    says: 'looks for relations in the spec',
    make: changing(asked =>
      JSON.stringify(asked.filter ?? {}).includes('relations.') ? { ...asked, filter: { 'spec.owner': 'group:default/payments' } } : asked,
    ),
    refusedBy: ['finds a relation'],
  },
  {
    says: 'compares lists as a whole',
    make: changing(asked =>
      JSON.stringify(asked.filter ?? {}).includes('metadata.tags') ? { ...asked, filter: { 'metadata.tags': 'java,pci' } } : asked,
    ),
    refusedBy: ['finds one of several tags'],
  },
  {
    says: 'takes an existing field for an empty one',
    make: changing(({ filter, ...asked }) => {
      const wants = Object.values(filter ?? {}).some(value => typeof value === 'symbol')
      return { ...asked, filter: wants ? { 'metadata.title': '' } : filter }
    }),
    refusedBy: ['finds an existing field'],
  },
  {
    says: 'filters by type where a kind is asked for',
    make: changing(({ filter, ...asked }) => ({
      ...asked,
      filter:
        JSON.stringify(filter ?? {}) === '{"kind":"component"}' &&
        asked.order === undefined &&
        asked.fields === undefined &&
        asked.predicate === undefined
          ? { 'spec.type': 'service' }
          : filter,
    })),
    refusedBy: ['finds one kind'],
  },
  {
    says: 'finds everything where nothing matches',
    make: ({ query }) => ({
      async query(asked, options) {
        const found = await query(asked, options)
        return found.totalItems === 0 && asked.cursor === undefined ? query({}, options) : found
      },
    }),
    refusedBy: ['finds nothing for an unknown kind'],
  },
  {
    says: 'sorts numbers as texts',
    make: ({ query }) => ({
      query: async (asked, options) =>
        swapping(await query(asked, options), asked.order?.[0]?.field.endsWith('tier') === true && asked.order[0].order === undefined),
    }),
    refusedBy: ['finds an order of numbers, entities without the field last'],
  },
  {
    says: 'reverses the whole list for a descending order',
    make: ({ query }) => ({
      async query(asked, options) {
        const falls = asked.order?.length === 1 && asked.order[0]?.order === 'desc' && asked.limit === undefined
        if (!falls) return query(asked, options)
        const found = await query({ ...asked, order: asked.order?.map(({ field }) => ({ field })) }, options)
        return { ...found, items: [...found.items].reverse() }
      },
    }),
    refusedBy: ['finds a descending order, entities without the field last'],
  },
  {
    says: 'sorts by the last field only',
    make: changing(asked => ({ ...asked, order: asked.order?.slice(-1) })),
    refusedBy: ['finds an order by several fields'],
  },
  {
    says: 'looks for texts letter by letter',
    make: changing(asked =>
      asked.fullText === undefined || asked.fullText.term === asked.fullText.term?.toLowerCase() ? asked : { filter: { kind: 'none' } },
    ),
    refusedBy: ['finds a text, whatever its case'],
  },
  {
    says: 'looks for texts everywhere',
    make: changing(asked => ({ ...asked, ...(asked.fullText?.term === undefined ? {} : { fullText: { term: asked.fullText.term } }) })),
    refusedBy: ['finds a text in named fields'],
  },
  {
    says: 'begins each page with the last entity of the one before',
    make: ({ query }) => {
      let last: Entity | undefined
      return {
        async query(asked, options) {
          const found = await query(asked, options)
          const items =
            asked.cursor === undefined || last === undefined || found.prevCursor === undefined
              ? found.items
              : [last, ...found.items.slice(1)]
          last = asked.order?.length === 1 && asked.limit === 5 && asked.filter === undefined ? items.at(-1) : undefined
          return { ...found, items }
        },
      }
    },
    refusedBy: ['pages forward by cursor, each entity once'],
  },
  {
    says: 'forgets where it came from',
    make: ({ query }) => ({
      async query(asked, options) {
        const { prevCursor: _, ...found } = await query(asked, options)
        return found
      },
    }),
    refusedBy: ['pages back by cursor'],
  },
  {
    says: 'forgets the filter behind a cursor',
    make: ({ query }) => ({
      async query(asked, options) {
        const found = await query(asked, options)
        if (found.nextCursor === undefined || asked.filter === undefined || asked.limit !== 1) return found
        return { ...found, nextCursor: (await query({ ...asked, filter: undefined }, options)).nextCursor }
      },
    }),
    refusedBy: ['keeps the question in the cursor, and counts all on every page'],
  },
  {
    says: 'has a cursor after the last page',
    make: ({ query }) => ({
      async query(asked, options) {
        const found = await query(asked, options)
        return asked.limit === 3 && asked.offset === undefined && found.nextCursor === undefined ? { ...found, nextCursor: 'more' } : found
      },
    }),
    refusedBy: ['returns no cursor before the first page or after the last'],
  },
  {
    says: 'counts the values of the whole catalog',
    make: ({ facets }) => ({ facets: async (asked, options) => facets({ ...asked, filter: undefined }, options) }),
    refusedBy: ['counts several fields of what a filter leaves, each value of a list'],
  },
  {
    says: 'counts without a look at the predicate',
    make: ({ facets }) => ({ facets: async (asked, options) => facets({ ...asked, predicate: undefined }, options) }),
    refusedBy: ['counts what a predicate leaves', 'refuses facets with a wrong predicate'],
  },
  {
    says: 'counts all kinds in lowercase',
    make: ({ facets }) => ({
      async facets(asked, options) {
        const counted = await facets(asked, options)
        const small = (counted['kind'] ?? []).map(({ value, count }) => ({ value: value.toLowerCase(), count }))
        return asked.facets[0] === 'kind' && asked.predicate === undefined ? { kind: small } : counted
      },
    }),
    refusedBy: ['counts the values of a field'],
  },
  {
    says: 'leaves out fields that nothing has',
    make: ({ facets }) => ({
      facets: async (asked, options) =>
        Object.fromEntries(Object.entries(await facets(asked, options)).filter(([, values]) => values.length > 0)),
    }),
    refusedBy: ['counts a field that nothing has'],
  },
  ...[
    ['component:default/payments-api', 'answers a reference, with evidence, contacts and what is missing'],
    ['payments', 'answers a name that several entities have, the others as candidates'],
    ['payments-api-7f9c4d-x2x', 'answers a name with a pod suffix, with a note'],
    ['old-payments', 'answers an old name, with a note'],
    ['Money Movers', 'answers the display name of a group, as its own owner'],
    ['component:default/orphan', 'answers an entity whose owner is unknown, from its system'],
    ['', 'answers an empty question, with no owner'],
  ].map(([question = '', expectation = '']) => ({
    says: `answers ${question === '' ? 'an empty question' : question} with another owner`,
    make: ({ owner }: CatalogReader) => ({
      async owner(asked: string, options?: ReaderOptions) {
        return asked === question ? { ...(await owner('ledger-db', options)), query: asked } : owner(asked, options)
      },
    }),
    refusedBy: [expectation],
  })),
  {
    says: 'has no evidence',
    make: answering(answer => ({ ...answer, because: [] }), 'payments-api'),
    refusedBy: ['answers a name', 'answers many questions as it answers each of them'],
  },
  {
    says: 'has no groups above the owner',
    make: answering(answer => ({ ...answer, escalation: [] }), 'storefront'),
    refusedBy: ['answers an entity that a person owns, with the groups above'],
  },
  {
    says: 'takes an unknown group for a known one',
    make: ({ owner, owners }) => {
      const exists = <Answer extends { readonly owner?: object | undefined }>(answer: Answer): Answer =>
        answer.owner === undefined ? answer : { ...answer, owner: { ...answer.owner, exists: true } }
      return {
        owner: async (question, options) => exists(await owner(question, options)),
        owners: async (names, options) => (await owners(names, options)).map(exists),
      }
    },
    refusedBy: ['answers an entity that only an unknown group owns'],
  },
  {
    says: 'takes a similar name for the one that was meant',
    make: ({ owner }) => ({
      async owner(question, options) {
        const answer = await owner(question, options)
        const [meant] = answer.match.candidates
        return answer.state === 'not-found' && meant !== undefined ? { ...(await owner(meant, options)), query: question } : answer
      },
    }),
    refusedBy: ['answers a name that is only similar, with candidates and no owner'],
  },
  {
    says: 'invents an owner if there is none',
    make: answering(async (answer, right) => ({ ...(await right('ledger-db')), query: answer.query }), 'nothing at all'),
    refusedBy: ['answers an unknown name, with no owner', 'answers many questions as it answers each of them'],
  },
  {
    says: 'has a revision of its own',
    make: ({ owner, owners }) => ({
      owner: async (question, options) => ({ ...(await owner(question, options)), revision: 'mine' }),
      owners: async (names, options) => (await owners(names, options)).map(answer => ({ ...answer, revision: 'mine' })),
    }),
    refusedBy: ['includes the revision of the catalog in an answer'],
  },
  {
    says: 'answers each of many questions once',
    make: ({ owners }) => ({ owners: async (names, options) => owners([...new Set(names)], options) }),
    refusedBy: ['answers many questions in order, repeated ones each time', 'answers many questions as it answers each of them'],
  },
  {
    says: 'leaves the evidence out of many answers',
    make: ({ owners }) => ({
      owners: async (names, options) => (await owners(names, options)).map(answer => ({ ...answer, because: [] })),
    }),
    refusedBy: ['answers many questions as it answers each of them'],
  },
  {
    says: 'asks an empty question when there are none',
    make: ({ owners }) => ({ owners: async (names, options) => owners(names.length === 0 ? [''] : names, options) }),
    refusedBy: ['answers no questions with an empty list'],
  },
  {
    says: 'draws two steps by default',
    make: drawing((ref, options, right) =>
      right(ref, { ...options, depth: options.depth ?? (ref.includes('old') || ref.includes('fraud') ? 1 : 2) }),
    ),
    refusedBy: ['draws one step around an entity by default, with cycles'],
  },
  {
    says: 'draws one step at least',
    make: drawing((ref, options, right) => right(ref, { ...options, depth: options.depth === 0 ? 1 : options.depth })),
    refusedBy: ['draws no step'],
  },
  {
    says: 'leaves out unknown entities',
    make: drawing(async (ref, options, right) => {
      const drawn = await right(ref, options)
      const nodes = ref.includes('orphan') ? drawn.nodes.filter(({ exists }) => exists) : drawn.nodes
      return { ...drawn, nodes, edges: drawn.edges.filter(({ target }) => nodes.some(node => node.ref === target)) }
    }),
    refusedBy: ['draws several steps along some relations, unknown entities included'],
  },
  {
    says: 'follows all relations when none is named',
    make: drawing((ref, options, right) => right(ref, { ...options, types: options.types?.length === 0 ? undefined : options.types })),
    refusedBy: ['draws nothing along no relations'],
  },
  {
    says: 'draws as many nodes as there are',
    make: drawing((ref, options, right) => right(ref, { ...options, maxNodes: undefined })),
    refusedBy: ['draws at most the requested number of nodes, and reports it'],
  },
  {
    says: 'draws names for titles',
    make: drawing(async (ref, options, right) => {
      const drawn = await right(ref, options)
      return { ...drawn, nodes: drawn.nodes.map(node => ({ ...node, title: node.ref.replace(/.*\//, '') })) }
    }),
    refusedBy: ['draws each node with its kind and title'],
  },
  {
    says: 'draws nothing around an old name',
    make: drawing((ref, options, right) => right(ref, ref.includes('old-payments') ? { ...options, depth: 0 } : options)),
    refusedBy: ['draws the graph around an old name'],
  },
  {
    says: 'draws unknown entities',
    make: drawing(async (ref, options, right) =>
      ref.endsWith('/nothing') ? { root: ref, nodes: [], edges: [], cycles: [], truncated: false } : right(ref, options),
    ),
    refusedBy: ['refuses a graph around an unknown entity'],
  },
  {
    says: 'ignores unknown relation types',
    make: drawing((ref, options, right) => right(ref, { ...options, types: options.types?.filter(type => type !== 'noSuchRelation') })),
    refusedBy: ['refuses a graph of an unknown relation type'],
  },
  {
    says: 'draws to a depth below zero',
    make: drawing((ref, options, right) => right(ref, { ...options, depth: Math.max(options.depth ?? 1, 0) })),
    refusedBy: ['refuses a graph with a depth below zero'],
  },
  {
    says: 'starts again for an unknown cursor',
    make: changing(({ cursor, ...asked }) => (cursor === 'no-such-cursor' ? asked : { cursor, ...asked })),
    refusedBy: ['refuses a forged cursor'],
  },
  {
    says: 'rounds limits and offsets to what it can use',
    make: changing(asked => ({
      ...asked,
      limit: asked.limit === undefined ? undefined : Math.max(0, Math.floor(asked.limit)),
      offset: asked.offset === undefined ? undefined : Math.max(0, asked.offset),
    })),
    refusedBy: ['refuses a limit below zero', 'refuses a limit that is not a whole number', 'refuses an offset below zero'],
  },
  {
    says: 'takes an unknown order for asc',
    make: changing(asked => ({
      ...asked,
      order: asked.order?.map(({ field, order }) => ({ field, order: order === 'desc' ? order : 'asc' })),
    })),
    refusedBy: ['refuses an order that is neither asc nor desc'],
  },
  {
    says: 'finds nothing for a predicate that it cannot read',
    make: ({ query }) => ({
      query: async (asked, options) =>
        query(asked, options).catch((error: unknown) => {
          if (asked.predicate === undefined) throw error
          return { items: [], totalItems: 0 }
        }),
    }),
    refusedBy: ['refuses a predicate of the wrong form', 'refuses a predicate with an unknown operator'],
  },
  {
    says: 'finds everything for a full text without a term',
    make: changing(({ fullText, ...asked }) => (fullText?.term === undefined ? asked : { fullText, ...asked })),
    refusedBy: ['refuses a full text without a term'],
  },
  {
    says: 'counts nothing for a missing list of facets',
    make: ({ facets }) => ({ facets: async (asked, options) => ('facets' in asked ? facets(asked, options) : {}) }),
    refusedBy: ['refuses a missing list of facets'],
  },
  {
    says: 'throws what its database throws',
    make: ({ query }) => ({
      query: async (asked, options) =>
        query(asked, options).catch((error: unknown) => {
          if (asked.limit === -1) throw new RangeError('LIMIT must not be negative')
          throw error
        }),
    }),
    refusedBy: ['refuses a limit below zero'],
  },
  {
    says: 'ignores the signal',
    make: ({ get, getMany, query, facets, owner, owners, graph }) => ({
      get: async ref => get(ref),
      getMany: async refs => getMany(refs),
      query: async asked => query(asked),
      facets: async asked => facets(asked),
      owner: async question => owner(question),
      owners: async names => owners(names),
      graph: async (ref, options) => graph(ref, { ...options, signal: undefined }),
    }),
    refusedBy: ['get', 'getMany', 'query', 'facets', 'owner', 'owners', 'graph'].map(
      method => `refuses ${method} when the signal has aborted`,
    ),
  },
  {
    says: 'throws the reason of the signal',
    make: ({ get }) => ({
      async get(ref, options) {
        options?.signal?.throwIfAborted()
        return get(ref, options)
      },
    }),
    refusedBy: ['refuses get when the signal has aborted'],
  },
  {
    says: 'aborts all questions with one',
    make: ({ owner }) => {
      let stopped: AbortSignal | undefined
      return {
        async owner(question, options) {
          if (options?.signal?.aborted === false) stopped = options.signal
          await Promise.resolve()
          const signal = question === 'storefront' ? stopped : options?.signal
          return owner(question, { signal: options?.signal ?? signal })
        },
      }
    },
    refusedBy: ['aborts only the question whose signal aborts'],
  },
  {
    says: 'stays ended after an abort',
    make: ({ owner }) => {
      let ended = false
      return {
        async owner(question, options) {
          ended ||= question === 'ledger-db' && options?.signal?.aborted === true
          return owner(question, ended ? { signal: AbortSignal.abort() } : options)
        },
      }
    },
    refusedBy: ['answers again after a question was aborted'],
  },
  {
    says: 'mixes up questions that come at once',
    make: ({ owner }) => {
      let latest = ''
      return {
        async owner(question, options) {
          latest = question
          await Promise.resolve()
          const isAborted = options?.signal !== undefined
          return owner(isAborted || question === 'storefront' ? question : latest, options)
        },
      }
    },
    refusedBy: ['answers several questions at once as one after the other'],
  },
  {
    says: 'hands out its cached answers to be changed',
    make: ({ facets }) => {
      const kept = new Map<string, Awaited<ReturnType<typeof facets>>>()
      return {
        async facets(asked, options) {
          const key = JSON.stringify(asked)
          const answer = kept.get(key) ?? structuredClone(await facets(asked, options))
          if (options?.signal?.aborted === true) return facets(asked, options)
          kept.set(key, answer)
          return answer
        },
      }
    },
    refusedBy: ['returns the same answer again, even if the caller changed the first'],
  },
  {
    says: 'sorts the references that it is given',
    make: ({ getMany }) => ({
      async getMany(refs, options) {
        const asked = [...refs]
        ;(refs as string[]).sort()
        return getMany(asked, options)
      },
    }),
    refusedBy: ['leaves the questions unchanged'],
  },
]

/** A reader that changes the question. */
function changing(change: (asked: CatalogQuery) => CatalogQuery): WrongReader['make'] {
  return ({ query }) => ({ query: async (asked, options) => query(change(asked), options) })
}

type Answer = Awaited<ReturnType<CatalogReader['owner']>>

/** A reader that changes the answer to one question. */
function answering(
  change: (answer: Answer, right: CatalogReader['owner']) => Answer | Promise<Answer>,
  about: string,
): WrongReader['make'] {
  return ({ owner }) => ({
    async owner(question, options) {
      const answer = await owner(question, options)
      return question === about ? change(answer, owner) : answer
    },
  })
}

type Graph = CatalogReader['graph']

/** A reader that draws graphs differently. */
function drawing(draw: (ref: string, options: NonNullable<Parameters<Graph>[1]>, right: Graph) => ReturnType<Graph>): WrongReader['make'] {
  return ({ graph }) => ({ graph: async (ref, options = {}) => draw(ref, options, graph) })
}

function swapping<Found extends { readonly items: readonly Entity[] }>(found: Found, isWrong: boolean): Found {
  const [first, second, third, ...rest] = found.items
  if (!isWrong || first === undefined || second === undefined || third === undefined) return found
  return { ...found, items: [first, third, second, ...rest] }
}
