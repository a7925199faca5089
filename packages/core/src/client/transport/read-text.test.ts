import { describe, expect, test } from 'vitest'
import { letGo, readText } from './read-text.ts'

const shown = 'portal.acme.test'
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** A body of these chunks, optionally endless. */
function bodyOf(pieces: readonly Uint8Array<ArrayBuffer>[], after: 'close' | 'hang' | 'break' = 'close') {
  const state = { isCancelled: false }
  let at = 0
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const piece = pieces[at++]
      if (piece !== undefined) controller.enqueue(piece)
      else if (after === 'close') controller.close()
      else if (after === 'break') controller.error(new Error('reset'))
      return after === 'hang' && piece === undefined ? new Promise(() => {}) : undefined
    },
    cancel() {
      state.isCancelled = true
      throw new Error('cancel is refused')
    },
  })
  return { body, state }
}

describe('The text of an answer', () => {
  test('is empty without a body', async () => {
    expect(await readText(new Response(null), { shown, maxBytes: 0 })).toBe('')
  })

  test('is complete, even if a chunk ends within a character', async () => {
    const bytes = bytesOf('é€')
    const { body } = bodyOf([bytes.slice(0, 1), bytes.slice(1, 3), bytes.slice(3)])
    expect(await readText(new Response(body), { shown, maxBytes: 5 })).toBe('é€')
  })

  test('has at most maxBytes, whatever the content-length', async () => {
    const text = 'x'.repeat(10)
    expect(await readText(new Response(text), { shown, maxBytes: 10 })).toBe(text)
    expect(await readText(new Response(text, { headers: { 'content-length': '10' } }), { shown, maxBytes: 10 })).toBe(text)
    expect(await readText(new Response(text, { headers: { 'content-length': 'many' } }), { shown, maxBytes: 10 })).toBe(text)
    for (const headers of [{}, { 'content-length': '3' }]) {
      const { body, state } = bodyOf([bytesOf('123456'), bytesOf('78901')], 'hang')
      const reading = readText(new Response(body, { headers }), { shown, maxBytes: 10 })
      await expect(reading).rejects.toMatchObject({ code: 'limit-exceeded', message: expect.stringContaining('10 bytes') })
      expect(state.isCancelled).toBe(true)
    }
  })

  test('is not read if the content-length is too large', async () => {
    const { body, state } = bodyOf([], 'hang')
    const reading = readText(new Response(body, { headers: { 'content-length': '11' } }), { shown, maxBytes: 10 })
    await expect(reading).rejects.toMatchObject({ code: 'limit-exceeded' })
    expect(state.isCancelled).toBe(true)
  })

  test.each([
    ['bytes that are not UTF-8', [new Uint8Array([0xff])]],
    ['an end in the middle of a letter', [bytesOf('é').slice(0, 1)]],
  ])('is rejected for %s', async (_, pieces) => {
    await expect(readText(new Response(bodyOf(pieces).body), { shown, maxBytes: 100 })).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining('UTF-8'),
    })
  })

  test('that ends early is `unreachable`, with the portal in the message', async () => {
    await expect(readText(new Response(bodyOf([bytesOf('{')], 'break').body), { shown, maxBytes: 100 })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(shown),
    })
  })

  test('is cancelled when the signal aborts, and the signal is released at the end', async () => {
    const controller = new AbortController()
    const { body, state } = bodyOf([bytesOf('{')], 'hang')
    const reading = readText(new Response(body), { shown, maxBytes: 100, signal: controller.signal })
    controller.abort()
    expect(await reading.catch(() => 'refused')).toBeTypeOf('string')
    expect(state.isCancelled).toBe(true)

    const removed: unknown[] = []
    const { signal } = new AbortController()
    signal.removeEventListener = (type: string) => void removed.push(type)
    await readText(new Response('x'), { shown, maxBytes: 100, signal })
    expect(removed).toEqual(['abort'])
  })
})

test('A body that is not read is cancelled', () => {
  const { body, state } = bodyOf([], 'hang')
  letGo(new Response(body))
  letGo(new Response(null))
  expect(state.isCancelled).toBe(true)
})
