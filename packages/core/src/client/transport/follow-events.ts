import { CallboardError } from '../../errors.ts'
import { callboardApi, type RevisionEvent } from '../../http/wire.ts'
import { letGo } from './read-text.ts'
import type { Requester } from './request-json.ts'
import { withinTime } from './within-time.ts'

const firstWait = 1000
const longestWait = 60_000
/** A connection that is silent for this long is lost: a handler sends a heartbeat every 20 seconds. */
const longestSilence = 60_000
/** Events are small: a revision, and a thousand references at most. */
const mostEventLetters = 1_000_000

/**
 * The `revision` events of a handler that differ from the one before, until the signal aborts. A lost connection is reopened with
 * increasing delays.
 */
export async function* followEvents(
  server: Requester,
  signal: AbortSignal,
  silenceMs: number = longestSilence,
): AsyncGenerator<RevisionEvent, void, undefined> {
  let last: string | undefined
  let wait = firstWait
  while (!signal.aborted) {
    try {
      for await (const event of readEvents(server, signal, silenceMs)) {
        wait = firstWait
        if (event.revision === last) continue
        last = event.revision
        yield event
      }
    } catch (error) {
      if (signal.aborted) return
      // A server that refuses, or sends too much, would do so again.
      if (error instanceof CallboardError && (error.code === 'refused' || error.code === 'limit-exceeded')) throw error
    }
    await delay(wait * (0.75 + Math.random() / 2), signal)
    wait = Math.min(wait * 2, longestWait)
  }
}

async function* readEvents(server: Requester, signal: AbortSignal, silenceMs: number): AsyncGenerator<RevisionEvent, void, undefined> {
  const response = await server.open(callboardApi.changes, { signal, headers: { accept: 'text/event-stream' } })
  const { status, ok, body } = response
  if (!ok || body === null) {
    letGo(response)
    if (status === 401 || status === 403 || status === 404) throw new CallboardError('refused', `${server.shown} does not report changes`)
    throw new CallboardError('unreachable', `${server.shown} answered ${String(status)}`)
  }
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const late = (): CallboardError => new CallboardError('unreachable', `${server.shown} stopped sending`)
  let pieces: string[] = []
  let letters = 0
  let end = ''
  try {
    for (;;) {
      const { done, value } = await withinTime(() => reader.read(), { ms: silenceMs, late, signals: [signal] })
      if (done) return
      const piece = decoder.decode(value, { stream: true })
      pieces.push(piece)
      letters += piece.length
      end = end.slice(-3) + piece
      if (separator.test(end)) {
        const events = pieces.join('').split(separator)
        pieces = [events.pop() ?? '']
        letters = pieces[0]?.length ?? 0
        for (const text of events) {
          const event = parseEvent(text)
          if (event !== undefined) yield event
        }
      }
      if (letters > mostEventLetters)
        throw new CallboardError('limit-exceeded', `${server.shown} sent an event of more than ${String(mostEventLetters)} characters`)
    }
  } finally {
    // Not awaited: a connection that hangs may never confirm that it is closed.
    void reader.cancel().catch(() => {})
  }
}

const separator = /\r?\n\r?\n/

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
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
