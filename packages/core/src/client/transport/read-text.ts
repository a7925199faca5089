import { CallboardError } from '../../errors.ts'
import { complain } from './complain.ts'

/** How a body is read. */
export interface ReadOptions {
  /** The name of the server in messages. */
  readonly shown: string
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
}

/** The text of a response, read in chunks. Throws `limit-exceeded` after more than `maxBytes`, and cancels the rest. */
export async function readText(response: Response, { shown, maxBytes, signal }: ReadOptions): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const leave = (): void => void reader.cancel().catch(() => {})
  signal?.addEventListener('abort', leave, { once: true })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = Number(response.headers.get('content-length') ?? 0) > maxBytes ? Infinity : 0
  try {
    for (;;) {
      if (bytes > maxBytes) throw await complain(shown, words => words.tooLong(maxBytes, shown))
      const { done, value } = await reader.read().catch(() => {
        throw new CallboardError('unreachable', `${shown} closed the connection in the middle of its answer`)
      })
      bytes += value?.byteLength ?? 0
      try {
        text += decoder.decode(value, { stream: !done })
      } catch {
        throw await complain(shown, words => words.notText(shown))
      }
      if (done) return text
    }
  } finally {
    signal?.removeEventListener('abort', leave)
    leave()
  }
}

/** Cancels a body that is not read. */
export function letGo(response: Response): void {
  void response.body?.cancel().catch(() => {})
}
