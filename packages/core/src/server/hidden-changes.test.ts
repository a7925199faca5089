import { expect, test } from 'vitest'
import { createPortal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import type { Source } from '../source/types.ts'
import { createHandler } from './create-handler.ts'
import type { HandlerOptions } from './types.ts'

const component = (name: string, more: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...more },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
})

const paths = [
  '/',
  '/callboard.json',
  '/badge/component/default/pay.svg',
  '/api/catalog/entities',
  '/api/catalog/entities/by-query',
  '/api/catalog/entities/by-name/component/default/pay',
  '/api/catalog/entity-facets?facet=metadata.name',
  '/api/callboard/v1/owners?entity=pay&entity=secret',
  '/api/callboard/v1/graph?entity=pay',
]

test('a hidden change alters no revision, ETag or answer of callers who may not see it', async () => {
  const source = memory({ entities: [] })
  source.put('pay', component('pay'))
  source.put('secret', component('secret'))
  const portal = await createPortal({ sources: [source] })
  const handler = createHandler(portal, { authorize: (_, __, { metadata }) => !metadata.name.startsWith('secret') })
  const look = async (): Promise<readonly unknown[]> =>
    await Promise.all(
      paths.map(async path => {
        const answer = await handler(new Request(`http://portal.test${path}`))
        return [path, answer.status, answer.headers.get('etag'), await answer.text()]
      }),
    )
  const before = await look()
  source.put('secret', component('secret', { title: 'changed' }))
  await portal.catalog.refresh()
  expect(await look()).toEqual(before)
  source.put('secret-two', component('secret-two'))
  await portal.catalog.refresh()
  expect(await look()).toEqual(before)
  source.remove('secret')
  await portal.catalog.refresh()
  expect(await look()).toEqual(before)
  source.remove('secret-two')
  await portal.catalog.refresh()
  expect(await look()).toEqual(before)
  source.put('pay', component('pay', { title: 'seen' }))
  await portal.catalog.refresh()
  expect(await look()).not.toEqual(before)
})

test('an unreadable file is not reported if callers see different parts: it may be hidden from some', async () => {
  const source: Source = {
    name: 'repo',
    async *read() {
      yield { type: 'failed', path: 'secret/plans.yaml', reason: 'unreadable', message: 'permission denied' }
    },
  }
  const portal = await createPortal({ sources: [source] })
  const ask = async (options: HandlerOptions): Promise<string> => {
    const answer = await createHandler(portal, options)(new Request('http://portal.test/api/callboard/v1/owners?entity=zebra'))
    return await answer.text()
  }
  expect(await ask({})).toContain('secret/plans.yaml')
  expect(await ask({ authorize: () => true })).not.toContain('secret/plans.yaml')
})
