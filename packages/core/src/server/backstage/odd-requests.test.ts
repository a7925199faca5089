import { beforeAll, describe, expect, test } from 'vitest'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

const titles = ['ｆｕｌｌ', '😀', 'plain']
const entities = titles.map((title, i) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: `c${String(i)}`, title },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', map: { '': 'Nameless', 'x[y]': '' } },
}))

let send: (path: string, init?: RequestInit) => Promise<Response>

beforeAll(async () => {
  const handler = createHandler(await createPortal({ sources: [memory({ entities })] }))
  send = (path, init) => handler(new Request(`https://portal.acme.test/api/catalog${path}`, init))
})

const json = { 'content-type': 'application/json' }
const post = (path: string, body: unknown): Promise<Response> =>
  send(path, { method: 'POST', headers: json, body: typeof body === 'string' ? body : JSON.stringify(body) })
const told = async (response: Response): Promise<readonly unknown[]> => {
  const text = await response.text()
  return [response.status, ...(text === '' ? [] : [(JSON.parse(text) as { readonly error: { readonly message: string } }).error.message])]
}

// The answers of a Backstage backend to the same requests.
describe('query parameters', () => {
  test.each([
    ['/entities?__proto__=x&=x&filter=metadata.name=c0', 200],
    ['/entities?[filter]=metadata.name=c0', 200],
    ['/entities?filter=spec.map.%5BX%5D=', 400, "Unknown query parameter 'filter=spec.map.'"],
    ['/entities?filter[0]=kind&filter[999]=kind', 200],
    ['/entities?filter[05]=kind', 400, 'request/query/filter/0 must be string'],
    ['/entities?[]=x', 400, "Unknown query parameter '0'"],
    ['/entities?[a]=x', 400, "Unknown query parameter 'a'"],
    ['/entities?limit[]=5', 400, 'request/query/limit must be integer'],
    ['/entities?after[]=x', 400, 'request/query/after must be string'],
    ['/entities/by-query?fullTextFilterTerm[]=a', 400, 'request/query/fullTextFilterTerm must be string'],
    [
      '/entities?filter=$not=a',
      400,
      'Invalid filter predicate: top-level primitive values are not supported. Wrap the value in a field expression, e.g. { "kind": "a" }',
    ],
    [`/entities?limit=5&after=${btoa('{"offset":-1}')}`, 500, 'A non-negative integer must be provided to offset.'],
  ])('%s', async (path, status, message?: string) => {
    const response = await send(path)
    if (message === undefined) expect(response.status).toBe(status)
    else expect(await told(response)).toEqual([status, message])
  })
})

describe('bodies', () => {
  test('that are not JSON are reported before anything else', async () => {
    for (const [method, path] of [
      ['PATCH', '/entities'],
      ['DELETE', '/locations/x'],
      ['POST', '/nothing/here'],
      ['POST', '/entities/by-query?x=1'],
    ] as const) {
      const [status, message] = await told(await send(path, { method, headers: json, body: '{"a":' }))
      expect([path, status]).toEqual([path, 400])
      expect(message).toContain('JSON')
    }
  })

  test('of a type other than JSON are reported before the parameters, with the type and its parameters', async () => {
    const typed = (type: string): RequestInit => ({ method: 'POST', headers: { 'content-type': type }, body: '{}' })
    expect(await told(await send('/entity-facets?x=1', typed('text/plain; charset=UTF-8')))).toEqual([
      400,
      'unsupported media type text/plain; charset=utf-8',
    ])
    expect(await told(await send('/entity-facets', typed('multipart/form-data; boundary=x')))).toEqual([
      400,
      'unsupported media type multipart/form-data',
    ])
    expect(await told(await send('/entity-facets', { method: 'POST' }))).toEqual([400, 'unsupported media type undefined'])
  })

  test('treat fractional counts as Backstage does', async () => {
    const names = async (body: object): Promise<unknown> => {
      const { items, pageInfo } = await (await post('/entities/by-query', { fields: ['metadata.name'], ...body })).json()
      return [items.length, 'nextCursor' in pageInfo]
    }
    expect(await names({ limit: 1.5 })).toEqual([1, true])
    expect(await names({ limit: 0.5 })).toEqual([0, true])
    expect(await names({ limit: 5, offset: 1.5 })).toEqual([2, false])
    expect(await told(await post('/entities/by-query', { offset: -1 }))).toEqual([
      500,
      'A non-negative integer must be provided to offset.',
    ])
    expect(await told(await post('/entities/by-query', { limit: -1 }))).toEqual([500, 'Invalid array length'])
  })

  test('without a body are not checked', async () => {
    const query = { $all: ['x'] }
    expect((await post('/entities/by-refs', { entityRefs: [], query })).status).toBe(200)
    expect((await post('/entities/by-refs', { entityRefs: ['component:default/c0'], query })).status).toBe(400)
  })
})

describe('paths', () => {
  test('that two routes share support the methods of both', async () => {
    expect(await told(await send('/locations/by-query'))).toEqual([404, 'Found no location with ID by-query'])
    expect((await post('/locations/by-query', {})).status).toBe(200)
    expect((await send('/locations/by-query', { method: 'OPTIONS' })).headers.get('allow')).toBe('POST,GET,HEAD,PUT,DELETE')
  })
})

describe('fields', () => {
  test('with an empty part refer to an empty key', async () => {
    expect(await (await send('/entities?filter=metadata.name=c0&fields=metadata..name,metadata.,kind')).json()).toEqual([
      { kind: 'Component' },
    ])
    expect(await (await send('/entities?filter=metadata.name=c0&fields=spec.map.')).json()).toEqual([{ spec: { map: { '': 'Nameless' } } }])
    expect(await (await send('/entity-facets?facet=spec.map.')).json()).toEqual({
      facets: { 'spec.map.': [{ value: 'Nameless', count: 3 }] },
    })
  })
})

describe('order', () => {
  test('is by code points, forwards and backwards', async () => {
    const ask = async (search: string): Promise<{ readonly titles: string[]; readonly next?: string; readonly prev?: string }> => {
      const { items, pageInfo } = await (await send(`/entities/by-query?fields=metadata.title&limit=1&${search}`)).json()
      return {
        titles: items.map((item: { readonly metadata: { readonly title: string } }) => item.metadata.title),
        next: pageInfo.nextCursor,
        prev: pageInfo.prevCursor,
      }
    }
    const first = await ask('orderField=metadata.title')
    const second = await ask(`cursor=${encodeURIComponent(first.next ?? '')}`)
    const third = await ask(`cursor=${encodeURIComponent(second.next ?? '')}`)
    const back = await ask(`cursor=${encodeURIComponent(third.prev ?? '')}`)
    expect([first, second, third, back].flatMap(page => page.titles)).toEqual(['plain', 'ｆｕｌｌ', '😀', 'ｆｕｌｌ'])
    expect(await (await send('/entities?limit=9&order=desc:metadata.title&fields=metadata.title')).json()).toEqual(
      ['😀', 'ｆｕｌｌ', 'plain'].map(title => ({ metadata: { title } })),
    )
  })
})
