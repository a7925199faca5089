/** A message and what to do about it, as sentences in one text. */
export function withHint(message: string, hint: string | undefined): string {
  if (hint === undefined) return message
  return `${message.replace(/[.?!]?$/, end => end || '.')} ${hint.charAt(0).toUpperCase()}${hint.slice(1)}`
}
