import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import type { Entity } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'
import { stringifyRef } from '../ref.ts'

export interface GraphOfEntitiesOptions {
  readonly revision: string
  /** From old canonical references to current ones. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** For each relation type that the kinds have only as an inverse: the forward type. */
  readonly forwardTypes?: Readonly<Record<string, string>> | undefined
}

/** A graph of entities from a portal, with their relations, so that graph functions work on them too. */
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
    // Only the directions of the relations are known: one artificial kind has them all.
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
    // The position in the file is not known remotely.
    descriptor: { ref, entity, source: 'portal', path, index: 0, edges: [] } as unknown as CatalogNode['descriptor'],
    targets: type => byType.get(type) ?? [],
  }
}
