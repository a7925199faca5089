/** Where one document of a text starts and ends; the marker line `---` belongs to it. */
export interface Chunk {
  readonly start: number
  readonly end: number
}

/**
 * Splits a YAML text at its `---` lines, which end a document wherever they appear (YAML 1.2, `c-forbidden`). `undefined` when splitting is
 * not that simple: for directives, `...` lines, lone carriage returns and inner byte order marks. Returns at most `most` + 1 pieces.
 */
export function splitDocuments(text: string, most: number): readonly Chunk[] | undefined {
  if (/^(?:%|\.\.\.)/.test(text) || text.includes('\n%') || text.includes('\n...') || text.includes('\ufeff') || hasLoneReturn(text))
    return undefined
  const starts: number[] = []
  for (let at = text.startsWith('---') ? 0 : nextMarker(text, 0); at !== -1 && starts.length <= most; at = nextMarker(text, at)) {
    if (isMarkerEnd(text.charCodeAt(at + 3))) starts.push(at)
  }
  const first = starts[0]
  if (hasContent(first === undefined ? text : text.slice(0, first))) starts.unshift(0)
  else if (first !== undefined) starts[0] = 0
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }))
}

function nextMarker(text: string, from: number): number {
  const found = text.indexOf('\n---', from)
  return found === -1 ? -1 : found + 1
}

function isMarkerEnd(unit: number): boolean {
  return Number.isNaN(unit) || unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d
}

function hasLoneReturn(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/.test(text)
}

/** False for a text of comments and blank lines. */
function hasContent(text: string): boolean {
  return /(?:^|\n)[ \t\r]*[^ \t\r\n#]/.test(text)
}
