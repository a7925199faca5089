import { describe, expect, test } from 'vitest'
import { hashText } from '../hash.ts'
import { memory } from '../source/memory.ts'
import type { Source, SourceContext } from '../source/types.ts'
import { createCatalog } from './create-catalog.ts'
import { saveSnapshot } from './save-snapshot.ts'

const component = (name: string, owner: string): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  tags: [java]
  annotations:
    callboard.dev/aliases: old-${name}
spec:
  type: service
  lifecycle: production
  owner: ${owner}
  dependsOn: [component:none, component:a]
`
const files = {
  'a.yaml': component('a', 'team'),
  'b.yaml': `${component('b', 'team')}---\n${component('c', 'nobody')}`,
  'broken.yaml': 'kind: [',
}

/** The source, and the paths whose text it yielded. */
function counting(source: Source): Source & { readonly given: string[] } {
  const given: string[] = []
  return {
    ...source,
    given,
    async *read(context: SourceContext) {
      for await (const item of source.read(context)) {
        if (item.type !== 'unchanged') given.push(item.path)
        yield item
      }
    },
  }
}

describe('a snapshot', () => {
  test('restores the same catalog, including messages with their positions', async () => {
    const now = () => 1000
    const first = await createCatalog({ sources: [memory({ files })], now })
    const second = await createCatalog({ sources: [memory({ files })], snapshot: saveSnapshot(first), now })
    expect(second.revision).toBe(first.revision)
    expect([...second.entities]).toEqual([...first.entities])
    expect(second.diagnostics).toEqual(first.diagnostics)
    expect(second.documents).toEqual(first.documents)
    expect(second.diff(first.snapshot).changes).toEqual([])
    expect(saveSnapshot(second)).toBe(saveSnapshot(first))
  })

  test('lets the source skip known files, and picks up changes', async () => {
    const snapshot = saveSnapshot(await createCatalog({ sources: [memory({ files })] }))
    const source = counting(memory({ files: { ...files, 'a.yaml': component('a', 'other') } }))
    const second = await createCatalog({ sources: [source], snapshot })
    expect(source.given).toEqual(['a.yaml'])
    expect(second.revision).toBe((await createCatalog({ sources: [source] })).revision)
  })

  test('keeps the time since when a source or a file cannot be read, over restarts, until it can', async () => {
    let fault: 'none' | 'source' | 'file' = 'none'
    const world = memory({ files })
    const source: Source = {
      name: 'moody',
      async *read(context) {
        if (fault === 'source') throw new Error('no route to host')
        for await (const item of world.read(context)) {
          yield fault === 'file' && item.path === 'a.yaml'
            ? { type: 'failed', path: 'a.yaml', reason: 'unreadable', message: 'a.yaml cannot be read: permission denied' }
            : item
        }
      },
    }
    const start = async (time: number, snapshot?: string) => {
      const catalog = await createCatalog({ sources: [source], snapshot, now: () => time })
      const { stale } = catalog.snapshot.internals
      return {
        kept: saveSnapshot(catalog),
        a: stale?.('component:default/a'),
        b: stale?.('component:default/b'),
        state: catalog.sources[0],
      }
    }
    let run = await start(1000)
    for (const [time, broken] of [
      [2000, 'file'],
      [3000, 'file'],
    ] as const) {
      fault = broken
      run = await start(time, run.kept)
      expect([run.a, run.b]).toEqual([{ source: 'moody', since: 2000, because: 'a.yaml cannot be read: permission denied' }, undefined])
    }
    fault = 'source'
    for (const time of [4000, 5000]) {
      run = await start(time, run.kept)
      expect(run.b).toEqual({ source: 'moody', since: 4000, because: 'no route to host' })
      expect(run.state).toMatchObject({ state: 'stale', readAt: 3000, staleSince: 4000 })
    }
    fault = 'none'
    run = await start(6000, run.kept)
    expect([run.a, run.b, run.state?.state]).toEqual([undefined, undefined, 'fresh'])
    fault = 'source'
    expect((await start(7000, run.kept)).state).toMatchObject({ staleSince: 7000 })
  })

  test('replaces a source that fails at the next start', async () => {
    const first = await createCatalog({ sources: [memory({ files })], now: () => 1000 })
    const failing: Source = {
      name: 'memory',
      read: () => {
        throw new Error('no network')
      },
    }
    const second = await createCatalog({ sources: [failing], snapshot: saveSnapshot(first), now: () => 2000 })
    expect([...second.entities]).toEqual([...first.entities])
    expect(second.sources).toMatchObject([{ state: 'stale', readAt: 1000, staleSince: 2000 }])
  })

  /** A forged snapshot: changed, with the right fingerprint. */
  const forge = (snapshot: string, change: (body: string) => string): string => {
    const body = change(snapshot.slice(snapshot.indexOf('\n') + 1))
    return `${hashText(body)}\n${body}`
  }

  test.each([
    ['nothing', () => ''],
    ['cut off', (text: string) => text.slice(0, -200)],
    ['damaged in one letter of a relation', (text: string) => text.replace('"dependsOn"', '"dependsOm"')],
    ['damaged in one letter of an entity', (text: string) => text.replace('"java"', '"jawa"')],
    ['of another format', (text: string) => forge(text, body => body.replace('"format":', '"format":9'))],
    ['of other kinds', (text: string) => forge(text, body => body.replace('"kinds":"', '"kinds":"x'))],
    ['other JSON', (text: string) => forge(text, () => '[{}, null, 1]')],
    ['an edge to an invalid reference', (text: string) => forge(text, body => body.replace('"component:default/none"', '"none"'))],
    ['an entity without a reference', (text: string) => forge(text, body => body.replace('["component:default/a"', '["a"'))],
    ['an edge to nowhere', (text: string) => forge(text, body => body.replace('"targets":[', '"targets":[null,'))],
  ])('that is %s is ignored', async (_, damage) => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const snapshot = damage(saveSnapshot(first))
    const source = counting(memory({ files }))
    const second = await createCatalog({ sources: [source], snapshot })
    expect(second.revision).toBe(first.revision)
    expect(source.given.length).toBe(3)
  })

  test.each([
    ['a name that is not a string', '"name":"a"', '"name":{}'],
    ['a tag that is not a string', '["java"]', '[{"toString":1}]'],
    ['an annotation that is not a string', '"old-a"}', '["old-a"]}'],
  ])('that was forged, with the right fingerprint and %s, is rejected when it is read', async (_, right, wrong) => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const snapshot = forge(saveSnapshot(first), body => body.replace(right, wrong))
    const second = await createCatalog({ sources: [memory({ files })], snapshot })
    expect(second.get('component:default/b')).toEqual(first.get('component:default/b'))
    expect(() => second.get('component:default/a')).toThrow('delete the snapshot')
  })

  test('cannot reach into prototypes', async () => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const hostile = '"__proto__":{"polluted":1},'
    const snapshot = forge(saveSnapshot(first), body =>
      body.replace('{', `{${hostile}`).replace('"spec":{', `"spec":{${hostile}`).replace('"tags"', `${hostile}"tags"`),
    )
    const second = await createCatalog({ sources: [memory({ files })], snapshot })
    expect([...second.entities].length).toBe(first.size)
    expect(second.get('a')?.spec).toHaveProperty(['__proto__'], { polluted: 1 })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
