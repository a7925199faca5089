/**
 * A text from somebody's data as a terminal may show it: control characters, escape sequences and letters that turn the direction of writing are written out, so that
 * nothing in a catalog can move the cursor or hide what stands there. One value stays on one line.
 */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return visibleJson(text).replace(/[\u0000-\u001f]/g, letter => (letter === '\n' ? '⏎' : letter === '\t' ? ' ' : written(letter)))
}

/** The same for a JSON document, which stays the same data: JSON itself writes out what is below a space. */
export function visibleJson(json: string): string {
  return json.replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, written)
}

function written(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}
