import { describe, expect, test } from 'vitest'
import { createPortal, type Portal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import type { Source } from '../../source/types.ts'
import { createHandler } from '../index.ts'

const group = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})

/** A source that can be broken, or paused in the middle of a reading. */
function fragile(): Source & { broken: boolean; held: Promise<void> | undefined } {
  const inner = memory({ name: 'fragile', entities: [group('one'), group('two')] })
  return {
    name: 'fragile',
    broken: false,
    held: undefined,
    async *read(context) {
      await this.held
      if (this.broken) throw new Error('the disk is away')
      yield* inner.read(context)
    },
  }
}

async function health(portal: Portal): Promise<Response> {
  return createHandler(portal)(new Request('https://portal.acme.test/api/callboard/v1/health'))
}

describe('health', () => {
  test('is ok while every source can be read, and is never kept by caches', async () => {
    const portal = await createPortal({ sources: [memory({ entities: [group('one')] })], now: () => 1000 })
    const response = await health(portal)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await response.json()).toEqual({
      status: 'ok',
      revision: portal.catalog.revision,
      entities: 1,
      sources: [{ name: 'memory', state: 'fresh', readAt: 1000, entities: 1 }],
    })
  })

  test('reports which source is stale, since when and why, and still answers 200 with its last data', async () => {
    let now = 1000
    const source = fragile()
    const portal = await createPortal({ sources: [source, memory({ entities: [group('three')] })], now: () => now })
    source.broken = true
    now = 2000
    await portal.catalog.refresh()
    const response = await health(portal)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      entities: 3,
      sources: [
        {
          name: 'fragile',
          state: 'stale',
          readAt: 1000,
          staleSince: 2000,
          because: expect.stringContaining('the disk is away'),
          entities: 2,
        },
        { name: 'memory', state: 'fresh', entities: 1 },
      ],
    })
    source.broken = false
    await portal.catalog.refresh()
    expect(await (await health(portal)).json()).toMatchObject({ status: 'ok', sources: [{ state: 'fresh' }, { state: 'fresh' }] })
  })

  test('a source stays degraded while it is read again, until that reading succeeds', async () => {
    const source = fragile()
    source.broken = true
    const portal = await createPortal({ sources: [source] })
    for (const state of ['failed', 'stale']) {
      const hold = Promise.withResolvers<void>()
      source.held = hold.promise
      source.broken = false
      const refresh = portal.catalog.refresh()
      await expect.poll(() => portal.catalog.sources[0]?.state).toBe('refreshing')
      expect(await (await health(portal)).json(), state).toMatchObject({
        status: 'degraded',
        sources: [{ state: 'refreshing', because: expect.stringContaining('the disk is away') }],
      })
      hold.resolve()
      await refresh
      expect(await (await health(portal)).json(), state).toMatchObject({ status: 'ok', sources: [{ state: 'fresh' }] })
      source.broken = true
      await portal.catalog.refresh()
    }
  })

  test('a source that is read again without having failed is not degraded', async () => {
    const source = fragile()
    const portal = await createPortal({ sources: [source] })
    const hold = Promise.withResolvers<void>()
    source.held = hold.promise
    const refresh = portal.catalog.refresh()
    await expect.poll(() => portal.catalog.sources[0]?.state).toBe('refreshing')
    expect(await (await health(portal)).json()).toMatchObject({ status: 'ok', sources: [{ state: 'refreshing' }] })
    hold.resolve()
    await refresh
  })

  test('a source that could never be read is degraded too', async () => {
    const source = fragile()
    source.broken = true
    const portal = await createPortal({ sources: [source] })
    expect(await (await health(portal)).json()).toMatchObject({
      status: 'degraded',
      entities: 0,
      sources: [{ state: 'failed', entities: 0 }],
    })
  })
})

test('if something may be hidden, the time of the last reading is not revealed', async () => {
  let now = 1000
  const portal = await createPortal({ sources: [memory({ entities: [group('one')] })], now: () => now })
  const handler = createHandler(portal, { authorize: () => true })
  const ask = async (): Promise<unknown> => (await handler(new Request('https://portal.acme.test/api/callboard/v1/health'))).json()
  const before = await ask()
  now = 2000
  await portal.catalog.refresh()
  expect(await ask()).toEqual(before)
})
