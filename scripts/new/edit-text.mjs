/** Puts lines before the first line that matches. */
export function before(text, pattern, added) {
  const at = text.search(new RegExp(pattern.source, `${pattern.flags}m`))
  if (at === -1) throw new Error(`No line matches ${String(pattern)}: the file has another form now, and scripts/new does not know it`)
  return text.slice(0, at) + added + text.slice(at)
}

/** Puts lines after the last entry that begins with a line that matches; an entry ends where the next line begins that matches `next`. */
export function afterLast(text, pattern, next, added) {
  const starts = [...text.matchAll(new RegExp(pattern.source, 'gm'))]
  const last = starts.at(-1)
  if (last === undefined)
    throw new Error(`No line matches ${String(pattern)}: the file has another form now, and scripts/new does not know it`)
  const from = text.indexOf('\n', last.index) + 1
  return text.slice(0, from) + before(text.slice(from), next, added)
}
