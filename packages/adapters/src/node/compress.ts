import type { Duplex } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'

const leastBytes = 1024

/**
 * The stream that compresses a response, if the client accepts it and the response is text and long enough; the headers are adjusted. Event streams are never
 * compressed, because they would be delayed, nor are private responses, whose length could leak their content.
 */
export function compressor(accepted: string | undefined, status: number, headers: Headers): Duplex | undefined {
  const type = headers.get('content-type')
  if (status !== 200 && status !== 304) return undefined
  if (type !== null && !isCompressible(type)) return undefined
  if (headers.has('content-encoding') || /private|no-transform/.test(headers.get('cache-control') ?? '')) return undefined
  headers.append('vary', 'accept-encoding')
  const length = headers.get('content-length')
  if (status === 304 || type === null || (length !== null && Number(length) < leastBytes)) return undefined
  const coding = chooseCoding(accepted ?? '')
  if (coding === undefined) return undefined
  headers.set('content-encoding', coding)
  headers.delete('content-length')
  headers.delete('accept-ranges')
  // The compressed bytes differ from those that the strong ETag identifies.
  const etag = headers.get('etag')
  if (etag?.startsWith('"') === true) headers.set('etag', `W/${etag}`)
  return coding === 'br' ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) : createGzip({ level: 4 })
}

function isCompressible(type: string): boolean {
  return (
    !type.startsWith('text/event-stream') &&
    /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript|wasm)|image\/svg\+xml|font\/(?:ttf|otf))/.test(type)
  )
}

function chooseCoding(accepted: string): 'br' | 'gzip' | undefined {
  const weights = new Map<string, number>()
  for (const part of accepted.toLowerCase().split(',', 20)) {
    const [name = '', ...parameters] = part.split(';', 5).map(text => text.trim())
    const weight = parameters.find(parameter => parameter.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)))
  }
  return (['br', 'gzip'] as const).find(coding => (weights.get(coding) ?? 0) > 0)
}
