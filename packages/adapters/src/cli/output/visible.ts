/**
 * A text from somebody's data as a terminal may show it: control characters, escape sequences and letters that turn the direction of writing are written out, so that
 * nothing in a catalog can move the cursor or hide what stands there. One value stays on one line.
 */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, letter => {
    if (letter === '\n') return '⏎'
    if (letter === '\t') return ' '
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
