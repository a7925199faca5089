/** Lowercase for A to Z only. Letters of other scripts are kept, so that a letter that only looks alike does not become one of A to Z. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
