import { expect, test } from 'vitest'
import { createPortal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import { createHandler } from './create-handler.ts'
import { bodySlots, hostileShapes } from './hostile-bodies.fixture.ts'

const entities = Array.from({ length: 20 }, (_, i) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: `c${String(i)}` },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
}))

test.each(Object.entries(hostileShapes))('%s: every POST route rejects it in a few kilobytes, or answers it', async (_, shape) => {
  const failures: unknown[] = []
  const portal = await createPortal({ sources: [memory({ entities })] })
  const handler = createHandler(portal, { onError: error => failures.push(error) })
  const json = shape(40_000)
  for (const { path, body } of bodySlots) {
    const init = { method: 'POST', body: body(json), headers: { 'content-type': 'application/json' } }
    const answer = await handler(new Request(`http://portal.test${path}`, init))
    const text = await answer.text()
    expect([200, 400, 401], `${path}: ${text.slice(0, 300)}`).toContain(answer.status)
    if (answer.status !== 200) expect(new TextEncoder().encode(text).length, path).toBeLessThanOrEqual(8000)
  }
  expect(failures).toEqual([])
})

test('a body is counted before it is parsed, for every route', async () => {
  const handler = createHandler(await createPortal({ sources: [memory({ entities })] }))
  const json = `${'['.repeat(101)}${']'.repeat(101)}`
  for (const path of ['/api/callboard/v1/owners', '/api/callboard/v1/query', '/api/catalog/entities/by-query']) {
    const init = { method: 'POST', body: `{"queries":${json}}`, headers: { 'content-type': 'application/json' } }
    const answer = await handler(new Request(`http://portal.test${path}`, init))
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { message: 'The body has more than 100 levels' } }])
  }
})

test('a URL with thousands of characters or parameters is rejected in a few kilobytes, or answered', async () => {
  const handler = createHandler(await createPortal({ sources: [memory({ entities })] }))
  const searches = [
    `filter=${'a,'.repeat(15_000)}`,
    `filter=${'a=b,'.repeat(15_000)}`,
    `filter=${Array.from({ length: 5000 }, (_, i) => `spec.f${String(i)}=1`).join(',')}`,
    `filter=${'%F0%9F%98%80'.repeat(5000)}=`,
    `filter=a=${'x'.repeat(200_000)}`,
    `${'filter=kind=component&'.repeat(2900)}a=b`,
    `${'order=asc:metadata.tags&'.repeat(900)}limit=1`,
    `${'fields=kind&'.repeat(5000)}limit=1`,
    `cursor=${'A'.repeat(60_000)}`,
    `after=${'A'.repeat(60_000)}`,
    `${'%5B'.repeat(20_000)}=1`,
    `${'x'.repeat(60_000)}=1`,
    `${'&'.repeat(60_000)}`,
    `entity=${'x'.repeat(60_000)}`,
    `${'entity=x&'.repeat(6000)}`,
  ]
  const paths = [
    '/api/catalog/entities',
    '/api/catalog/entities/by-query',
    '/api/catalog/entity-facets',
    '/api/callboard/v1/owners',
    '/api/callboard/v1/graph',
  ]
  for (const path of paths) {
    for (const search of searches) {
      const answer = await handler(new Request(`http://portal.test${path}?${search}`))
      const text = await answer.text()
      expect([200, 400, 404], `${path}?${search.slice(0, 50)}: ${text.slice(0, 200)}`).toContain(answer.status)
      if (answer.status !== 200) expect(new TextEncoder().encode(text).length, path).toBeLessThanOrEqual(8000)
    }
  }
})

test('an order by several lists is rejected before the combinations of their values are built', async () => {
  const tags = Array.from({ length: 40 }, (_, i) => `t${String(i)}`)
  const tagged = entities.map(entity => ({ ...entity, metadata: { ...entity.metadata, tags } }))
  const handler = createHandler(await createPortal({ sources: [memory({ entities: tagged })] }))
  const order = 'order=asc:metadata.tags&'
  const ask = async (times: number): Promise<number> =>
    (await handler(new Request(`http://portal.test/api/catalog/entities?${order.repeat(times)}limit=1`))).status
  expect([await ask(1), await ask(2), await ask(9), await ask(11)]).toEqual([200, 200, 400, 400])
})
