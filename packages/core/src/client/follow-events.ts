import { CallboardError } from '../errors.ts'
import { callboardApi, type RevisionEvent } from '../http/wire.ts'
import type { Requester } from './request-json.ts'

const firstWait = 1000
const longestWait = 60_000

/** The `revision` events of a handler that differ from the one before, until the signal aborts. A lost connection is made again, after ever longer waits. */
export async function* followEvents(server: Requester, signal: AbortSignal): AsyncGenerator<RevisionEvent, void, undefined> {
  let last: string | undefined
  let wait = firstWait
  while (!signal.aborted) {
    try {
      for await (const event of readEvents(server, signal)) {
        wait = firstWait
        if (event.revision === last) continue
        last = event.revision
        yield event
      }
    } catch (error) {
      if (signal.aborted) return
      // What refuses once refuses again.
      if (error instanceof CallboardError && error.code === 'refused') throw error
    }
    await delay(wait * (0.75 + Math.random() / 2), signal)
    wait = Math.min(wait * 2, longestWait)
  }
}

async function* readEvents(server: Requester, signal: AbortSignal): AsyncGenerator<RevisionEvent, void, undefined> {
  const response = await server.open(callboardApi.changes, { signal, headers: { accept: 'text/event-stream' } })
  if (response.status === 401 || response.status === 403 || response.status === 404)
    throw new CallboardError('refused', `${server.shown} does not tell of changes`)
  if (!response.ok || response.body === null) throw new CallboardError('unreachable', `${server.shown} answered ${String(response.status)}`)
  const reader = response.body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += value
      const parts = text.split(/\r?\n\r?\n/)
      text = parts.pop() ?? ''
      for (const part of parts) {
        const event = parseEvent(part)
        if (event !== undefined) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function parseEvent(text: string): RevisionEvent | undefined {
  const data = text
    .split(/\r?\n/)
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(5).trimStart())
    .join('\n')
  if (data === '') return undefined
  const event = JSON.parse(data) as Partial<RevisionEvent>
  return typeof event.revision === 'string' ? (event as RevisionEvent) : undefined
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
