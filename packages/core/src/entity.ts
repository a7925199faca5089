import type { JsonObject } from './plain-data.ts'

/** A link as descriptors write it: `metadata.links[]`. */
export interface EntityLink {
  readonly url: string
  readonly title?: string
  readonly icon?: string
  readonly type?: string
}

/** `metadata` of an entity. Keys beyond the known ones are kept. */
export interface EntityMetadata {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly etag?: string
  readonly title?: string
  readonly description?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly tags?: readonly string[]
  readonly links?: readonly EntityLink[]
  readonly [key: string]: unknown
}

/** One relation of an entity: `targetRef` is canonical (`kind:namespace/name`, lower case). */
export interface EntityRelation {
  readonly type: string
  readonly targetRef: string
}

/** An entity as Backstage models it. What a catalog hands out is frozen, carries `relations` in both directions, and has a namespace. */
export interface Entity<Kind extends string = string, Spec = JsonObject> {
  readonly apiVersion: string
  readonly kind: Kind
  readonly metadata: EntityMetadata
  readonly spec?: Spec
  /** Sorted by type, then target. */
  readonly relations?: readonly EntityRelation[]
}
