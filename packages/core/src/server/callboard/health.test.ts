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

/** A source that can be broken. */
function fragile(): Source & { broken: boolean } {
  const inner = memory({ name: 'fragile', entities: [group('one'), group('two')] })
  return {
    name: 'fragile',
    broken: false,
    async *read(context) {
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

  test('tells which source is stale, since when and why, and still answers 200 with what it last gave', async () => {
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

  test('a source that never could be read is degraded too', async () => {
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
