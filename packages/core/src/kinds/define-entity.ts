import type { EntityMetadata } from '../entity.ts'
import type { EntityOf, Kind } from './types.ts'

/** The input for an entity of a kind; the kind supplies `apiVersion` and `kind`. */
export interface EntityInput<K extends Kind> {
  /** The version of the format. @default the first version of the kind */
  readonly apiVersion?: string | undefined
  /** The metadata, with at least a name. */
  readonly metadata: EntityMetadata
  /** The fields of the kind. */
  readonly spec: NonNullable<EntityOf<K>['spec']>
}

/**
 * Creates an entity of a kind. The compiler checks its spec: a missing, wrong or misspelt field does not compile.
 *
 * @example
 * defineEntity(component, { metadata: { name: 'pay' }, spec: { type: 'service', lifecycle: 'production', owner: 'payments' } })
 */
export function defineEntity<K extends Kind>(
  kind: K,
  { apiVersion = kind.apiVersions[0] ?? '', metadata, spec }: EntityInput<K>,
): EntityOf<K> {
  return { apiVersion, kind: kind.kind, metadata, spec } as EntityOf<K>
}
