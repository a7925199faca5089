import type { JsonObject } from './plain-data.ts'

/** A link as descriptors write it: `metadata.links[]`. */
export interface EntityLink {
  /** The URL as written; use `safeUrl` before showing it as a link. */
  readonly url: string
  /** The text to show instead of the URL. */
  readonly title?: string
  /** The name of an icon, which the page may or may not have. */
  readonly icon?: string
  /** A category, such as `runbook` or `dashboard`. */
  readonly type?: string
}

/** `metadata` of an entity. Keys beyond the known ones are kept. */
export interface EntityMetadata {
  /** The name, unique for its kind and namespace: at most 63 letters, digits, `-`, `_` and `.`. */
  readonly name: string
  /** The namespace; a catalog fills in `default`. */
  readonly namespace?: string
  /** An id that Backstage assigns; not written in descriptors. */
  readonly uid?: string
  /** A version tag that Backstage assigns; not written in descriptors. */
  readonly etag?: string
  /** The name to show to people. */
  readonly title?: string
  /** What it is, for people. */
  readonly description?: string
  /** Short values to select by; keys are `[<domain>/]<name>`. */
  readonly labels?: Readonly<Record<string, string>>
  /** Values for tools, of any length; keys are `[<domain>/]<name>`. */
  readonly annotations?: Readonly<Record<string, string>>
  /** Lowercase words to find it by. */
  readonly tags?: readonly string[]
  /** Further pages about it. */
  readonly links?: readonly EntityLink[]
  readonly [key: string]: unknown
}

/** One relation of an entity: `targetRef` is canonical (`kind:namespace/name`, lowercase). */
export interface EntityRelation {
  /** What it is to the target: `ownedBy`, `dependsOn`, `partOf` and so on. */
  readonly type: string
  /** The canonical reference of the other entity, which need not exist. */
  readonly targetRef: string
}

/** An entity as Backstage models it. A catalog returns entities frozen, with a namespace and with `relations` in both directions. */
export interface Entity<Kind extends string = string, Spec = JsonObject> {
  /** The version of the format, such as `backstage.io/v1alpha1`. */
  readonly apiVersion: string
  /** The kind as it is written: `Component`, `API`. */
  readonly kind: Kind
  /** Name, namespace, annotations and the other fields that every kind has. */
  readonly metadata: EntityMetadata
  /** The fields of its kind. */
  readonly spec?: Spec
  /** Sorted by type, then target. */
  readonly relations?: readonly EntityRelation[]
}
