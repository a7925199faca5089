import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import type { Source, SourceFiles, SourceItem } from '../source/types.ts'
import { createCatalog } from './create-catalog.ts'

const group = (name: string, version: number): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, annotations: { version: String(version) } },
  spec: { type: 'team', children: [] },
})

type Fault = 'none' | 'throws' | 'breaks-off' | 'empty'

/** A source with faults, whose data the test changes. */
function faulty(name: string): Source & { world: ReadonlyMap<string, number>; fault: Fault } {
  return {
    name,
    world: new Map(),
    fault: 'none',
    async *read(): AsyncGenerator<SourceItem> {
      if (this.fault === 'throws') throw new Error('unreachable')
      if (this.fault === 'empty') return
      for (const [i, [path, version]] of [...this.world].entries()) {
        if (this.fault === 'breaks-off' && i > 0) throw new Error('connection reset')
        yield { type: 'object', path, value: group(`${name}-${path}`, version) }
      }
      if (this.fault === 'breaks-off') throw new Error('connection reset')
    },
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), source: fc.nat(2), path: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('remove' as const), source: fc.nat(2), path: fc.constantFrom('a', 'b', 'c') }),
  fc.record({
    do: fc.constant('fault' as const),
    source: fc.nat(2),
    fault: fc.constantFrom<Fault>('none', 'none', 'throws', 'breaks-off', 'empty'),
  }),
  fc.record({ do: fc.constant('refresh' as const) }),
)

test('under any mix of faults, each source shows exactly its last good reading, with its age', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
      const sources = ['x', 'y', 'z'].map(faulty)
      const good: ReadonlyMap<string, number>[] = sources.map(() => new Map())
      const readAt: (number | undefined)[] = sources.map(() => undefined)
      let time = 0
      let version = 0
      const observe = (): void =>
        sources.forEach((source, i) => {
          const lost = source.fault === 'empty' && (good[i]?.size ?? 0) > 0
          const works = source.fault === 'none' || (source.fault === 'empty' && !lost)
          const deletesAll = works && source.fault === 'none' && source.world.size === 0 && (good[i]?.size ?? 0) > 0
          if (!works || deletesAll) return
          good[i] = source.fault === 'empty' ? new Map() : source.world
          readAt[i] = time
        })
      const catalog = await createCatalog({ sources, now: () => time })
      observe()
      for (const action of steps) {
        time += 1
        const source = action.do === 'refresh' ? undefined : sources[action.source]
        if (action.do === 'refresh') {
          await catalog.refresh()
          observe()
        } else if (source !== undefined && action.do === 'put') source.world = new Map([...source.world, [action.path, (version += 1)]])
        else if (source !== undefined && action.do === 'remove')
          source.world = new Map([...source.world].filter(([path]) => path !== action.path))
        else if (source !== undefined && action.do === 'fault') source.fault = action.fault
        const shown = [...catalog.entities].map(({ metadata }) => `${metadata.name} ${String(metadata.annotations?.['version'])}`)
        const expected = good.flatMap((world, i) =>
          [...world].map(([path, number]) => `${String(sources[i]?.name)}-${path} ${String(number)}`),
        )
        expect(shown.sort()).toEqual(expected.sort())
        expect(catalog.sources.map(state => state.readAt)).toEqual(readAt)
      }
    }),
    { numRuns: 500 },
  )
})

test('whichever operation fails, the start ends with a clean diagnostic, and the next refresh recovers', async () => {
  const descriptor = (kind: string, name: string, spec: string): string =>
    `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}`
  const world = memory({
    files: {
      'all.yaml': descriptor('Location', 'all', '  targets: [./deep/*.yaml, ./one.yaml]\n'),
      'api.yaml': descriptor('API', 'a', '  type: openapi\n  lifecycle: production\n  owner: t\n  definition:\n    $text: ./api.txt\n'),
      't.yaml': descriptor('Group', 't', '  type: team\n  children: []\n'),
    },
    neighbours: {
      'api.txt': 'x',
      'one.yaml': descriptor('Group', 'one', '  type: team\n  children: []\n'),
      'deep/two.yaml': descriptor('Group', 'two', '  type: team\n  children: []\n'),
      'CODEOWNERS': '* @acme/t',
    },
  })
  let left = Number.POSITIVE_INFINITY
  let operations = 0
  const operate = (): void => {
    operations += 1
    left -= 1
    if (left === 0) throw new Error('the disk is on fire')
  }
  const files: SourceFiles = {
    async read(path, signal) {
      operate()
      return await world.files?.read(path, signal)
    },
    async glob(pattern, signal) {
      operate()
      return (await world.files?.glob(pattern, signal)) ?? []
    },
  }
  const source: Source = {
    name: 'memory',
    files,
    async *read(context) {
      operate()
      for await (const item of world.read(context)) {
        operate()
        yield item
      }
    },
  }
  const whole = await createCatalog({ sources: [source] })
  expect(whole.diagnostics).toEqual([])
  const all = operations
  expect(all).toBeGreaterThan(8)
  for (let n = 1; n <= all; n++) {
    left = n
    const catalog = await createCatalog({ sources: [source] })
    expect(catalog.diagnostics.length, `operation ${String(n)}`).toBeGreaterThan(0)
    expect(catalog.size).toBeLessThanOrEqual(whole.size)
    await catalog.refresh()
    expect(catalog.revision, `after operation ${String(n)}`).toBe(whole.revision)
    left = n
    await catalog.refresh()
    expect(catalog.size, `refresh, operation ${String(n)}`).toBe(whole.size)
    left = Number.POSITIVE_INFINITY
  }
})
