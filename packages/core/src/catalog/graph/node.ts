import { deepFreeze } from '../../plain-data.ts'
import type { Descriptor } from '../../descriptor/types.ts'
import { compareUnits } from '../../compare-text.ts'
import type { Entity, EntityRelation } from '../../entity.ts'
import type { CatalogNode } from './graph.ts'

const noTargets: readonly string[] = Object.freeze([])

/**
 * The part of a node that stays the same object while the entity looks the same to readers. Relations and entity are created on first use.
 */
export class NodeContent {
  readonly raw: Entity
  readonly relations: readonly EntityRelation[]
  #entity: Entity | undefined
  #targets: Map<string, readonly string[]> | undefined

  constructor(raw: Entity, relations: readonly EntityRelation[]) {
    this.raw = raw
    this.relations = relations
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

/**
 * One entity of one snapshot. Its content outlives it: a document that only moved gets a new node with the same entity.
 */
export class GraphNode implements CatalogNode {
  readonly ref: string
  readonly descriptor: Descriptor
  /** The documents that refer to it, each once. */
  readonly incoming: readonly Descriptor[]
  #content: NodeContent | ReadonlyMap<string, string>

  constructor(
    descriptor: Descriptor,
    incoming: readonly Descriptor[],
    content: NodeContent | { readonly aliases: ReadonlyMap<string, string> },
  ) {
    this.ref = descriptor.ref
    this.descriptor = descriptor
    this.incoming = incoming
    this.#content = content instanceof NodeContent ? content : content.aliases
  }

  get content(): NodeContent {
    if (!(this.#content instanceof NodeContent)) {
      this.#content = new NodeContent(this.descriptor.entity, deriveRelations(this.descriptor, this.incoming, this.#content))
    }
    return this.#content
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

/** Relations in both directions, without duplicates, sorted by type and target. */
function deriveRelations(
  descriptor: Descriptor,
  incoming: readonly Descriptor[],
  aliases: ReadonlyMap<string, string>,
): readonly EntityRelation[] {
  const all: EntityRelation[] = descriptor.edges.map(edge => ({ type: edge.type, targetRef: aliases.get(edge.target) ?? edge.target }))
  for (const { ref, edges } of incoming) {
    for (const edge of edges) {
      if ((aliases.get(edge.target) ?? edge.target) === descriptor.ref) all.push({ type: edge.inverse, targetRef: ref })
    }
  }
  all.sort((a, b) => compareUnits(a.type, b.type) || compareUnits(a.targetRef, b.targetRef))
  const distinct = all.filter((relation, i) => {
    const before = all[i - 1]
    return before === undefined || before.type !== relation.type || before.targetRef !== relation.targetRef
  })
  return Object.freeze(distinct.map(relation => Object.freeze(relation)))
}
