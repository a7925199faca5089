/** True when a JSON value contains more values than that, counting itself and nested ones. Stops as early as possible. */
export function hasMoreValues(value: unknown, most: number): boolean {
  let count = 0
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (++count + waiting.length > most) return true
    if (Array.isArray(next)) {
      if (next.length > most) return true
      for (const item of next as readonly unknown[]) waiting.push(item)
    } else if (typeof next === 'object' && next !== null) {
      for (const key in next) {
        if (waiting.length > most) return true
        waiting.push((next as Readonly<Record<string, unknown>>)[key])
      }
    }
  }
  return false
}
