import { describe, expect, test } from 'vitest'
import { definePlugin } from './plugin.ts'
import { createPortal } from './portal.ts'
import { memory } from './source/memory.ts'

const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})

describe('a portal', () => {
  test('has the sources of its options first, then those of its plugins', async () => {
    const plugin = definePlugin({ name: 'more', sources: [memory({ name: 'more', entities: [group('b')] })] })
    const portal = await createPortal({ sources: [memory({ entities: [group('a')] })], plugins: [plugin] })
    expect(portal.catalog.sources.map(({ name, entities }) => [name, entities])).toEqual([
      ['memory', 1],
      ['more', 1],
    ])
    await portal.close()
  })

  test.each([[{}], [{ source: [] }], [{ sources: null }], [{ sources: [], kinds: [{}] }]])('rejects wrong options: %j', async options => {
    await expect(createPortal(options as never)).rejects.toMatchObject({ code: 'invalid-options' })
  })
})
