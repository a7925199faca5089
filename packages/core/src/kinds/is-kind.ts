import type { Entity } from '../entity.ts'
import type { EntityOf, Kind } from './types.ts'

/** True when the entity is of that kind, in one of its versions; then its spec has the kind's type. */
export function isKind<K extends Kind>(entity: Entity<string, unknown>, kind: K): entity is EntityOf<K> & Entity {
  return entity.kind === kind.kind && kind.apiVersions.includes(entity.apiVersion)
}
