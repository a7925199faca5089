/**
 * The offset of the value of `<parent>.<child>` in a block of plain YAML: a top-level key, and below it a key with a plain or quoted value
 * on the same line. `undefined` when the text could mean anything else: then a parser has to find it. Reads each line once, so that ten
 * thousand positions are cheap.
 */
export function findPlainField(text: string, start: number, end: number, parent: string, child: string): number | undefined {
  let inParent = false
  let indent = ''
  let parents = 0
  let found: number | undefined
  for (let at = start; at < end;) {
    const next = text.indexOf('\n', at)
    const stop = next === -1 || next > end ? end : next
    const line = text.slice(at, stop)
    const first = line.charCodeAt(0)
    const isIndented = first === 32
    if (first === 9 || line.startsWith('{') || line.startsWith('?') || line.startsWith('"') || line.startsWith("'") || line.startsWith('%'))
      return undefined
    if (!isIndented && line !== '' && first !== 35 && first !== 13 && first !== 45) {
      inParent = line.startsWith(`${parent}:`)
      if (inParent) {
        if (++parents > 1 || !/^\s*(?:#.*)?$/.test(line.slice(parent.length + 1))) return undefined
        indent = ''
      }
    } else if (inParent && isIndented) {
      const text = line.trimStart()
      if (indent === '' && text !== '' && !text.startsWith('#')) indent = line.slice(0, line.length - text.length)
      if (indent !== '' && line.length - text.length === indent.length && text.startsWith(`${child}:`)) {
        const value = /^:[ ]+(?=["'A-Za-z0-9])/.exec(text.slice(child.length))
        if (value === null || found !== undefined) return undefined
        found = at + indent.length + child.length + value[0].length
      }
    }
    if (next === -1) break
    at = next + 1
  }
  return found
}
