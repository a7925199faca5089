import { describe, expect, test } from 'vitest'
import { readItems, totalLimitError, totalLimits, type ReadItemsOptions } from './read-items.ts'
import type { Source, SourceContext, SourceItem } from './types.ts'

const item = (path: string): SourceItem => ({ type: 'unchanged', path })

interface Seen {
  readonly context?: SourceContext
  readonly ended: number
}

/** A source with a custom iterator, and what it was called with. */
function sourceOf(next: (call: number) => Promise<IteratorResult<unknown>>, back?: () => unknown) {
  const seen: { context?: SourceContext; ended: number; calls: number } = { ended: 0, calls: 0 }
  const source = {
    name: 'odd',
    read(context: SourceContext) {
      seen.context = context
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => next(seen.calls++),
          return: () => {
            seen.ended++
            return back === undefined ? Promise.resolve({ done: true, value: undefined }) : back()
          },
        }),
      }
    },
  } as unknown as Source
  return { source, seen: seen as Seen & { readonly calls: number } }
}

const step = async (value: unknown): Promise<IteratorResult<unknown>> => ({ done: false, value })
const end = async (): Promise<IteratorResult<unknown>> => ({ done: true, value: undefined })
const hang = (): Promise<never> => new Promise(() => {})

async function read(source: Source, options: Partial<ReadItemsOptions> = {}): Promise<readonly string[]> {
  const paths: string[] = []
  const { signal } = new AbortController()
  const all = { signal, known: new Map<string, string>(), idleTimeoutMs: 60_000, limits: totalLimits(), ...options }
  for await (const { path } of readItems(source, all)) paths.push(path)
  return paths
}

describe('A reading', () => {
  test('yields each item, checked, and reports wrong ones by number', async () => {
    const { source, seen } = sourceOf(call => (call === 3 ? end() : step([item('a'), null, item('c')][call])))
    const known = new Map([['a', '1']])
    expect(await read(source, { known })).toEqual(['a', 'item 2', 'c'])
    expect(seen.context?.known).toBe(known)
    expect([seen.ended, seen.context?.signal.aborted]).toEqual([0, false])
  })

  test('of nothing ends', async () => expect(await read(sourceOf(end).source)).toEqual([]))

  test('passes on what the source throws, and lets it clean up', async () => {
    const { source, seen } = sourceOf(() => Promise.reject(new RangeError('own')))
    await expect(read(source)).rejects.toThrow(RangeError)
    expect([seen.ended, seen.context?.signal.aborted]).toEqual([1, true])
  })

  test.each([
    ['throws', () => { throw new Error('no') }],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['returns nothing', () => undefined],
  ])('that ends early notifies the source, whatever it returns: it %s', async (_, back) => {
    const { source, seen } = sourceOf(() => step(item('a')), back)
    const options = { signal: new AbortController().signal, known: new Map(), idleTimeoutMs: 0, limits: totalLimits() }
    for await (const { path } of readItems(source, options)) {
      expect(path).toBe('a')
      break
    }
    expect([seen.ended, seen.context?.signal.aborted]).toEqual([1, true])
  }) // prettier-ignore

  test('of an iterator without `return` also ends', async () => {
    const source = { name: 'odd', read: () => ({ [Symbol.asyncIterator]: () => ({ next: () => step(item('a')) }) }) } as unknown as Source
    for await (const _ of readItems(source, {
      signal: new AbortController().signal,
      known: new Map(),
      idleTimeoutMs: 0,
      limits: totalLimits(),
    }))
      break
  })
})

describe('A limit of a reading', () => {
  test('bounds its items', async () => {
    const three = () => sourceOf(call => (call === 3 ? end() : step(item(String(call))))).source
    expect(await read(three(), { limits: totalLimits({ maxItems: 3 }) })).toHaveLength(3)
    await expect(read(three(), { limits: totalLimits({ maxItems: 2 }) })).rejects.toMatchObject({
      code: 'limit-exceeded',
      message: expect.stringContaining('`sourceLimits.maxItems`'),
    })
  })

  test('bounds its time, even for a source that never waits, and 0 means no limit', async () => {
    const late = { code: 'limit-exceeded', message: expect.stringContaining('`sourceLimits.maxReadMs`') }
    const endless = () => sourceOf(() => step(item('a'))).source
    await expect(read(endless(), { limits: totalLimits({ maxReadMs: 5 }) })).rejects.toMatchObject(late)
    await expect(read(sourceOf(hang).source, { limits: totalLimits({ maxReadMs: 5 }) })).rejects.toMatchObject(late)
    await expect(read(sourceOf(hang).source, { idleTimeoutMs: 0, limits: totalLimits({ maxReadMs: 5 }) })).rejects.toMatchObject(late)
    const slow = sourceOf(call =>
      call === 0 ? new Promise(resolve => setTimeout(() => resolve({ done: true, value: undefined }), 5)) : end(),
    )
    expect(await read(slow.source, { idleTimeoutMs: 0, limits: totalLimits({ maxReadMs: 0 }) })).toEqual([])
  })

  test('bounds how long it may yield nothing', async () => {
    const idle = { code: 'unreachable', message: expect.stringContaining('0.005 seconds') }
    await expect(read(sourceOf(hang).source, { idleTimeoutMs: 5 })).rejects.toMatchObject(idle)
    await expect(read(sourceOf(hang).source, { idleTimeoutMs: 5, limits: totalLimits({ maxReadMs: 0 }) })).rejects.toMatchObject(idle)
  })

  test('may be longer than any timer', async () => {
    const slow = () => sourceOf(() => new Promise(resolve => setTimeout(() => resolve({ done: true, value: undefined }), 5))).source
    expect(await read(slow(), { idleTimeoutMs: 2 ** 40, limits: totalLimits({ maxReadMs: 2 ** 41 }) })).toEqual([])
  })

  test('has the documented default, and its name in the error', () => {
    const limits = totalLimits()
    expect(limits).toEqual({ maxItems: 200_000, maxBytes: 500_000_000, maxReadMs: 600_000 })
    expect(totalLimits({ maxItems: 1, maxBytes: 2, maxReadMs: 3 })).toEqual({ maxItems: 1, maxBytes: 2, maxReadMs: 3 })
    for (const [name, words] of [
      ['maxItems', '200,000 items'],
      ['maxBytes', '500,000,000 bytes'],
      ['maxReadMs', '600,000 milliseconds'],
    ] as const)
      expect(totalLimitError(name, limits)).toMatchObject({
        code: 'limit-exceeded',
        message: expect.stringContaining(`\`sourceLimits.${name}\`: ${words}`),
      })
  })
})

describe('A signal that aborts', () => {
  test('ends a reading that hangs, and passes the reason to the source', async () => {
    const controller = new AbortController()
    const { source, seen } = sourceOf(hang)
    const reading = read(source, { signal: controller.signal })
    await Promise.resolve()
    controller.abort('closing')
    await expect(reading).rejects.toMatchObject({ code: 'aborted' })
    expect(seen.context?.signal.reason).toBe('closing')
    expect(seen.ended).toBe(1)
  })

  test('before the reading prevents all items', async () => {
    const { source, seen } = sourceOf(hang)
    await expect(read(source, { signal: AbortSignal.abort('before') })).rejects.toMatchObject({ code: 'aborted' })
    expect(seen.context?.signal.reason).toBe('before')
  })

  test('while an item arrives prevents that item', async () => {
    const controller = new AbortController()
    const { source } = sourceOf(async () => (controller.abort(), await step(item('a'))))
    const paths: string[] = []
    const options = { signal: controller.signal, known: new Map(), idleTimeoutMs: 0, limits: totalLimits({ maxReadMs: 0 }) }
    const reading = (async () => {
      for await (const { path } of readItems(source, options)) paths.push(path)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'aborted' })
    expect(paths).toEqual([])
  })

  test('keeps no listeners after the reading', async () => {
    const removed: string[] = []
    const { signal } = new AbortController()
    signal.removeEventListener = (type: string) => void removed.push(type)
    await read(sourceOf(end).source, { signal })
    expect(removed).toEqual(['abort'])
  })
})
