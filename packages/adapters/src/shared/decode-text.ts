import { CallboardError } from '@callboard/core'

/** Decodes UTF-8, or UTF-16 with a byte order mark. Throws for bytes that are neither, so that no wrong character appears. */
export function decodeText(bytes: Uint8Array, path: string): string {
  const [first, second] = bytes
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new CallboardError('unexpected-answer', `${path} is not text in UTF-8`)
  }
}
