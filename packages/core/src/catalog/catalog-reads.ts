import type { CatalogDiff } from './diff.ts'
import type { CatalogGraph } from './graph/graph.ts'
import type { EntityGraph, GraphOptions } from './graph/graph-around.ts'
import type { RelatedEntity, RelatedOptions } from './graph/related.ts'
import type { OwnerAnswer } from './ownership/types.ts'
import type { CatalogQuery, FacetQuery, FacetValue, QueryResult } from './query/types.ts'
import type { Resolution } from './resolve/types.ts'
import type { Diagnostic, Position } from '../diagnostics.ts'
import type { Entity } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'
import type { SourceState } from '../source/types.ts'

/** Where an entity was read. */
export interface EntityOrigin extends Position {
  /** Which document of the file, from 0. */
  readonly index: number
  /** The location reference, if the source has one: `url:https://…`, or `file:` and the path within the source. */
  readonly location?: string | undefined
}

/** The read interface of a catalog: synchronous, without copies; every entity it returns is frozen. */
export interface CatalogReads {
  /** Changes when anything a reader could see changes; also the ETag. */
  readonly revision: string
  /** How many entities there are. */
  readonly size: number
  /** The kinds it was built with. */
  readonly kinds: readonly Kind[]
  /** Every problem in the data. */
  readonly diagnostics: readonly Diagnostic[]
  /** The state of each source, in the order of the options. */
  readonly sources: readonly SourceState[]
  /** Every entity, sorted by reference. */
  readonly entities: Iterable<Entity>
  /** The entity with a reference; kind and namespace may be omitted, and old names resolve. */
  get(ref: string): Entity | undefined
  /** What a text refers to: a reference, a name, an old name, a title, a noisy name or a file path. */
  resolve(query: string): Resolution
  /** Where an entity was read; `undefined` when there is no such entity. */
  origin(ref: string): EntityOrigin | undefined
  /** The entities that match. Throws `invalid-query`. */
  query(query?: CatalogQuery): QueryResult
  /** The values of each field, sorted, and how many entities have each. Throws `invalid-query`. */
  facets(query: FacetQuery): Readonly<Record<string, readonly FacetValue[]>>
  /** Who owns what a text refers to, how to reach them, and why they are the owner. Answers for any text. */
  owner(query: string): OwnerAnswer
  /** Everything an owner owns, including through sub-teams and members, sorted by reference. */
  ownedBy(ref: string, options?: { readonly transitive?: boolean | undefined }): readonly Entity[]
  /** The entities that a relation leads to, nearest first, then by reference. Throws `invalid-query` for an invalid depth. */
  related(ref: string, type: string, options?: RelatedOptions): readonly RelatedEntity[]
  /** The entities around one, and the relations between them. Throws `invalid-query` for an invalid depth. */
  graph(ref: string, options?: GraphOptions): EntityGraph
  /** What changed since an earlier state. */
  diff(before: CatalogSnapshot): CatalogDiff
}

/** One immutable state of the catalog. */
export interface CatalogSnapshot extends CatalogReads {
  /** The graph behind the answers, for tools that need more than these methods. */
  readonly internals: CatalogGraph
}
