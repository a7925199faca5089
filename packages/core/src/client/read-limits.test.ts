import { describe, expect, test } from 'vitest'
import { createClient } from './index.ts'

const src = 'https://portal.acme.test'

/** An endless body of the same chunk, which records how much was read and whether it was cancelled. */
function endless(piece: string) {
  const state = { pieces: 0, isCancelled: false }
  const bytes = new TextEncoder().encode(piece)
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      state.pieces++
      controller.enqueue(bytes)
    },
    cancel: () => void (state.isCancelled = true),
  })
  return { state, body }
}

describe('what the client reads', () => {
  test('ends at maxBytes, and the rest is cancelled', async () => {
    const { state, body } = endless(' '.repeat(1000))
    await expect(createClient({ src, maxBytes: 50_000, fetch: async () => new Response(body) }).owner('pay')).rejects.toMatchObject({
      code: 'limit-exceeded',
      message: expect.stringContaining('maxBytes'),
    })
    expect(state).toEqual({ pieces: expect.any(Number), isCancelled: true })
    expect(state.pieces).toBeLessThan(60)
  })

  test('is not started if the content-length is too large', async () => {
    const { state, body } = endless(' ')
    const fetch = async (): Promise<Response> => new Response(body, { headers: { 'content-length': '1000000000' } })
    await expect(createClient({ src, fetch }).owner('pay')).rejects.toMatchObject({ code: 'limit-exceeded' })
    expect(state.isCancelled).toBe(true)
    expect(state.pieces).toBeLessThan(3)
  })

  test('is at most 64 kB of the reason of a refusal', async () => {
    const { state, body } = endless('x'.repeat(1000))
    await expect(createClient({ src, fetch: async () => new Response(body, { status: 400 }) }).owner('pay')).rejects.toMatchObject({
      code: 'invalid-query',
    })
    expect(state.pieces).toBeLessThan(70)
  })

  test.each([401, 403, 404, 429, 500])('excludes the body of a %d', async status => {
    const { state, body } = endless('x'.repeat(1000))
    await expect(createClient({ src, fetch: async () => new Response(body, { status }) }).owner('pay')).rejects.toThrow('portal.acme.test')
    expect(state.pieces).toBeLessThan(3)
    expect(state.isCancelled).toBe(true)
  })

  test.each(['[', '{"a":'])('is not nested deeper than a thousand levels of %s', async open => {
    const text = `${open.repeat(5000)}1${(open === '[' ? ']' : '}').repeat(5000)}`
    await expect(createClient({ src, fetch: async () => new Response(text) }).owner('pay')).rejects.toMatchObject({
      code: 'limit-exceeded',
    })
  })

  test('is UTF-8', async () => {
    const fetch = async (): Promise<Response> => new Response(new Uint8Array([0x22, 0xff, 0x22]))
    await expect(createClient({ src, fetch }).owner('pay')).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  test('is late when it stops in the middle, and the body is cancelled', async () => {
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({
      start: controller => controller.enqueue(new TextEncoder().encode('{"callboard":')),
      cancel: () => void (isCancelled = true),
    })
    await expect(createClient({ src, timeoutMs: 20, fetch: async () => new Response(body) }).owner('pay')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('within 0.02 s'),
    })
    expect(isCancelled).toBe(true)
  })
})
