/** A set of entities of one graph, with one bit for each position in `graph.sorted`. */
export type NodeSet = Uint32Array

/** The empty set over `size` entities. */
export function noNodes(size: number): NodeSet {
  return new Uint32Array((size + 31) >>> 5)
}

/** The set of all `size` entities. */
export function allNodes(size: number): NodeSet {
  const set = noNodes(size).fill(0xffffffff)
  const rest = size & 31
  if (rest !== 0) set[set.length - 1] = (1 << rest) - 1
  return set
}

/** Adds positions to a set, in place. */
export function addNodes(set: NodeSet, positions: readonly number[]): NodeSet {
  for (const position of positions) set[position >>> 5] = (set[position >>> 5] ?? 0) | (1 << (position & 31))
  return set
}

/** Keeps what is in both, in `set`. */
export function intersect(set: NodeSet, other: NodeSet): NodeSet {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) & (other[i] ?? 0)
  return set
}

/** Adds what is in `other`, to `set`. */
export function unite(set: NodeSet, other: NodeSet): NodeSet {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0)
  return set
}

/** The entities, of `size`, that are not in the set. */
export function invert(set: NodeSet, size: number): NodeSet {
  const rest = allNodes(size)
  for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] ?? 0) & ~(set[i] ?? 0)
  return rest
}

/** True when the position is in the set. */
export function hasNode(set: NodeSet, position: number): boolean {
  return ((set[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0
}

/** How many are in the set. */
export function countNodes(set: NodeSet): number {
  let count = 0
  for (let word of set) {
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** The positions in the set, ascending, from the `skip`th on, at most `most`. */
export function positionsOf(set: NodeSet, skip: number = 0, most: number = Infinity): number[] {
  const positions: number[] = []
  let passed = 0
  for (let i = 0; i < set.length && positions.length < most; i++) {
    for (let word = set[i] ?? 0; word !== 0 && positions.length < most; word &= word - 1) {
      if (passed++ >= skip) positions.push((i << 5) + (31 - Math.clz32(word & -word)))
    }
  }
  return positions
}
