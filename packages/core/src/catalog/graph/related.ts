import { checkDepth } from './check-depth.ts'
import type { CatalogGraph } from './graph.ts'
import { cyclicParts } from './find-cycles.ts'
import type { Entity } from '../../entity.ts'

/** How far to follow a relation. */
export interface RelatedOptions {
  /** How many steps. @default 1 */
  readonly depth?: number | undefined
}

/** An entity that a relation leads to. */
export interface RelatedEntity {
  /** The canonical reference. */
  readonly ref: string
  /** Absent when no source defines it. */
  readonly entity?: Entity | undefined
  /** Steps from the start, from 1. */
  readonly depth: number
  /** The reference one step nearer. */
  readonly via: string
  /** True when a path from here leads back to an earlier step. */
  readonly cycle: boolean
}

/**
 * The entities that one relation type leads to, nearest first, then by reference, each once. Targets that no source defines are included
 * without an entity. `cycle` is true for entities on a path that leads back to itself. Throws `invalid-query` for an invalid depth.
 */
export function relatedEntities(graph: CatalogGraph, ref: string, type: string, options: RelatedOptions = {}): readonly RelatedEntity[] {
  const { depth = 1 } = options
  checkDepth(depth)
  const next = (from: string): readonly string[] => graph.nodes.get(from)?.targets(type) ?? []
  const found = new Map<string, { readonly depth: number; readonly via: string }>()
  let ring = [ref]
  for (let step = 1; step <= depth && ring.length > 0; step++) {
    const further: string[] = []
    for (const via of ring) {
      for (const target of next(via)) {
        if (target === ref || found.has(target)) continue
        found.set(target, { depth: step, via })
        further.push(target)
      }
    }
    ring = further.sort()
  }
  const within = (from: string): readonly string[] => next(from).filter(target => target === ref || found.has(target))
  const cyclic = new Set(cyclicParts([ref, ...found.keys()], within).flatMap(part => [...part]))
  return [...found]
    .map(([target, { depth: steps, via }]) => {
      const entity = graph.nodes.get(target)?.entity
      return { ref: target, ...(entity === undefined ? {} : { entity }), depth: steps, via, cycle: cyclic.has(target) }
    })
    .sort((a, b) => a.depth - b.depth || (a.ref < b.ref ? -1 : 1))
}
