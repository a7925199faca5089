import type { CatalogNode } from '../catalog/graph/graph.ts'
import { uidOf } from '../catalog/uid.ts'
import type { Entity } from '../entity.ts'
import { hashText } from '../hash.ts'

interface Written {
  readonly entity: Entity
  readonly json: string
}

// Keyed by the catalog's entity, which stays the same object until it changes.
const written = new WeakMap<Entity, Written>()

/** An entity as Backstage's API returns it: with `metadata.uid` and `metadata.etag`. */
export function backstageEntity(node: CatalogNode): Entity {
  return write(node).entity
}

/** The same as JSON. */
export function backstageJson(node: CatalogNode): string {
  return write(node).json
}

function write(node: CatalogNode): Written {
  const { entity } = node
  let found = written.get(entity)
  if (found === undefined) {
    const { metadata, ...rest } = entity
    const uid = metadata.uid ?? uidOf(node.ref)
    const etag = metadata.etag ?? hashText(JSON.stringify(entity))
    const full = { metadata: { ...metadata, uid, etag }, ...rest }
    written.set(entity, (found = { entity: full, json: JSON.stringify(full) }))
  }
  return found
}
