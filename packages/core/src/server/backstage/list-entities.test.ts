import { beforeAll, describe, expect, test } from 'vitest'
import type { Entity } from '../../entity.ts'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

const component = (name: string, more: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...more },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
})
const entities = [component('b', { title: 'Z' }), component('a'), component('c', { title: 'A' }), component('d', { title: 'M' })]

let send: (search: string) => Promise<Response>

beforeAll(async () => {
  const handler = createHandler(await createPortal({ sources: [memory({ entities })] }))
  send = search => handler(new Request(`https://portal.acme.test/api/catalog/entities${search}`))
})

const names = async (search: string): Promise<readonly string[]> =>
  ((await (await send(search)).json()) as readonly Entity[]).map(({ metadata }) => metadata.name)

describe('the list of entities', () => {
  test('is the whole catalog without paging parameters', async () => {
    expect(await names('')).toEqual(['a', 'b', 'c', 'd'])
    expect((await send('')).headers.has('link')).toBe(false)
    expect(await names('?filter=metadata.name=a&filter=metadata.name=d')).toEqual(['a', 'd'])
    expect(await (await send('?fields=metadata.name&filter=metadata.name=a')).json()).toEqual([{ metadata: { name: 'a' } }])
  })

  test('in pages links to the next one, with filter and order, until there is none', async () => {
    const seen: string[] = []
    let search: string | undefined = '?limit=2&order=desc:metadata.name&filter=kind=component&fields=metadata.name'
    for (let pages = 0; search !== undefined && pages < 5; pages++) {
      const response = await send(search)
      seen.push(...((await response.json()) as readonly Entity[]).map(({ metadata }) => metadata.name))
      search = /^<\/entities(\?[^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
    }
    expect(seen).toEqual(['d', 'c', 'b', 'a'])
  })

  test('in pages has entities without the field last, in both directions; as a whole list, it omits them', async () => {
    expect(await names('?limit=9&order=asc:metadata.title')).toEqual(['c', 'd', 'b', 'a'])
    expect(await names('?limit=9&order=desc:metadata.title')).toEqual(['b', 'd', 'c', 'a'])
    expect(await names('?order=asc:metadata.title')).toEqual(['c', 'd', 'b'])
    expect(await names('?offset=1&order=asc:metadata.title')).toEqual(['d', 'b', 'a'])
  })

  test('rejects invalid orders, pages and cursors', async () => {
    for (const search of [
      '?order=metadata.name',
      '?order=up:metadata.name',
      '?limit=0',
      '?limit=-1',
      '?offset=x',
      '?after=x',
      `?after=${btoa('{"limit":"x"}')}`,
      '?fields=a[0]',
      '?filter=%3D',
    ]) {
      const response = await send(search)
      expect([search, response.status]).toEqual([search, 400])
      expect((await response.json()).error.name).toBe('InputError')
    }
  })
})
