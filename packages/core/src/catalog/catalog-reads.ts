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
  readonly location?: string | undefined
}

/** The reading side of a catalog: synchronous, never copying; every entity it gives is frozen. */
export interface CatalogReads {
  readonly revision: string
  readonly size: number
  readonly kinds: readonly Kind[]
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceState[]
  readonly entities: Iterable<Entity>
  /** By reference; kind and namespace may be left out, and old names resolve. */
  get(ref: string): Entity | undefined
  /** How a text is understood: a reference, a name, an old name, a title, a noisy name, a file path. */
  resolve(query: string): Resolution
  origin(ref: string): EntityOrigin | undefined
  query(query?: CatalogQuery): QueryResult
  facets(query: FacetQuery): Readonly<Record<string, readonly FacetValue[]>>
  owner(query: string): OwnerAnswer
  /** Everything an owner owns, its sub-teams' and their members' things included, sorted by reference. */
  ownedBy(ref: string, options?: { readonly transitive?: boolean | undefined }): readonly Entity[]
  related(ref: string, type: string, options?: RelatedOptions): readonly RelatedEntity[]
  graph(ref: string, options?: GraphOptions): EntityGraph
  diff(before: CatalogSnapshot): CatalogDiff
}

/** One immutable state of the catalog. */
export interface CatalogSnapshot extends CatalogReads {
  readonly internals: CatalogGraph
}
