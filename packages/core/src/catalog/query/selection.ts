/** A condition over the positions of a graph: testable for one, and countable where an index knows. */
export interface Selection {
  /** How many positions `positions` would give at most; Infinity when only testing is cheap. */
  readonly size: number
  readonly test: (position: number) => boolean
  /** Ascending, each once. */
  readonly positions: () => readonly number[]
}

/** Every position below `count`. */
export function selectAll(count: number): Selection {
  return { size: count, test: () => true, positions: () => Array.from({ length: count }, (_, i) => i) }
}

/** The positions of a sorted list. */
export function selectList(list: readonly number[]): Selection {
  return { size: list.length, test: position => includesSorted(list, position), positions: () => list }
}

/** Positions that hold for all parts: walks the smallest and tests the others. */
export function selectEvery(parts: readonly Selection[], count: number): Selection {
  if (parts.length === 0) return selectAll(count)
  const [first, ...others] = [...parts].sort((a, b) => a.size - b.size)
  if (first === undefined || others.length === 0) return first ?? selectAll(count)
  return {
    size: first.size,
    test: position => parts.every(part => part.test(position)),
    positions: () => first.positions().filter(position => others.every(part => part.test(position))),
  }
}

/** Positions that hold for any part. */
export function selectSome(parts: readonly Selection[]): Selection {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return {
    size: parts.reduce((sum, part) => sum + part.size, 0),
    test: position => parts.some(part => part.test(position)),
    positions: () => [...new Set(parts.flatMap(part => part.positions()))].sort((a, b) => a - b),
  }
}

/** Positions that do not hold. */
export function selectNot(part: Selection, count: number): Selection {
  return {
    size: count,
    test: position => !part.test(position),
    positions: () => Array.from({ length: count }, (_, i) => i).filter(position => !part.test(position)),
  }
}

function includesSorted(list: readonly number[], wanted: number): boolean {
  let low = 0
  let high = list.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = list[middle] ?? 0
    if (found === wanted) return true
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return false
}
