import type { EntityGraph } from '../catalog/types.ts'

/** The graph around something that nobody defines and nothing names. */
export function lonelyGraph(ref: string): EntityGraph {
  const kind = ref.slice(0, ref.indexOf(':'))
  const title = ref.slice(ref.indexOf('/') + 1)
  return { root: ref, nodes: [{ ref, kind, title, exists: false, depth: 0 }], edges: [], cycles: [], truncated: false }
}
