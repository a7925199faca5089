import type { EntityOf, Kind } from './types.ts'

/** An entity of a kind as a script writes it: `apiVersion` and `kind` are filled in. */
export type EntityInput<K extends Kind> = Omit<EntityOf<K>, 'apiVersion' | 'kind' | 'relations'>

/** Makes an entity of a kind from its metadata and spec: a wrong or missing spec field fails to compile. */
export function defineEntity<K extends Kind>(kind: K, input: EntityInput<K>): EntityOf<K> {
  return { apiVersion: kind.apiVersions[0], kind: kind.kind, ...input } as unknown as EntityOf<K>
}
