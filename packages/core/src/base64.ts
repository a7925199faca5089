/** A text as base64 of its UTF-8, for places that allow `+` and `/`. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let letters = ''
  // A call accepts a limited number of arguments.
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(letters)
}

/** Decodes base64 in either alphabet. Like Node's `Buffer`, it skips other characters instead of failing. */
export function decodeBase64(base64: string): string {
  const clean = (base64.split('=', 1)[0] ?? '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '')
  const letters = atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean)
  const bytes = new Uint8Array(letters.length)
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
