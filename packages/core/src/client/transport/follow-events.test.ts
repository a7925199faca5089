import { expect, test } from 'vitest'
import { followEvents } from './follow-events.ts'
import { requester } from './request-json.ts'

const encoder = new TextEncoder()
const event = (revision: string): string => `event: revision\ndata: {"revision":"${revision}"}\n\n`

/** A handler whose streams of changes send these texts, one stream after the other, and then fall silent or end. */
function streams(texts: readonly (readonly string[])[], then: 'silence' | 'end' = 'silence') {
  const closed: number[] = []
  let next = 0
  const fetch = async (): Promise<Response> => {
    const number = next++
    return new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const text of texts[number] ?? []) controller.enqueue(encoder.encode(text))
          if (then === 'end') controller.close()
        },
        cancel: () => void closed.push(number),
      }),
    )
  }
  const closing = new AbortController()
  const server = requester({ src: 'https://portal.acme.test', fetch, timeoutMs: 5000, maxBytes: 1000, closed: closing.signal })
  return { server, closed }
}

async function take(events: AsyncIterable<{ readonly revision: string }>, count: number): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { revision } of events) if (found.push(revision) === count) break
  return found
}

test('an event may arrive in chunks, even split within a separator', async () => {
  const { server } = streams([
    ['event: rev', 'ision\r', '\ndata: {"revision"', ':"a"}\r\n\r', `\n${event('b')}eve`, `${event('c').slice(3)}`],
  ])
  expect(await take(followEvents(server, new AbortController().signal), 3)).toEqual(['a', 'b', 'c'])
})

test('a connection that falls silent is closed and reopened', async () => {
  const { server, closed } = streams([[event('a'), ': alive\n\n'], [event('b')]])
  expect(await take(followEvents(server, new AbortController().signal, 20), 2)).toEqual(['a', 'b'])
  expect(closed).toEqual([0, 1])
})

test.each([
  ['one line without end', 'x'.repeat(1000)],
  ['data lines without end', `data: ${'x'.repeat(500)}\n`],
])('an event of %s exceeds a limit, and its connection is closed', async (_, piece) => {
  const { server, closed } = streams([Array.from({ length: 3000 }, () => piece)])
  await expect(take(followEvents(server, new AbortController().signal), 1)).rejects.toMatchObject({ code: 'limit-exceeded' })
  expect(closed).toEqual([0])
})

test('a caller that stops listening closes a silent connection', async () => {
  const { server, closed } = streams([[event('a')]])
  const stop = new AbortController()
  const events = followEvents(server, stop.signal)
  await events.next()
  const next = events.next()
  stop.abort()
  expect(await next).toEqual({ done: true, value: undefined })
  expect(closed).toEqual([0])
})
