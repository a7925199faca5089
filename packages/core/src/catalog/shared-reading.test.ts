import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Source, SourceItem } from '../source/types.ts'
import { createCatalog } from './create-catalog.ts'
import { saveSnapshot } from './save-snapshot.ts'

const group = (name: string): Extract<SourceItem, { type: 'object' }> => ({
  type: 'object',
  path: name,
  value: { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name }, spec: { type: 'team', children: [] } },
})

type Mood = (signal: AbortSignal) => AsyncIterable<SourceItem>

/** A source whose next reading is set by the test. */
function moody(first: Mood): Source & { mood: Mood } {
  return {
    name: 'moody',
    mood: first,
    read({ signal }) {
      return this.mood(signal)
    },
  }
}

async function* give(...names: readonly string[]): AsyncGenerator<SourceItem> {
  yield* names.map(group)
}

async function* fail(error: unknown): AsyncGenerator<SourceItem> {
  yield group('a')
  throw error
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a reading that two refreshes wait for', () => {
  async function waitingTwice() {
    const source = moody(() => give('a'))
    const catalog = await createCatalog({ sources: [source] })
    const gate = Promise.withResolvers<void>()
    const signals: AbortSignal[] = []
    source.mood = async function* (signal) {
      signals.push(signal)
      await gate.promise
      yield* give('a', 'b')
    }
    const stops = [new AbortController(), new AbortController()]
    const refreshes = stops.map(({ signal }) => catalog.refresh({ signal }).catch((error: unknown) => error))
    await vi.advanceTimersByTimeAsync(0)
    return { catalog, signals, stops, refreshes, release: gate.resolve }
  }

  test('continues when one of them is aborted', async () => {
    const { catalog, signals, stops, refreshes, release } = await waitingTwice()
    stops[0]?.abort()
    expect(await refreshes[0]).toMatchObject({ code: 'aborted' })
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    release()
    expect(await refreshes[1]).toMatchObject({ changes: [{ ref: 'group:default/b', change: 'added' }] })
    expect(catalog.size).toBe(2)
  })

  test('is cancelled when both are aborted', async () => {
    const { signals, stops, refreshes } = await waitingTwice()
    for (const stop of stops) stop.abort()
    expect(await Promise.all(refreshes)).toMatchObject([{ code: 'aborted' }, { code: 'aborted' }])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })
})

test('a restored source is stale since the time of the snapshot until it is read, and then since its next failure', async () => {
  let time = 1000
  const now = (): number => time
  const source = moody(() => give('a'))
  const first = await createCatalog({ sources: [source], now })
  source.mood = () => fail(new Error('503'))
  time = 2000
  await first.refresh()
  time = 3000
  const second = await createCatalog({ sources: [source], snapshot: saveSnapshot(first), now })
  expect(second.sources).toMatchObject([{ state: 'stale', readAt: 1000, staleSince: 2000 }])
  source.mood = () => give('a')
  time = 4000
  await second.refresh()
  expect(second.sources).toMatchObject([{ state: 'fresh', readAt: 4000 }])
  source.mood = () => fail(new Error('503'))
  time = 5000
  await second.refresh()
  expect(second.sources).toMatchObject([{ state: 'stale', readAt: 4000, staleSince: 5000 }])
})

describe('the pause after a failed reading', () => {
  test('doubles with each failure, up to the usual pause, and is short again after a success', async () => {
    const reads: number[] = []
    const moods: ('good' | 'bad')[] = ['good', 'bad', 'bad', 'bad', 'good', 'bad', 'good']
    const source = moody(() => {
      reads.push(Date.now())
      return moods[reads.length - 1] === 'bad' ? fail(new Error('503')) : give('a')
    })
    const catalog = await createCatalog({ sources: [source], refreshEveryMs: 10_000 })
    await vi.advanceTimersByTimeAsync(40_000)
    await catalog.close()
    expect(
      reads
        .slice(1)
        .map((at, i) => at - (reads[i] ?? 0))
        .slice(0, 6),
    ).toEqual([10_000, 1000, 2000, 4000, 10_000, 1000])
  })
})

describe('a watched source', () => {
  /** A source that can be watched; a watch ends when the test breaks it. */
  function watched() {
    const state = { watches: [] as number[], break: (): void => undefined, tell: (): void => undefined, error: new Error('watch broke') }
    const source: Source & { mood: Mood } = {
      ...moody(() => give('a')),
      async *watch({ signal }) {
        state.watches.push(Date.now())
        while (!signal.aborted) {
          const step = Promise.withResolvers<'event' | 'end'>()
          state.break = () => step.reject(state.error)
          state.tell = () => step.resolve('event')
          signal.addEventListener('abort', () => step.resolve('end'))
          if ((await step.promise) === 'event') yield [{ type: 'changed', item: group('b') }]
        }
      },
    }
    return { source, state }
  }

  /** Breaks the watch, and returns how long it takes until the source is watched again. */
  async function pauseAfterBreak(state: ReturnType<typeof watched>['state']): Promise<number> {
    const before = state.watches.length
    const start = Date.now()
    state.break()
    for (let i = 0; state.watches.length === before && i < 1000; i++) await vi.advanceTimersByTimeAsync(100)
    return (state.watches.at(-1) ?? Infinity) - start
  }

  test('is watched again after a pause that grows with each failure, and is short again after an event', async () => {
    const { source, state } = watched()
    const catalog = await createCatalog({ sources: [source], watch: true })
    await vi.advanceTimersByTimeAsync(0)
    const pauses: number[] = []
    for (let i = 0; i < 6; i++) pauses.push(await pauseAfterBreak(state))
    // 800, 1600, 3200 … ms, each up to a quarter shorter or longer.
    for (const [i, pause] of pauses.entries()) {
      const middle = Math.min(30_000, 800 * 2 ** i)
      expect(pause).toBeGreaterThanOrEqual(middle * 0.75)
      expect(pause).toBeLessThanOrEqual(middle * 1.25 + 100)
    }
    state.tell()
    await vi.advanceTimersByTimeAsync(0)
    expect(catalog.size).toBe(2)
    expect(await pauseAfterBreak(state)).toBeLessThanOrEqual(1100)
    await catalog.close()
  })

  test('is watched again early if the error says that a retry is cheap', async () => {
    const { source, state } = watched()
    const catalog = await createCatalog({ sources: [source], watch: true })
    await vi.advanceTimersByTimeAsync(0)
    Object.assign(state.error, { retryBeforeMs: 2000 })
    for (let i = 0; i < 6; i++) expect(await pauseAfterBreak(state)).toBeLessThanOrEqual(2600)
    await catalog.close()
  })
})
