import { pause } from '../../catalog/timing.ts'
import { isCallboardError } from '../../errors.ts'
import { callboardApi, type RevisionEvent } from '../../http/wire.ts'
import type { Asking } from '../types.ts'

const firstPauseMs = 1000
const longestPauseMs = 60_000

/**
 * A handler's revisions as it tells them. A connection that breaks is made anew after a pause, longer each time that nothing came; a revision that was told before
 * is not told again. Ends when the signal aborts. Throws what will not pass: `refused`, `not-found`, `unexpected-answer`.
 */
export async function* followChanges(asking: Asking, signal: AbortSignal): AsyncGenerator<RevisionEvent, void, undefined> {
  let last: string | undefined
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    try {
      for await (const event of readStream(asking, signal)) {
        pauseMs = firstPauseMs
        if (event.revision === last) continue
        last = event.revision
        yield event
      }
    } catch (error) {
      if (signal.aborted) return
      if (isCallboardError(error) && error.code !== 'unreachable') throw error
    }
    await pause(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

async function* readStream(asking: Asking, signal: AbortSignal): AsyncGenerator<RevisionEvent, void, undefined> {
  const answer = await asking.response(callboardApi.changes, { signal, headers: { accept: 'text/event-stream' }, cache: 'no-store' })
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
  if (!isStream || answer.body === null) throw asking.nonsense(callboardApi.changes)
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (text + value).split(/\r?\n\r?\n/)
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = readEvent(block)
        if (event !== undefined) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** One event; `undefined` for comments, and for events of other types. */
function readEvent(block: string): RevisionEvent | undefined {
  const lines = block.split(/\r?\n/)
  if (!lines.includes('event: revision')) return undefined
  const data = lines.filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n')
  try {
    const event = JSON.parse(data) as RevisionEvent | null
    return typeof event?.revision === 'string' ? event : undefined
  } catch {
    return undefined
  }
}
