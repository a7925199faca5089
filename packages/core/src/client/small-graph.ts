import type { CatalogGraph, CatalogNode } from '../catalog/graph.ts'
import { compare } from '../catalog/node.ts'
import type { Entity, EntityRelation } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'

export interface SmallGraphOptions {
  readonly revision: string
  /** What the entities were read from, for evidence. */
  readonly source: string
  /** Old canonical references to present ones. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** For each relation type that is only the way back: the way there. */
  readonly forwardTypes?: Readonly<Record<string, string>> | undefined
  /** Where an entity was read. @default nowhere */
  readonly pathOf?: ((entity: Entity) => string) | undefined
}

const nothing: readonly EntityRelation[] = []

/** A graph of entities that carry their relations, so that the catalog's own code answers from it. */
export function smallGraph(entities: Iterable<readonly [ref: string, entity: Entity]>, options: SmallGraphOptions): CatalogGraph {
  const { revision, source, aliases = {}, forwardTypes = {}, pathOf = () => '' } = options
  const nodes = new Map([...entities].map(([ref, entity]) => [ref, nodeOf(ref, entity, source, pathOf(entity))]))
  const relations = Object.entries(forwardTypes).map(([inverse, type]) => ({ field: type, type, inverse }))
  return {
    revision,
    nodes,
    sorted: [...nodes.values()].sort((a, b) => compare(a.ref, b.ref)),
    // Of kinds, answers use the relations only; schemas stay on the server.
    kinds: [{ kind: '', apiVersions: [], title: '', description: '', relations } as unknown as Kind],
    aliases: new Map(Object.entries(aliases)),
    codeowners: [],
    sources: [],
    locate: () => undefined,
  }
}

function nodeOf(ref: string, entity: Entity, source: string, path: string): CatalogNode {
  const relations = entity.relations ?? nothing
  return {
    ref,
    entity,
    relations,
    descriptor: { ref, entity, source, path, index: 0, line: 1, edges: [] },
    targets: type => relations.filter(relation => relation.type === type).map(({ targetRef }) => targetRef),
  }
}
