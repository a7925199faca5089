/** Inserts lines before the first line that matches. */
export function before(text, pattern, added) {
  const at = text.search(new RegExp(pattern.source, `${pattern.flags}m`))
  if (at === -1) throw new Error(`No line matches ${String(pattern)}; the format of the file has changed, so scripts/new must be updated`)
  return text.slice(0, at) + added + text.slice(at)
}

/** Inserts lines after the last entry that begins with a matching line; an entry ends at the next line that matches `next`. */
export function afterLast(text, pattern, next, added) {
  const starts = [...text.matchAll(new RegExp(pattern.source, 'gm'))]
  const last = starts.at(-1)
  if (last === undefined)
    throw new Error(`No line matches ${String(pattern)}; the format of the file has changed, so scripts/new must be updated`)
  const from = text.indexOf('\n', last.index) + 1
  return text.slice(0, from) + before(text.slice(from), next, added)
}
