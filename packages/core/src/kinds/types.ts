import type { z } from 'zod'
import type { Entity } from '../entity.ts'

/** One relation that a spec field creates: a row of data. */
export interface RelationRule {
  /** The spec field; its value is one reference or a list of them. */
  readonly field: string
  /** The relation on the entity itself. */
  readonly type: string
  /** The relation on the target. */
  readonly inverse: string
  /** The kind of references without one; without this default, references in this field must include a kind. */
  readonly defaultKind?: string | undefined
  /** Kinds that make sense as a target; others are reported. @default any */
  readonly targetKinds?: readonly string[] | undefined
  /** The values of `spec.type` it applies to. @default all */
  readonly specTypes?: readonly string[] | undefined
}

/** One shape of a kind: `spec.type` may choose among several (`mcp-server` APIs). */
export interface KindVersion<Schema extends z.ZodType = z.ZodType> {
  /** The `spec.type` this shape is for. @default every type without a shape of its own */
  readonly specType?: string | undefined
  /** The shape of `spec`. Unknown fields are kept. */
  readonly schema: Schema
}

/** A kind: schema and relations as data. `defineKind` creates one. */
export interface Kind<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  /** The name as descriptors write it: `Component`. */
  readonly kind: Name
  /** The supported values of `apiVersion`, the usual one first. */
  readonly apiVersions: readonly string[]
  /** The name to show to people: `Component`, `AI resource`. */
  readonly title: string
  /** One sentence about what entities of this kind are. */
  readonly description: string
  /** The shape of `spec`. Unknown fields are kept. */
  readonly schema: Schema
  /** Other shapes of `spec`, chosen by `spec.type`. */
  readonly variants?: readonly KindVersion[] | undefined
  /** The spec fields that create relations. */
  readonly relations: readonly RelationRule[]
}

/** The entity type of a kind: `EntityOf<typeof component>`. */
export type EntityOf<K> = K extends Kind<infer Name, infer Schema> ? Entity<Name, z.infer<Schema>> : never
