import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CallboardError } from '../errors.ts'
import type { Source, SourceItem } from '../source/types.ts'
import { memory } from '../source/memory.ts'
import { createCatalog } from './create-catalog.ts'
import { saveSnapshot } from './save-snapshot.ts'

const entity = (name: string): SourceItem => ({
  type: 'object',
  path: name,
  value: { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name }, spec: { type: 'team', children: [] } },
})
const good = [entity('a'), entity('b')]

/** A source whose next reading is set by the test. */
function moody(first: () => AsyncIterable<SourceItem>): Source & { mood: () => AsyncIterable<SourceItem> } {
  return {
    name: 'moody',
    mood: first,
    read() {
      return this.mood()
    },
  }
}

async function* give(...items: readonly SourceItem[]): AsyncGenerator<SourceItem> {
  yield* items
}

async function* breakAfter(count: number, error: unknown): AsyncGenerator<SourceItem> {
  yield* good.slice(0, count)
  throw error
}

async function* hang(): AsyncGenerator<SourceItem> {
  yield* good.slice(0, 1)
  await new Promise(() => undefined)
}

const faults: Readonly<Record<string, () => AsyncIterable<SourceItem>>> = {
  'throws at once': () => {
    throw new Error('no route to host')
  },
  'refuses': () => breakAfter(0, new CallboardError('refused', 'Host answered 401')),
  'breaks off in the middle': () => breakAfter(1, new Error('connection reset')),
  'throws something other than an error': () => breakAfter(1, 'a string'),
  'yields nothing': () => give(),
  'yields something other than an entity': () => give({ type: 'text', path: 'a', text: '<!doctype html><title>Sign in</title>' }),
  'yields truncated JSON': () => give({ type: 'text', path: 'a.json', text: '{"apiVersion": "backstage.io/v1alpha1", "kind": "Gro' }),
  'hangs': hang,
}

describe.each(Object.entries(faults))('a source that %s', (_, fault) => {
  test('keeps its last good entities, stale with since and why, and recovers', async () => {
    let time = 1000
    const source = moody(() => give(...good))
    const catalog = await createCatalog({ sources: [source], now: () => time, idleTimeoutMs: 20 })
    const before = catalog.snapshot
    source.mood = fault
    time = 2000
    expect((await catalog.refresh()).changes).toEqual([])
    time = 3000
    await catalog.refresh()
    expect([...catalog.entities]).toEqual([...before.entities])
    expect(catalog.sources).toMatchObject([
      { state: 'stale', readAt: 1000, staleSince: 2000, because: expect.stringMatching(/./), entities: 2 },
    ])
    expect(catalog.diagnostics).toMatchObject([{ code: 'source/unreachable', severity: 'error', at: { source: 'moody' } }])
    expect(catalog.snapshot.internals.stale?.('group:default/a')).toMatchObject({ source: 'moody', since: 2000 })
    expect(catalog.revision).not.toBe(before.revision)
    source.mood = () => give(...good)
    await catalog.refresh()
    expect(catalog.revision).toBe(before.revision)
    expect(catalog.sources).toMatchObject([{ state: 'fresh', readAt: 3000 }])
    expect(catalog.sources[0]).not.toHaveProperty('because')
  })

  test('does not stop the others from answering at the start', async () => {
    const catalog = await createCatalog({ sources: [moody(fault), { name: 'sound', read: () => give(...good) }], idleTimeoutMs: 20 })
    expect(catalog.size).toBe(2)
    expect(catalog.diagnostics.length).toBeGreaterThan(0)
  })
})

describe('a source that may be empty', () => {
  const empty: Readonly<Record<string, () => AsyncIterable<SourceItem>>> = {
    'no item': () => give(),
    'files with nothing in them': () => give({ type: 'text', path: 'a', text: '' }, { type: 'text', path: 'b', text: '# nothing\n' }),
  }

  test.each(Object.entries(empty))('loses everything to %s only when a second reading, five seconds later, agrees', async (_, mood) => {
    let time = 1000
    const source: Source & { mood: () => AsyncIterable<SourceItem> } = { ...moody(() => give(...good)), mayBeEmpty: true }
    const catalog = await createCatalog({ sources: [source], now: () => time })
    const refreshAt = async (at: number): Promise<number> => {
      time = at
      await catalog.refresh()
      return catalog.size
    }
    source.mood = mood
    expect(await refreshAt(2000)).toBe(2)
    expect(catalog.sources).toMatchObject([
      { state: 'stale', staleSince: 2000, because: expect.stringContaining('no entities; last time it returned 2') },
    ])
    expect(await refreshAt(6999)).toBe(2)
    source.mood = () => breakAfter(0, new Error('no route to host'))
    expect(await refreshAt(7500)).toBe(2)
    source.mood = mood
    expect(await refreshAt(8000)).toBe(2)
    expect(await refreshAt(13_000)).toBe(0)
    expect(catalog.sources).toMatchObject([{ state: 'fresh', entities: 0 }])
  })

  test('loses everything immediately to files with other content', async () => {
    const source: Source & { mood: () => AsyncIterable<SourceItem> } = { ...moody(() => give(...good)), mayBeEmpty: true }
    const catalog = await createCatalog({ sources: [source] })
    source.mood = () => give({ type: 'text', path: 'a', text: 'kind: [' })
    expect((await catalog.refresh()).changes.map(({ change }) => change)).toEqual(['removed', 'removed'])
    expect(catalog.diagnostics).toMatchObject([{ code: 'descriptor/yaml-syntax' }])
  })

  test('at once loses everything immediately', async () => {
    const source = memory({ entities: [good[0]?.type === 'object' ? good[0].value : {}] })
    const catalog = await createCatalog({ sources: [source] })
    source.remove('entity-1')
    expect((await catalog.refresh()).changes).toMatchObject([{ change: 'removed' }])
  })
})

test('files below a folder that fails are kept, also those that include others', async () => {
  const api = `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: { name: pay }\nspec: { type: openapi, lifecycle: production, owner: a, definition: { $text: ./api.txt } }\n`
  const inside = memory({ files: { 'sub/api.yaml': api }, neighbours: { 'sub/api.txt': 'x' } })
  const source: Source & { mood: () => AsyncIterable<SourceItem> } = {
    ...moody(() => give()),
    ...(inside.files === undefined ? {} : { files: inside.files }),
  }
  source.mood = () => inside.read({ signal: new AbortController().signal, known: new Map() })
  const catalog = await createCatalog({ sources: [source] })
  const snapshot = saveSnapshot(catalog)
  source.mood = () => give({ type: 'failed', path: 'sub', reason: 'unreadable', message: 'sub cannot be read: permission denied' })
  const restarted = await createCatalog({ sources: [source], snapshot })
  for (const one of [catalog, restarted]) {
    await one.refresh()
    expect(one.snapshot.internals.stale?.('api:default/pay')).toMatchObject({ because: 'sub cannot be read: permission denied' })
  }
})

test('one path that fails keeps only its own last good entities', async () => {
  const source = moody(() => give(...good))
  const catalog = await createCatalog({ sources: [source], now: () => 5 })
  source.mood = () => give({ type: 'failed', path: 'a', reason: 'unreadable', message: 'a cannot be read: permission denied' }, entity('c'))
  await catalog.refresh()
  expect([...catalog.entities].map(({ metadata }) => metadata.name)).toEqual(['a', 'c'])
  expect(catalog.sources).toMatchObject([{ state: 'fresh' }])
  expect(catalog.diagnostics).toMatchObject([{ code: 'source/unreadable-file', at: { source: 'moody', path: 'a' } }])
  const { stale } = catalog.snapshot.internals
  expect([stale?.('group:default/a'), stale?.('group:default/c')]).toEqual([
    { source: 'moody', since: 5, because: 'a cannot be read: permission denied' },
    undefined,
  ])
})

test('an abort ends the start even when a source hangs', async () => {
  const stop = new AbortController()
  const starting = createCatalog({ sources: [moody(hang)], signal: stop.signal })
  stop.abort()
  await expect(starting).rejects.toMatchObject({ code: 'aborted' })
})

test('an aborted refresh changes nothing and does not delay the next one', async () => {
  const source = moody(() => give(...good))
  const catalog = await createCatalog({ sources: [source] })
  const stop = new AbortController()
  source.mood = hang
  const refreshing = catalog.refresh({ signal: stop.signal })
  await Promise.resolve()
  expect(catalog.sources).toMatchObject([{ state: 'refreshing' }])
  stop.abort()
  await expect(refreshing).rejects.toMatchObject({ code: 'aborted' })
  source.mood = () => give(...good, entity('c'))
  expect((await catalog.refresh()).changes).toMatchObject([{ ref: 'group:default/c', change: 'added' }])
  expect(catalog.sources).toMatchObject([{ state: 'fresh', entities: 3 }])
})

test('reads during refreshes never mix two versions', async () => {
  const version = (i: number): readonly SourceItem[] =>
    ['a', 'b', 'c'].map(name => ({
      type: 'object' as const,
      path: name,
      value: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name, annotations: { version: String(i) } },
        spec: { type: 'team', children: [] },
      },
    }))
  let i = 0
  const slow = async function* (): AsyncGenerator<SourceItem> {
    i += 1
    for (const item of version(i)) {
      await Promise.resolve()
      yield item
    }
  }
  const catalog = await createCatalog({ sources: [{ name: 'slow', read: slow }] })
  const versions = (): number => new Set([...catalog.entities].map(({ metadata }) => metadata.annotations?.['version'])).size
  let reads = 0
  for (let round = 0; round < 100; round++) {
    let done = false
    const refreshing = catalog.refresh().then(() => {
      done = true
    })
    while (!done) {
      expect(versions()).toBe(1)
      reads += 1
      await Promise.resolve()
    }
    await refreshing
  }
  expect(reads).toBeGreaterThan(1000)
  expect(i).toBe(101)
})

describe('with a controlled clock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('an hour of failure makes at most 150 attempts, loses nothing, and recovers within one interval', async () => {
    let reads = 0
    const source = moody(() => give(...good))
    const counting: Source = { name: 'counting', read: () => ((reads += 1), source.mood()) }
    const catalog = await createCatalog({ sources: [counting], refreshEveryMs: 60_000 })
    source.mood = () => breakAfter(1, new Error('503'))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(reads).toBeLessThanOrEqual(150)
    expect([catalog.size, catalog.sources[0]?.state]).toEqual([2, 'stale'])
    source.mood = () => give(...good)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(catalog.sources[0]?.state).toBe('fresh')
    await catalog.close()
    const after = reads
    await vi.advanceTimersByTimeAsync(600_000)
    expect(reads).toBe(after)
  })

  test('a requested retry delay is respected', async () => {
    let reads = 0
    const source: Source = {
      name: 'busy',
      read: () => ((reads += 1), breakAfter(0, Object.assign(new Error('429'), { retryAfterMs: 1_000_000 }))),
    }
    const catalog = await createCatalog({ sources: [source], refreshEveryMs: 1000 })
    await vi.advanceTimersByTimeAsync(999_000)
    expect(reads).toBe(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(reads).toBe(2)
    await catalog.close()
  })

  test.each([
    ['a pause of a month', { refreshEveryMs: 31 * 86_400_000 }],
    ['a pause without end', { refreshEveryMs: Infinity }],
    ['a wish to be left alone for a century', { refreshEveryMs: 1000 }, 3e12],
    ['endless patience', { refreshEveryMs: 86_400_000, idleTimeoutMs: Infinity }],
  ])('%s, longer than a timer can wait, does not end immediately', async (_, options, retryAfterMs?: number) => {
    let reads = 0
    const slow = async function* (): AsyncGenerator<SourceItem> {
      reads += 1
      if (retryAfterMs !== undefined) throw Object.assign(new Error('429'), { retryAfterMs })
      await new Promise(resolve => void setTimeout(resolve, 1000))
      yield* good
    }
    const creating = createCatalog({ sources: [{ name: 'slow', read: slow }], ...options })
    await vi.advanceTimersByTimeAsync(3_600_000)
    const catalog = await creating
    expect(reads).toBe(1)
    expect(catalog.sources).toMatchObject([{ state: retryAfterMs === undefined ? 'fresh' : 'failed' }])
    await catalog.close()
  })

  test('a broken watch is restarted, with a full reading', async () => {
    let watches = 0
    let items = good
    const source: Source = {
      name: 'watched',
      read: () => give(...items),
      async *watch({ signal }) {
        watches += 1
        if (watches === 1) throw new Error('too many open files')
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve)
        })
        yield* []
      },
    }
    const catalog = await createCatalog({ sources: [source], watch: true })
    await vi.advanceTimersByTimeAsync(1)
    expect(catalog.sources).toMatchObject([{ state: 'stale', because: 'too many open files' }])
    items = [...good, entity('c')]
    await vi.advanceTimersByTimeAsync(2000)
    expect(catalog.sources).toMatchObject([{ state: 'fresh', entities: 3 }])
    expect([watches, catalog.size]).toEqual([2, 3])
    await catalog.close()
  })

  test('a watched source whose reading failed is read again, although its watch works', async () => {
    let watching = 0
    let mood = (): AsyncIterable<SourceItem> => breakAfter(1, new Error('503'))
    let reads = 0
    const source: Source = {
      name: 'watched',
      read: () => ((reads += 1), mood()),
      async *watch({ signal }) {
        watching += 1
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve)
        })
        watching -= 1
        yield* []
      },
    }
    const catalog = await createCatalog({ sources: [source], watch: true })
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(catalog.sources).toMatchObject([{ state: 'failed', because: '503' }])
    expect(reads).toBeLessThanOrEqual(180)
    expect(watching).toBeLessThanOrEqual(1)
    mood = () => give(...good)
    await vi.advanceTimersByTimeAsync(40_000)
    expect(catalog.sources).toMatchObject([{ state: 'fresh', entities: 2 }])
    await catalog.close()
    expect(watching).toBe(0)
  })
})
