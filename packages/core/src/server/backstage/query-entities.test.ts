import { beforeAll, describe, expect, test } from 'vitest'
import type { Entity } from '../../entity.ts'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

interface Page {
  readonly items: readonly Entity[]
  readonly totalItems: number
  readonly pageInfo: { readonly nextCursor?: string; readonly prevCursor?: string }
}

const component = (name: string, more: { readonly metadata?: object; readonly spec?: object } = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...more.metadata },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', ...more.spec },
})

const entities = [
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => component(name, { metadata: { labels: { rank: String(i * 5) } } })),
  component('Big', {
    metadata: { title: 'The Big One', tags: ['java', 'go'], annotations: { 'acme.test/a.b': 'Dotted' }, description: 'x'.repeat(250) },
    spec: { type: 'website' },
  }),
  component('other', { metadata: { namespace: 'front', tags: ['go'] } }),
]

let send: (path: string, init?: RequestInit) => Promise<Response>

beforeAll(async () => {
  const handler = createHandler(await createPortal({ sources: [memory({ entities })] }))
  send = (path, init) => handler(new Request(`https://portal.acme.test/api/catalog${path}`, init))
})

const get = async (search: string): Promise<Page> => {
  const response = await send(`/entities/by-query${search}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Page
}
const post = (body: unknown): Promise<Response> =>
  send('/entities/by-query', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const posted = async (body: unknown): Promise<Page> => {
  const response = await post(body)
  expect(response.status).toBe(200)
  return (await response.json()) as Page
}
const names = (page: Page): readonly string[] => page.items.map(({ metadata }) => metadata.name)
const complaint = async (response: Response): Promise<string> => {
  const {
    error,
    response: { statusCode },
  } = await response.json()
  expect([response.status, statusCode, error.name]).toEqual([400, 400, 'InputError'])
  return error.message as string
}

describe('pages', () => {
  test('go forwards and backwards with cursors, each entity once, with a constant total', async () => {
    for (const search of ['', '&orderField=metadata.name', '&orderField=metadata.name,desc', '&orderField=kind']) {
      const whole = names(await get(`?limit=100${search}`))
      expect(whole).toHaveLength(9)
      const pages: (readonly string[])[] = []
      let page = await get(`?limit=4${search}`)
      expect(page.pageInfo.prevCursor).toBeUndefined()
      for (;;) {
        expect(page.totalItems).toBe(9)
        pages.push(names(page))
        if (page.pageInfo.nextCursor === undefined) break
        page = await get(`?limit=4&cursor=${encodeURIComponent(page.pageInfo.nextCursor)}`)
      }
      expect(pages).toEqual([whole.slice(0, 4), whole.slice(4, 8), whole.slice(8)])
      const back: (readonly string[])[] = []
      while (page.pageInfo.prevCursor !== undefined) {
        page = await get(`?limit=4&cursor=${encodeURIComponent(page.pageInfo.prevCursor)}`)
        back.push(names(page))
      }
      expect(back).toEqual([whole.slice(4, 8), whole.slice(0, 4)])
    }
  })

  test('a cursor contains the question; apart from it, only limit and fields are used', async () => {
    const first = await get('?limit=2&filter=metadata.name=a,kind=component&filter=metadata.tags=go&orderField=metadata.name,desc')
    expect(names(first)).toEqual(['other', 'Big'])
    const cursor = encodeURIComponent(first.pageInfo.nextCursor ?? '')
    const second = await get(`?cursor=${cursor}&filter=kind=nothing&orderField=kind&offset=5&fullTextFilterTerm=zzz&fields=metadata.name`)
    expect(second.items).toEqual([{ metadata: { name: 'a' } }])
    expect(second.totalItems).toBe(3)
    expect(names(await posted({ cursor: first.pageInfo.nextCursor, query: { kind: 'nothing' }, limit: 1 }))).toEqual(['a'])
  })

  test('a forged cursor is rejected', async () => {
    for (const bad of [
      'nonsense',
      'e30=',
      btoa('null'),
      btoa('{"orderFields":[],"orderFieldValues":[],"isPrevious":"no"}'),
      btoa('[]'),
      btoa('"x"'),
    ]) {
      expect(await complaint(await send(`/entities/by-query?cursor=${encodeURIComponent(bad)}`))).toContain('Malformed cursor')
      expect(await complaint(await post({ cursor: bad }))).toContain('Malformed cursor')
    }
    expect(await complaint(await send('/entities/by-query?cursor='))).toContain('cursor')
    expect(await complaint(await post({ cursor: '' }))).toContain('empty')
  })

  test('a cursor cannot ask what a query may not', async () => {
    const query = Array.from({ length: 200 }).reduce<object>(inner => ({ $not: inner }), { kind: 'component' })
    const cursor = btoa(JSON.stringify({ orderFields: [], orderFieldValues: [], isPrevious: false, query }))
    expect((await send(`/entities/by-query?cursor=${encodeURIComponent(cursor)}`)).status).toBe(400)
  })

  test('limit 0 only counts, offset skips, and the total is optional', async () => {
    expect(await get('?limit=0')).toMatchObject({ items: [], totalItems: 9, pageInfo: {} })
    expect(names(await get('?offset=7&orderField=metadata.name'))).toEqual(['g', 'other'])
    expect(await get('?limit=1&totalItems=exclude')).toMatchObject({ totalItems: 0 })
    expect(names(await get('?offset=100'))).toEqual([])
  })

  test('invalid counts are rejected', async () => {
    for (const search of ['limit=-1', 'limit=x', 'limit=1.5', 'limit=', 'offset=-1', 'totalItems=maybe', 'orderField=kind,up', 'what=1']) {
      expect(await complaint(await send(`/entities/by-query?${search}`))).not.toBe('')
    }
    for (const body of [
      { limit: '1' },
      { orderBy: [{ field: 'kind' }] },
      { orderBy: [{ field: 'kind', order: 'up' }] },
      { query: [] },
      { fields: 'kind' },
    ]) {
      expect(await complaint(await post(body))).not.toBe('')
    }
  })
})

describe('order', () => {
  test('is by the first field alone, as text, without the entities that lack it', async () => {
    expect(names(await get('?orderField=metadata.labels.rank'))).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'b'])
    expect(names(await get('?orderField=metadata.labels.rank,desc&orderField=metadata.name,asc'))).toEqual([
      'b',
      'g',
      'f',
      'e',
      'd',
      'c',
      'a',
    ])
    expect((await get('?orderField=metadata.labels.rank')).totalItems).toBe(7)
  })

  test('an entity with several values appears once for each, and counts once', async () => {
    const page = await get('?orderField=metadata.tags')
    expect(names(page)).toEqual(['Big', 'other', 'Big'])
    expect(page.totalItems).toBe(2)
  })

  test('accepts fields in any letter case', async () => {
    expect(names(await get('?orderField=METADATA.Labels.RANK&limit=2'))).toEqual(['a', 'c'])
  })
})

describe('text search', () => {
  test('searches the given fields, in any letter case', async () => {
    expect(names(await get('?fullTextFilterTerm=BIG&fullTextFilterFields=metadata.title,metadata.name'))).toEqual(['Big'])
    expect(names(await get('?fullTextFilterTerm=big&fullTextFilterFields=spec.type'))).toEqual([])
    expect(names(await posted({ fullTextFilter: { term: 'web', fields: ['spec.type'] } }))).toEqual(['Big'])
  })

  test('searches the sort field by default, and without one the uid', async () => {
    expect(names(await get('?fullTextFilterTerm=othe&orderField=metadata.name'))).toEqual(['other'])
    expect(names(await get('?fullTextFilterTerm=othe'))).toEqual([])
    const uid = (await get('?limit=1')).items[0]?.metadata.uid ?? ''
    expect(names(await get(`?fullTextFilterTerm=${uid.slice(0, 20)}`))).toHaveLength(1)
  })
})

describe('filters', () => {
  test.each([
    ['filter=kind=component,metadata.tags=java', ['Big']],
    ['filter=metadata.name=a&filter=metadata.name=b', ['a', 'b']],
    ['filter=metadata.name=a,metadata.name=b', ['a', 'b']],
    ['filter=metadata.tags.java=true', ['Big']],
    ['filter=metadata.tags', ['Big', 'other']],
    ['filter=metadata.tags,metadata.tags=java', ['Big']],
    ['filter=METADATA.NAME=BIG', ['Big']],
    ['filter=metadata.annotations.acme.test/a.b=dotted', ['Big']],
    ['filter=metadata.namespace=front', ['other']],
    ['filter=relations.ownedby=group:front/payments', ['other']],
    ['filter=metadata.description', ['Big']],
    [`filter=metadata.description=${'x'.repeat(250)}`, []],
    ['filter=metadata.title=', []],
    ['filter=metadata.name%20=%20a%20', ['a']],
    ['filter=__proto__=x', []],
    ['filter=,', ['a', 'b', 'Big', 'c', 'd', 'e', 'f', 'g', 'other']],
  ])('%s', async (search, wanted) => {
    expect(names(await get(`?orderField=metadata.name&${search}`))).toEqual(wanted)
  })

  test('a statement without a key is rejected', async () => {
    expect(await complaint(await send('/entities/by-query?filter=%3Dx'))).toBe(
      "Invalid filter, '=x' is not a valid statement (expected a string on the form a=b or a= or a)",
    )
  })
})

describe('predicates', () => {
  test.each([
    [{ 'metadata.tags': 'java' }, ['Big']],
    [{ 'metadata.tags': { $contains: 'java' } }, ['Big']],
    [{ 'metadata.tags': { $in: ['JAVA', 'rust'] } }, ['Big']],
    [{ 'metadata.tags.java': true }, ['Big']],
    [{ 'metadata.labels.rank': 5 }, ['b']],
    [{ 'metadata.labels.rank': { $hasPrefix: '2' } }, ['e', 'f']],
    [{ relations: { $contains: { type: 'ownedBy', targetRef: 'group:front/payments' } } }, ['other']],
    [{ relations: { $contains: { type: 'ownedBy', targetRef: { $in: ['group:front/payments'] } } } }, ['other']],
    [{ 'relations.ownedBy': 'group:front/payments' }, ['other']],
    [{ $all: [{ kind: 'component' }, { $not: { 'metadata.labels.rank': { $exists: true } } }] }, ['Big', 'other']],
    [{ $any: [{ 'metadata.name': 'a' }, { 'metadata.name': 'G' }] }, ['a', 'g']],
    [{ $any: [] }, []],
    [{ 'kind': 'component', 'metadata.namespace': 'front' }, ['other']],
    [{ 'metadata.tags': { $exists: false }, 'spec.type': 'website' }, []],
  ])('%j', async (query, wanted) => {
    expect(names(await posted({ query, orderBy: [{ field: 'metadata.name', order: 'asc' }] }))).toEqual(wanted)
  })

  test.each([
    [{ kind: { $foo: 1 } }],
    [{ $all: [{}], $any: [{}] }],
    [{ $not: 'component' }],
    [{ $xor: [] }],
    [{ 'metadata.links': { $contains: { type: 'chat' } } }],
    [{ relations: { $contains: { targetRef: 'group:default/payments' } } }],
    [{ relations: { $contains: { type: 'ownedBy', targetRef: { $in: [] } } } }],
    [{ kind: null }],
    [{ kind: ['component'] }],
  ])('%j is refused', async query => {
    expect(await complaint(await post({ query }))).not.toBe('')
  })
})

describe('fields', () => {
  test('keep the listed paths, with keys that contain dots, and skip missing ones', async () => {
    const { items } = await get('?filter=metadata.name=big&fields=metadata.annotations.acme.test/a.b,metadata.name,spec.none,kind')
    expect(items).toEqual([{ kind: 'Component', metadata: { name: 'Big', annotations: { 'acme.test/a.b': 'Dotted' } } }])
  })

  test('into lists are rejected', async () => {
    expect(await complaint(await send('/entities/by-query?fields=metadata.tags[0]'))).toBe(
      'Invalid field "metadata.tags[0]", array type fields are not supported',
    )
  })
})
