import { deepFreeze } from '../plain-data.ts'
import type { Descriptor } from '../descriptor/types.ts'
import type { Entity, EntityRelation } from '../entity.ts'
import type { CatalogNode } from './graph.ts'

/** A relation that another entity's descriptor puts on this one. */
export interface IncomingEdge {
  /** The relation as it stands on this entity. */
  readonly type: string
  readonly from: string
}

const noTargets: readonly string[] = Object.freeze([])

/** What of a node stays the same object as long as nothing a reader sees of the entity changes. Relations and entity are made on first use. */
export class NodeContent {
  readonly raw: Entity
  readonly #descriptor: Descriptor
  readonly #incoming: readonly IncomingEdge[]
  readonly #aliases: ReadonlyMap<string, string>
  #relations: readonly EntityRelation[] | undefined
  #entity: Entity | undefined
  #targets: Map<string, readonly string[]> | undefined

  constructor(descriptor: Descriptor, incoming: readonly IncomingEdge[], aliases: ReadonlyMap<string, string>) {
    this.raw = descriptor.entity
    this.#descriptor = descriptor
    this.#incoming = incoming
    this.#aliases = aliases
  }

  get relations(): readonly EntityRelation[] {
    return (this.#relations ??= deriveRelations(this.#descriptor, this.#incoming, this.#aliases))
  }

  get entity(): Entity {
    return (this.#entity ??= Object.freeze({ ...deepFreeze(this.raw), relations: this.relations }))
  }

  targets(type: string): readonly string[] {
    let found = this.#targets?.get(type)
    if (found === undefined) {
      const list = this.relations.filter(relation => relation.type === type).map(relation => relation.targetRef)
      found = list.length === 0 ? noTargets : Object.freeze(list)
      this.#targets ??= new Map()
      if (this.#targets.size < 100) this.#targets.set(type, found)
    }
    return found
  }
}

/** One entity of one snapshot. Its content outlives it: a document that only moved gets a new node with the same entity. */
export class GraphNode implements CatalogNode {
  readonly ref: string
  readonly descriptor: Descriptor
  readonly content: NodeContent
  /** What other descriptors put on it; may hold what the entity says itself as well. */
  readonly incoming: readonly IncomingEdge[]

  constructor(descriptor: Descriptor, content: NodeContent, incoming: readonly IncomingEdge[]) {
    this.ref = descriptor.ref
    this.descriptor = descriptor
    this.content = content
    this.incoming = incoming
  }

  get entity(): Entity {
    return this.content.entity
  }

  get relations(): readonly EntityRelation[] {
    return this.content.relations
  }

  targets(type: string): readonly string[] {
    return this.content.targets(type)
  }
}

/** Both directions, without doubles, sorted by type and target. */
function deriveRelations(
  descriptor: Descriptor,
  incoming: readonly IncomingEdge[],
  aliases: ReadonlyMap<string, string>,
): readonly EntityRelation[] {
  const own = descriptor.edges.map(edge => ({ type: edge.type, targetRef: aliases.get(edge.target) ?? edge.target }))
  const all: EntityRelation[] = [...own, ...incoming.map(edge => ({ type: edge.type, targetRef: edge.from }))]
  all.sort((a, b) => compare(a.type, b.type) || compare(a.targetRef, b.targetRef))
  const distinct = all.filter((relation, i) => {
    const before = all[i - 1]
    return before === undefined || before.type !== relation.type || before.targetRef !== relation.targetRef
  })
  return Object.freeze(distinct.map(relation => Object.freeze(relation)))
}

/** By UTF-16 units: the same order in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
