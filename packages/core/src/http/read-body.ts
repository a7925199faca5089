import { HttpProblem } from './problem.ts'

/** How a body was understood. */
export interface BodyRules {
  /** Whether a request without a content type will do; its body then counts as empty. */
  readonly optional: boolean
  readonly maxBytes: number
}

/**
 * Reads a JSON body the way Backstage's backends do: `express.json()` and `express-openapi-validator`. A body that is empty, or of a type that is no JSON
 * where that is allowed, is an empty object; without a media type, where that is allowed, there is no body: `undefined`.
 */
export async function readBody(request: Request, { optional, maxBytes }: BodyRules): Promise<unknown> {
  const header = request.headers.get('content-type') ?? ''
  const mediaType = (header.split(';', 1)[0] ?? '').trim().toLowerCase()
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(header)?.[1]?.toLowerCase() ?? 'utf-8'
  const isJson = mediaType === 'application/json'
  const bytes = await readBytes(request, maxBytes)
  if (!isJson || bytes.length === 0) {
    if (mediaType === '' && !optional) throw new HttpProblem('InputError', 'media type not specified')
    if (mediaType !== '' && !isJson) throw new HttpProblem('InputError', `unsupported media type ${mediaType}`)
    return mediaType === '' ? undefined : {}
  }
  if (!charset.startsWith('utf-')) throw new HttpProblem('InputError', `unsupported charset "${charset.toUpperCase()}"`)
  return parseStrictly(decode(bytes, charset))
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = (): HttpProblem => new HttpProblem('PayloadTooLargeError', 'request entity too large')
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > maxBytes) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    throw new HttpProblem('InputError', `unsupported charset "${charset.toUpperCase()}"`)
  }
}

/** Only objects and lists are bodies. The complaint about anything else is the engine's own, made as `body-parser` makes it. */
function parseStrictly(text: string): unknown {
  const first = /^[\x20\t\n\r]*([^\x20\t\n\r])/.exec(text)?.[1]
  if (first === '{' || first === '[') {
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new HttpProblem('InputError', error instanceof Error ? error.message : 'The body is not valid JSON')
    }
  }
  const at = first === undefined ? -1 : text.indexOf(first)
  const partial = at === -1 ? '' : text.slice(0, at) + '#'.repeat(text.length - at)
  try {
    JSON.parse(partial)
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The body is not valid JSON'
    throw new HttpProblem(
      'InputError',
      message.replace(/#+/g, hashes => text.slice(at, at + hashes.length)),
    )
  }
  return {}
}
