import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import type { Entity } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'
import { stringifyRef } from '../ref.ts'

export interface GraphOfEntitiesOptions {
  readonly revision: string
  /** Old canonical references to present ones. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** For each relation type that the kinds have only as the way back: the way there. */
  readonly forwardTypes?: Readonly<Record<string, string>> | undefined
}

/** A graph of entities that a portal gave, relations included, so that what is computed from a graph works on them as well. */
export function graphOfEntities(
  entities: readonly Entity[],
  { revision, aliases = {}, forwardTypes = {} }: GraphOfEntitiesOptions,
): CatalogGraph {
  const sorted = entities.map(nodeOf).sort((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0))
  const rules = Object.entries(forwardTypes).map(([inverse, type]) => ({ type, inverse }))
  return {
    revision,
    sorted,
    nodes: new Map(sorted.map(node => [node.ref, node])),
    // What is known of the kinds are their directions: a kind that no entity has, for all of them.
    kinds: rules.length === 0 ? [] : [{ kind: '', relations: rules } as unknown as Kind],
    aliases: new Map(Object.entries(aliases)),
    codeowners: [],
    sources: [],
    locate: () => undefined,
  }
}

function nodeOf(entity: Entity): CatalogNode {
  const { kind, metadata, relations = [] } = entity
  const ref = stringifyRef({ kind, namespace: metadata.namespace ?? 'default', name: metadata.name })
  const byType = new Map<string, string[]>()
  for (const { type, targetRef } of relations) {
    const list = byType.get(type)
    if (list === undefined) byType.set(type, [targetRef])
    else list.push(targetRef)
  }
  const path = metadata.annotations?.['backstage.io/managed-by-location'] ?? ''
  return {
    ref,
    entity,
    relations,
    // Where in the file is not known from afar.
    descriptor: { ref, entity, source: 'portal', path, index: 0, edges: [] } as unknown as CatalogNode['descriptor'],
    targets: type => byType.get(type) ?? [],
  }
}
