import type { Kind } from '../../kinds/types.ts'
import { checkDepth } from './check-depth.ts'
import { cyclicParts, findCycles } from './find-cycles.ts'
import type { CatalogGraph } from './graph.ts'
import { compareUnits } from '../../compare-text.ts'

/** How far a graph reaches, and which relations it shows. */
export interface GraphOptions {
  /** How many steps. @default 1 */
  readonly depth?: number | undefined
  /** Relation types to follow. @default all */
  readonly types?: readonly string[] | undefined
  /** The most nodes. @default 1000 */
  readonly maxNodes?: number | undefined
}

/** The entities around one, and the relations between them. */
export interface EntityGraph {
  /** The canonical reference of the entity in the centre. */
  readonly root: string
  /**
   * The entities, nearest first, then by reference. `depth` counts steps from the root; `exists` is false if no source defines the entity.
   */
  readonly nodes: readonly {
    readonly ref: string
    readonly kind: string
    readonly title: string
    readonly exists: boolean
    readonly depth: number
  }[]
  /** One edge for each pair of inverse relations, in the forward direction of the kinds' rules. */
  readonly edges: readonly { readonly source: string; readonly type: string; readonly target: string; readonly cycle: boolean }[]
  /** Each cycle, as the references along it. */
  readonly cycles: readonly (readonly string[])[]
  /** True when the graph has more than `maxNodes` nodes. */
  readonly truncated: boolean
}

type Edge = EntityGraph['edges'][number]

/**
 * The entities around one, and the relations between them. Each pair of inverse relations is one edge, in the forward direction of the
 * kinds' rules; with `types`, only those relations are followed, in the given direction. A cycle has one relation type. Nodes are sorted by
 * distance, then reference. Throws `invalid-query` for an invalid depth.
 */
export function graphAround(graph: CatalogGraph, root: string, options: GraphOptions = {}): EntityGraph {
  const { depth = 1, types, maxNodes = 1000 } = options
  checkDepth(depth)
  const follow = types === undefined ? undefined : new Set(types)
  const steps = (ref: string): readonly { readonly type: string; readonly targetRef: string }[] =>
    (graph.nodes.get(ref)?.relations ?? []).filter(relation => follow?.has(relation.type) ?? true)
  const distance = new Map([[root, 0]])
  let truncated = false
  let ring = [root]
  for (let step = 1; step <= depth && ring.length > 0; step++) {
    const further: string[] = []
    for (const ref of ring) {
      for (const { targetRef } of steps(ref)) {
        if (distance.has(targetRef)) continue
        if (distance.size >= maxNodes) truncated = true
        else {
          distance.set(targetRef, step)
          further.push(targetRef)
        }
      }
    }
    ring = further.sort()
  }

  const forward = forwardTypes(graph.kinds)
  const edges = new Map<string, Omit<Edge, 'cycle'>>()
  for (const ref of distance.keys()) {
    for (const { type, targetRef } of steps(ref)) {
      if (!distance.has(targetRef)) continue
      const turned = forward.get(type)
      const edge = turned === undefined ? { source: ref, type, target: targetRef } : { source: targetRef, type: turned, target: ref }
      edges.set(`${edge.source}\n${edge.type}\n${edge.target}`, edge)
    }
  }
  const { cycles, isCyclic } = cyclesByType([...edges.values()])
  return {
    root,
    nodes: [...distance].map(([ref, away]) => describe(graph, ref, away)).sort((a, b) => a.depth - b.depth || compareUnits(a.ref, b.ref)),
    edges: [...edges.values()]
      .map(edge => ({ ...edge, cycle: isCyclic(edge) }))
      .sort((a, b) => compareUnits(a.source, b.source) || compareUnits(a.type, b.type) || compareUnits(a.target, b.target)),
    cycles,
    truncated,
  }
}

/** For each relation type that the kinds have only as an inverse: the forward type. */
export function forwardTypes(kinds: readonly Kind[]): ReadonlyMap<string, string> {
  const forward = new Set<string>()
  const back = new Map<string, string>()
  for (const { type, inverse } of kinds.flatMap(kind => kind.relations)) {
    if (back.has(type) || forward.has(inverse) || type === inverse) continue
    forward.add(type)
    back.set(inverse, type)
  }
  return back
}

function describe(graph: CatalogGraph, ref: string, depth: number): EntityGraph['nodes'][number] {
  const entity = graph.nodes.get(ref)?.entity
  const name = ref.slice(ref.indexOf('/') + 1)
  const kind = entity?.kind ?? ref.slice(0, ref.indexOf(':'))
  return { ref, kind, title: entity?.metadata.title?.trim() || (entity?.metadata.name ?? name), exists: entity !== undefined, depth }
}

function cyclesByType(edges: readonly Omit<Edge, 'cycle'>[]): {
  readonly cycles: readonly (readonly string[])[]
  isCyclic(edge: Omit<Edge, 'cycle'>): boolean
} {
  const types = new Map<string, Map<string, string[]>>()
  for (const { source, type, target } of edges) {
    let targets = types.get(type)
    if (targets === undefined) types.set(type, (targets = new Map()))
    const list = targets.get(source)
    if (list === undefined) targets.set(source, [target])
    else list.push(target)
  }
  const partOf = new Map<string, number>()
  const cycles: (readonly string[])[] = []
  for (const [type, targets] of types) {
    const next = (ref: string): readonly string[] => targets.get(ref) ?? []
    for (const [i, part] of cyclicParts(targets.keys(), next).entries()) {
      for (const ref of part) partOf.set(`${type}\n${ref}`, i)
    }
    cycles.push(...findCycles(targets.keys(), next))
  }
  return {
    cycles,
    isCyclic({ source, type, target }) {
      const part = partOf.get(`${type}\n${source}`)
      return part !== undefined && part === partOf.get(`${type}\n${target}`)
    },
  }
}
