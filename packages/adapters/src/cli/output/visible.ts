/**
 * Text from a catalog, safe to show in a terminal: control characters, escape sequences and characters that change the text direction are escaped, so that
 * nothing in a catalog can move the cursor or hide other text. A value stays on one line.
 */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return visibleJson(text).replace(/[\u0000-\u001f]/g, letter => (letter === '\n' ? '⏎' : letter === '\t' ? ' ' : written(letter)))
}

/** The same for a JSON document, whose data does not change: JSON itself escapes characters below the space. */
export function visibleJson(json: string): string {
  return json.replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, written)
}

function written(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}
