import { describe, expect, test } from 'vitest'
import { memory, type MemorySource } from '../source/memory.ts'
import type { Source, SourceItem } from '../source/types.ts'
import { createCatalog } from './create-catalog.ts'

const group = (name: string): object => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})
const sound = memory({ name: 'sound', entities: [group('sound')] })

function sourceOf(read: Source['read']): Source {
  return { name: 'odd', read }
}

/** A source that yields these values as they are. */
function giving(...items: readonly unknown[]): Source {
  return sourceOf(async function* () {
    yield* items as readonly SourceItem[]
  })
}

const trap = (): never => {
  throw new Error('trapped')
}
/** Throws for everything except being awaited. */
const refusing: ProxyHandler<object> = {
  get: (_, key) => (key === 'then' ? undefined : trap()),
  has: trap,
  getPrototypeOf: trap,
  ownKeys: trap,
  getOwnPropertyDescriptor: trap,
}

describe('a thrown value costs only its source, and is reported with a reason, when it is', () => {
  test.each<[string, () => unknown]>([
    ['a proxy that refuses everything', () => new Proxy({}, refusing)],
    ['an error behind such a proxy', () => new Proxy(new Error('x'), refusing)],
    ['an object whose toString throws', () => ({ toString: () => { throw new Error('no') } })], // prettier-ignore
    ['an object without a prototype', () => Object.create(null)],
    ['an object whose toString returns no string', () => ({ toString: () => ({}) })],
    ['a symbol', () => Symbol('why')],
    ['undefined', () => undefined],
    ['null', () => null],
    ['an empty text', () => ''],
    ['an error without a message', () => new Error()],
    ['an error whose message is not a string', () => Object.assign(new Error(), { message: 42 })],
    ['an error whose message throws', () => Object.defineProperty(new Error(), 'message', { get: () => { throw new Error('no') } })], // prettier-ignore
    ['an error with a message without end', () => new Error('x'.repeat(1_000_000))],
    ['an error whose retry delay throws', () => Object.defineProperty(new Error('x'), 'retryAfterMs', { get: () => { throw new Error('no') } })], // prettier-ignore
  ])('%s', async (_, thrown) => {
    const fail = (): never => {
      throw thrown()
    }
    const sources: readonly Source[] = [
      sourceOf(fail),
      // oxlint-disable-next-line require-yield -- it fails
      sourceOf(async function* () {
        fail()
      }),
      { ...giving({ type: 'text', path: 'a.yaml', text: '' }), files: { read: async () => fail(), glob: async () => fail() } },
      { ...giving(), watch: fail },
    ]
    for (const source of sources) {
      const catalog = await createCatalog({ sources: [source, sound], watch: true })
      expect(catalog.size).toBe(1)
      for (const { code, message } of catalog.diagnostics) {
        expect(code).toMatch(/^\w+\/[\w-]+$/)
        expect(message.length).toBeGreaterThan(5)
        expect(message.length).toBeLessThan(1500)
      }
      await catalog.close()
    }
  })
})

describe('an item with a wrong shape is one diagnostic with a code and a message, and the others are read:', () => {
  const text = 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: a }\nspec: { type: team, children: [] }\n'
  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a number', 7],
    ['a text', 'a.yaml'],
    ['a list', []],
    ['nothing', {}],
    ['no path', { type: 'text', text }],
    ['an empty path', { type: 'text', path: '', text }],
    ['a path that is not a string', { type: 'text', path: 7, text }],
    ['no text', { type: 'text', path: 'a.yaml' }],
    ['a text that is bytes', { type: 'text', path: 'a.yaml', text: new Uint8Array([97]) }],
    ['no type', { path: 'a.yaml', text }],
    ['another type', { type: 'file', path: 'a.yaml', text }],
    ['a location that is not a string', { type: 'text', path: 'a.yaml', text, location: { href: 'x' } }],
    ['a revision that is a number', { type: 'text', path: 'a.yaml', text, revision: 1 }],
    ['a failure without reason and message', { type: 'failed', path: 'a.yaml' }],
    ['a failure with another reason', { type: 'failed', path: 'a.yaml', reason: 'weather', message: 7 }],
    ['unchanged, though it was never read', { type: 'unchanged', path: 'a.yaml' }],
    ['a proxy', new Proxy({}, refusing)],
    ['data that is a proxy', { type: 'object', path: 'a', value: new Proxy({}, refusing) }],
    ['data that is not plain data', { type: 'object', path: 'a', value: Symbol('a') }],
  ])('%s', async (_, item) => {
    const catalog = await createCatalog({ sources: [giving(item, { type: 'object', path: 'ok', value: group('ok') }), sound] })
    expect([...catalog.entities].map(({ metadata }) => metadata.name)).toEqual(['ok', 'sound'])
    expect(catalog.diagnostics).toHaveLength(1)
    expect(catalog.diagnostics).toMatchObject([
      {
        code: expect.stringMatching(/^(?:source|descriptor)\//),
        severity: 'error',
        message: expect.stringMatching(/\w.{8,}/),
        at: { source: 'odd' },
      },
    ])
  })

  test('a path that appears twice', async () => {
    const [one, two] = ['one', 'two'].map(name => ({ type: 'object', path: 'a', value: group(name) }))
    const catalog = await createCatalog({ sources: [giving(one, two, two)] })
    expect(catalog.get('group:one')).toBeDefined()
    expect(catalog.size).toBe(1)
    expect(catalog.diagnostics).toMatchObject([{ code: 'source/unreadable-file', message: 'a appears twice; the second one was not read' }])
  })
})

describe('a source that never ends fails at a limit, which is in the message, and keeps its last good entities:', () => {
  const endless = (item: (i: number) => unknown, wait?: () => Promise<unknown>): Source =>
    sourceOf(async function* () {
      for (let i = 0; ; i++) {
        await wait?.()
        yield item(i) as SourceItem
      }
    })
  const soon = async (): Promise<void> => await new Promise(resolve => setTimeout(resolve, 1))
  const data = (i: number): unknown => ({ type: 'object', path: String(i), value: group(`g${String(i)}`) })

  test.each<[string, Source, object]>([
    ['maxItems', endless(data), { maxItems: 100 }],
    ['maxItems', endless(() => ({ type: 'failed', path: 'same', reason: 'unreadable', message: 'no' })), { maxItems: 100 }],
    ['maxBytes', endless(data), { maxBytes: 10_000 }],
    ['maxBytes', endless(i => ({ type: 'text', path: `${String(i)}.yaml`, text: '# nothing\n'.repeat(100) })), { maxBytes: 10_000 }],
    ['maxReadMs', endless(data, soon), { maxReadMs: 50 }],
    ['maxReadMs', endless(() => null), { maxReadMs: 50 }],
    ['maxReadMs', endless(data, async () => await new Promise(() => undefined)), { maxReadMs: 50 }],
  ])('%s', async (name, source, sourceLimits) => {
    let isEndless = false
    const turning: Source = {
      name: 'odd',
      read: context => (isEndless ? source : giving({ type: 'object', path: 'ok', value: group('ok') })).read(context),
    }
    const catalog = await createCatalog({ sources: [turning, sound], sourceLimits })
    isEndless = true
    expect((await catalog.refresh()).changes).toEqual([])
    expect(catalog.size).toBe(2)
    expect(catalog.diagnostics).toMatchObject([{ code: 'source/unreachable', message: expect.stringContaining(`sourceLimits.${name}`) }])
    expect((await createCatalog({ sources: [source, sound], sourceLimits })).size).toBe(1)
  })

  const large = `kind: Location\napiVersion: backstage.io/v1alpha1\nmetadata: { name: a }\nspec: { target: ./n.yaml }\n# ${'x'.repeat(10_000)}\n`
  test.each<[string, boolean, (source: MemorySource) => void]>([
    ['a single file', false, source => source.write('a.yaml', large)],
    ['a single file that a watch reports', true, source => source.write('a.yaml', large)],
    ['a file that a Location refers to', false, source => source.writeNeighbour('n.yaml', large)],
    ['a file that a Location refers to, reported by a watch', true, source => source.writeNeighbour('n.yaml', large)],
  ])('maxBytes, by %s', async (_, watch, grow) => {
    const small = JSON.stringify(group('n'))
    const source = memory({ files: { 'a.yaml': large.slice(0, 200) }, neighbours: { 'n.yaml': small } })
    const catalog = await createCatalog({ sources: [source, sound], watch, sourceLimits: { maxBytes: 10_000 } })
    expect([catalog.size, catalog.diagnostics]).toEqual([3, []])
    const changed = catalog.changes()[Symbol.asyncIterator]().next()
    grow(source)
    await (watch ? changed : catalog.refresh())
    expect(catalog.sources).toMatchObject([{ state: 'stale', entities: 2 }, { state: 'fresh' }])
    expect([...catalog.entities].map(({ metadata }) => metadata.name)).toEqual(['n', 'sound', 'a'])
    expect(catalog.diagnostics).toMatchObject([{ code: 'source/unreachable', message: expect.stringContaining('sourceLimits.maxBytes') }])
    await catalog.close()
  })

  test('the limits are numbers', async () => {
    await expect(createCatalog({ sources: [], sourceLimits: { maxItems: -1 } })).rejects.toMatchObject({ code: 'invalid-options' })
  })
})
