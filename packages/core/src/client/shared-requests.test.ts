import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import { createHandler } from '../server/index.ts'
import { memory } from '../source/memory.ts'
import { createClient } from './index.ts'

const src = 'https://portal.acme.test/callboard'
const names = ['pay', 'shop']

async function handled() {
  const entities = names.map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  }))
  const catalog = await createCatalog({ sources: [memory({ entities })] })
  return createHandler({ title: 'Acme', catalog, close: () => catalog.close() }, { basePath: '/callboard' })
}

/** A client whose lookups wait until they are released; `lookups` has the signal of each. */
async function held(timeoutMs: number) {
  const handler = await handled()
  const lookups: AbortSignal[] = []
  const gate = Promise.withResolvers<void>()
  const client = createClient({
    src,
    timeoutMs,
    async fetch(request) {
      if (request.method === 'GET') return handler(request)
      lookups.push(request.signal)
      const ended = new Promise<never>((_, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted'))))
      await Promise.race([gate.promise, ended])
      return handler(request)
    },
  })
  await client.type()
  return { client, lookups, release: gate.resolve }
}

function useFakeTimers(): void {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

describe('a shared request', () => {
  test.each([
    ['another question', 'shop'],
    ['the same question', 'pay'],
  ])('continues when one caller aborts, for the caller with %s', async (_, other) => {
    useFakeTimers()
    const { client, lookups, release } = await held(10_000)
    const stop = new AbortController()
    const first = client.owner('pay', { signal: stop.signal }).catch((error: unknown) => error)
    const second = client.owner(other)
    await vi.advanceTimersByTimeAsync(1)
    stop.abort()
    expect(await first).toMatchObject({ code: 'aborted' })
    await vi.advanceTimersByTimeAsync(1)
    expect(lookups.map(({ aborted }) => aborted)).toEqual([false])
    release()
    expect(await second).toMatchObject({ query: other, state: 'owned' })
  })

  test('is aborted when all of its callers have aborted', async () => {
    useFakeTimers()
    const { client, lookups } = await held(10_000)
    const stops = names.map(name => {
      const stop = new AbortController()
      client.owner(name, { signal: stop.signal }).catch(() => undefined)
      return stop
    })
    await vi.advanceTimersByTimeAsync(1)
    for (const stop of stops) {
      expect(lookups.map(({ aborted }) => aborted)).toEqual([false])
      stop.abort()
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(lookups.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('that hangs is shared only for the first tenth of timeoutMs', async () => {
    useFakeTimers()
    const { client, lookups, release } = await held(10_000)
    const answers = [client.owner('pay')]
    await vi.advanceTimersByTimeAsync(999)
    answers.push(client.owner('pay'))
    await vi.advanceTimersByTimeAsync(0)
    expect(lookups).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    answers.push(client.owner('pay'))
    await vi.advanceTimersByTimeAsync(0)
    expect(lookups).toHaveLength(2)
    release()
    expect(await Promise.all(answers)).toMatchObject(answers.map(() => ({ state: 'owned' })))
  })
})

test('at most ten thousand answers are cached', async () => {
  const client = createClient({ src, fetch: await handled(), cacheMs: 600_000 })
  const asked = Array.from({ length: 10_000 }, (_, i) => (i === 0 ? 'pay' : `x:default/${String(i)}`))
  await client.owners(asked)
  expect(client.peekOwner('pay')).toMatchObject({ state: 'owned' })
  expect(client.peekOwner('x:default/9999')).toMatchObject({ state: 'not-found' })
  await client.owner('shop')
  expect([client.peekOwner('pay'), client.peekOwner('x:default/9999')]).toEqual([undefined, undefined])
  expect(client.peekOwner('shop')).toMatchObject({ state: 'owned' })
})

test.each([src, `${src}/`, `${src}/callboard.json`, `${src}/callboard.json?x=1#y`])('the portal of %s is found', async address => {
  const client = createClient({ src: address, fetch: await handled() })
  expect(client.src).toBe(`${src}/`)
  expect(await client.owner('pay')).toMatchObject({ state: 'owned' })
})

test.each([
  [1000, 'unexpected-answer'],
  [1001, 'limit-exceeded'],
])('an answer of %d nested lists without a portal is `%s`', async (levels, code) => {
  const text = '['.repeat(levels) + ']'.repeat(levels)
  await expect(createClient({ src, fetch: async () => new Response(text) }).owner('pay')).rejects.toMatchObject({ code })
})
