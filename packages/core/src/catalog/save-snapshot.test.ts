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

/** The source, and the paths whose text it was made to give. */
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
  test('gives the same catalog again, messages with their places included', async () => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const second = await createCatalog({ sources: [memory({ files })], snapshot: saveSnapshot(first) })
    expect(second.revision).toBe(first.revision)
    expect([...second.entities]).toEqual([...first.entities])
    expect(second.diagnostics).toEqual(first.diagnostics)
    expect(second.documents).toEqual(first.documents)
    expect(second.diff(first.snapshot).changes).toEqual([])
    expect(saveSnapshot(second)).toBe(saveSnapshot(first).replaceAll(/"readAt":\d+/g, `"readAt":${String(second.sources[0]?.readAt)}`))
  })

  test('lets the source leave out what it knows, and takes in what changed', async () => {
    const snapshot = saveSnapshot(await createCatalog({ sources: [memory({ files })] }))
    const source = counting(memory({ files: { ...files, 'a.yaml': component('a', 'other') } }))
    const second = await createCatalog({ sources: [source], snapshot })
    expect(source.given).toEqual(['a.yaml'])
    expect(second.revision).toBe((await createCatalog({ sources: [source] })).revision)
  })

  test('stands for a source that fails at the next start', async () => {
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

  test.each([
    ['nothing', () => ''],
    ['cut off', (text: string) => text.slice(0, -200)],
    ['of another format', (text: string) => text.replace('"format":', '"format":9')],
    ['of other kinds', (text: string) => text.replace('"kinds":"', '"kinds":"x')],
    ['other JSON', () => '[{}, null, 1]'],
    ['a name that is no text', (text: string) => text.replace('"name":"a"', '"name":{}')],
    ['a tag that is no text', (text: string) => text.replace('["java"]', '[{"toString":1}]')],
    ['an annotation that is no text', (text: string) => text.replace('"old-a"', '["old-a"]')],
    ['an edge to nowhere', (text: string) => text.replace('"targets":[', '"targets":[null,')],
  ])('that is %s is ignored', async (_, damage) => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const snapshot = damage(saveSnapshot(first))
    const source = counting(memory({ files }))
    const second = await createCatalog({ sources: [source], snapshot })
    expect(second.revision).toBe(first.revision)
    expect(source.given.length).toBe(3)
  })

  test('made by a stranger, with the right fingerprint and wrong shapes, is refused where it is read', async () => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const [head = '', ...lines] = saveSnapshot(first).split('\n')
    const content = lines.join('\n').replace('"name":"a"', '"name":{}')
    const snapshot = `${head.replace(/"content":"\w+"/, `"content":"${hashText(content)}"`)}\n${content}`
    const second = await createCatalog({ sources: [memory({ files })], snapshot })
    expect(second.get('component:default/b')).toEqual(first.get('component:default/b'))
    expect(() => second.get('component:default/a')).toThrow('delete it')
  })

  test('cannot reach into prototypes', async () => {
    const first = await createCatalog({ sources: [memory({ files })] })
    const hostile = '"__proto__":{"polluted":1},'
    const [head = '', ...lines] = saveSnapshot(first).split('\n')
    const content = lines.join('\n').replace('"spec":{', `"spec":{${hostile}`).replace('"tags"', `${hostile}"tags"`)
    const snapshot = `${head.replace(/"content":"\w+"/, `${hostile}"content":"${hashText(content)}"`)}\n${content}`
    const second = await createCatalog({ sources: [memory({ files })], snapshot })
    expect([...second.entities].length).toBe(first.size)
    expect(second.get('a')?.spec).toHaveProperty(['__proto__'], { polluted: 1 })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
