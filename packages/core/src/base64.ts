/** A text as base64 of its UTF-8, for places where letters such as `+` and `/` may stand. */
export function encodeBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}

/** The text behind base64, either alphabet. Like Node's `Buffer`, it passes over what is no base64 instead of failing. */
export function decodeBase64(base64: string): string {
  const clean = (base64.split('=', 1)[0] ?? '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '')
  const bytes = atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes, letter => letter.charCodeAt(0)))
}
