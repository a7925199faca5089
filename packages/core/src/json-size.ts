/** The most levels, values, fields, and digits of a number: more than any request or entity needs. */
const mostBrackets = 100
const mostValues = 30_000
const mostKeys = 10_000
const mostLetters = 1000

const quote = 0x22
const backslash = 0x5c

/**
 * Measures a JSON text before it is parsed, because parsed data can need a hundred times the memory of its text. Returns the limit that it
 * exceeds, for a message; `undefined` when it is within the limits. Invalid JSON is left to the parser.
 */
export function jsonExcess(text: string): string | undefined {
  let depth = 0
  let values = 1
  let keys = 0
  let letters = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at)
        break
      case 0x5b: // [
      case 0x7b: // {
        values++
        if (++depth > mostBrackets) return `more than ${String(mostBrackets)} levels`
        break
      case 0x5d: // ]
      case 0x7d: // }
        depth--
        break
      case 0x2c: // ,
        values++
        break
      case 0x3a: // :
        if (++keys > mostKeys) return `more than ${String(mostKeys)} fields`
        break
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
        continue
      default:
        if (++letters > mostLetters) return `a number of more than ${String(mostLetters)} digits`
        continue
    }
    letters = 0
    if (values > mostValues) return `more than ${String(mostValues)} values`
  }
  return undefined
}

/** The end of the string that starts here. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === quote) return at
    if (letter === backslash) at++
  }
  return text.length
}
