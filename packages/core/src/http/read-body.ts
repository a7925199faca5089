import { jsonExcess } from '../json-size.ts'
import { HttpProblem } from './problem.ts'

/**
 * Reads a JSON body like Backstage's backends: `express.json()`. An empty body, or one with a type other than JSON, is an empty object.
 * Throws `InputError`.
 */
export async function readBody(request: Request, maxBytes: number): Promise<unknown> {
  const { mediaType, parameters } = contentType(request)
  const bytes = await readBytes(request, maxBytes)
  if (mediaType !== 'application/json' || bytes.length === 0) return {}
  const charset = parameters.get('charset')?.replace(/^"(.*)"$/, '$1') ?? 'utf-8'
  if (!charset.startsWith('utf-')) throw new HttpProblem('InputError', `unsupported charset "${charset.toUpperCase()}"`)
  const text = decode(bytes, charset)
  const excess = jsonExcess(text)
  if (excess !== undefined) throw new HttpProblem('InputError', `The body has ${excess}`)
  return parseStrictly(text)
}

/**
 * Whether the content type of a request is JSON. Throws `InputError` for another one, or for none if it is required, with the message of
 * `express-openapi-validator`.
 */
export function bringsJson(request: Request, optional: boolean): boolean {
  const { mediaType, parameters } = contentType(request)
  if (mediaType === 'application/json') return true
  if (mediaType === undefined && optional) return false
  const shown = [...parameters].filter(([name]) => name !== 'boundary').sort(([a], [b]) => (a < b ? -1 : 1))
  throw new HttpProblem(
    'InputError',
    `unsupported media type ${[String(mediaType), ...shown.map(([name, value]) => `${name}=${value}`)].join('; ')}`,
  )
}

function contentType(request: Request): { readonly mediaType: string | undefined; readonly parameters: ReadonlyMap<string, string> } {
  // No parameter that matters comes later.
  const header = (request.headers.get('content-type') ?? '').slice(0, 300)
  const parameters = new Map(
    Array.from(header.matchAll(/;\s*([^=]+)=([^;]+)/g), ([, key = '', value = '']) => {
      const name = key.toLowerCase()
      return [name, name === 'charset' ? value.toLowerCase() : value]
    }),
  )
  return { mediaType: header === '' ? undefined : (header.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters }
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = (): HttpProblem => new HttpProblem('PayloadTooLargeError', 'request entity too large')
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch(() => {
      throw new HttpProblem('InputError', 'The body ended unexpectedly')
    })
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

/** Accepts only objects and lists. The message for anything else is the engine's, built as in `body-parser`. */
function parseStrictly(text: string): unknown {
  const at = text.search(/[^\x20\t\n\r]/)
  if (text[at] === '{' || text[at] === '[') {
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new HttpProblem('InputError', (error as SyntaxError).message)
    }
  }
  const partial = at === -1 ? '' : text.slice(0, at) + '#'.repeat(text.length - at)
  try {
    JSON.parse(partial)
  } catch (error) {
    const { message } = error as SyntaxError
    throw new HttpProblem(
      'InputError',
      message.replace(/#+/g, hashes => text.slice(at, at + hashes.length)),
    )
  }
  return {}
}
