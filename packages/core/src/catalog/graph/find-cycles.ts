/**
 * The cycles of a directed graph: for each strongly connected component with a cycle, a shortest cycle from its first member in string
 * order. Sorted by that member. Walks without recursion, so depth needs no stack.
 */
export function findCycles(starts: Iterable<string>, next: (ref: string) => Iterable<string>): readonly (readonly string[])[] {
  return cyclicParts(starts, next)
    .map(part => wayRound(part, next))
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
}

/** The strongly connected components with a cycle (Tarjan's algorithm). */
export function cyclicParts(starts: Iterable<string>, next: (ref: string) => Iterable<string>): readonly ReadonlySet<string>[] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const parts: ReadonlySet<string>[] = []
  const enter = (ref: string): { readonly ref: string; readonly targets: Iterator<string> } => {
    order.set(ref, order.size)
    lowest.set(ref, order.size - 1)
    open.push(ref)
    isOpen.add(ref)
    return { ref, targets: next(ref)[Symbol.iterator]() }
  }
  const lower = (ref: string, to: number | undefined): void => {
    if (to !== undefined && to < (lowest.get(ref) ?? to)) lowest.set(ref, to)
  }
  for (const start of starts) {
    if (order.has(start)) continue
    const stack = [enter(start)]
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const { ref, targets } = frame
      const step = targets.next()
      if (step.done !== true) {
        if (!order.has(step.value)) stack.push(enter(step.value))
        else if (isOpen.has(step.value)) lower(ref, order.get(step.value))
        continue
      }
      stack.pop()
      const parent = stack.at(-1)
      if (parent !== undefined) lower(parent.ref, lowest.get(ref))
      if (lowest.get(ref) !== order.get(ref)) continue
      const part = new Set(open.splice(open.lastIndexOf(ref)))
      for (const member of part) isOpen.delete(member)
      if (part.size > 1 || [...next(ref)].includes(ref)) parts.push(part)
    }
  }
  return parts
}

function wayRound(part: ReadonlySet<string>, next: (ref: string) => Iterable<string>): readonly string[] {
  const [start = ''] = [...part].sort()
  const from = new Map<string, string>()
  const queue = [start]
  for (const at of queue) {
    for (const target of next(at)) {
      if (target === start) {
        const way = [at]
        for (let step = from.get(at); step !== undefined; step = from.get(step)) way.push(step)
        return way.reverse()
      }
      if (part.has(target) && !from.has(target)) {
        from.set(target, at)
        queue.push(target)
      }
    }
  }
  return [start]
}
