import type { Entity } from '../entity.ts'
import type { EntityOf, Kind } from './types.ts'

/** True when an entity is of that kind, by name in any case and by API version. The catalog has validated it, so its spec has the kind's type. */
export function isKind<K extends Kind>(entity: Entity | undefined, kind: K): entity is Entity & EntityOf<K> {
  return entity !== undefined && entity.kind.toLowerCase() === kind.kind.toLowerCase() && kind.apiVersions.includes(entity.apiVersion)
}
