import type { Position } from '../../diagnostics.ts'
import type { Descriptor, ParsedFile } from '../../descriptor/types.ts'
import type { Entity, EntityRelation } from '../../entity.ts'
import type { Kind } from '../../kinds/types.ts'
import type { SourceState } from '../../source/types.ts'
import type { CodeownersFile } from '../../codeowners/types.ts'

/** One entity in the graph. Everything on it is computed once and never changes. */
export interface CatalogNode {
  /** The canonical reference. */
  readonly ref: string
  /** What it was read from, with the references in it. */
  readonly descriptor: Descriptor
  /** What a reader gets: frozen, with its relations. Made on first use. */
  readonly entity: Entity
  /** Both directions, sorted by type, then target; targets that no source defines stay in. */
  readonly relations: readonly EntityRelation[]
  /** The targets of one relation type, sorted. */
  targets(type: string): readonly string[]
}

/** Since when, and why, something shown is only the last good reading. Times are milliseconds since 1970. */
export interface Staleness {
  /** The name of the source. */
  readonly source: string
  /** When it could last be read, in milliseconds since 1970. */
  readonly since: number
  /** Why it cannot be read now, one sentence. */
  readonly because: string
}

/** A source, or one file of it, that cannot be read now. */
export interface Unread extends Staleness {
  /** Set for a file. */
  readonly path?: string | undefined
}

/** The root of a repository in a source. */
export interface Repository {
  readonly source: string
  /** The folder; empty for the root of the source. */
  readonly root: string
}

/** The immutable graph behind one snapshot: what query, traversal and ownership are computed from. */
export interface CatalogGraph {
  /** Changes when anything a reader could see changes; also the ETag. */
  readonly revision: string
  /** Every node, by canonical reference. */
  readonly nodes: ReadonlyMap<string, CatalogNode>
  /** Every node, sorted by reference. */
  readonly sorted: readonly CatalogNode[]
  /** The kinds it was built with. */
  readonly kinds: readonly Kind[]
  /** Old canonical references to the present ones. */
  readonly aliases: ReadonlyMap<string, string>
  /** The CODEOWNERS files of the sources, at most one for each repository. */
  readonly codeowners: readonly CodeownersFile[]
  /** Every repository of the sources, with or without CODEOWNERS. @default those with CODEOWNERS */
  readonly repositories?: readonly Repository[] | undefined
  /** The owner of whatever nothing else names an owner for; a canonical reference. */
  readonly fallbackOwner?: string | undefined
  /** How each source is doing, in order of precedence. */
  readonly sources: readonly SourceState[]
  /** What cannot be read now: an entity that nothing defines may be in it. Sources first, then files. */
  readonly unread?: readonly Unread[] | undefined
  /** Why an entity is only the last good one, when its source or its file cannot be read now. */
  stale?(ref: string): Staleness | undefined
  /** Why the entities of a file are only the last good ones, by the file's key. */
  readonly staleFiles?: ReadonlyMap<string, Staleness> | undefined
  /** What it was built from, in order of precedence: for `saveSnapshot`. */
  readonly files?: readonly ParsedFile[] | undefined
  /**
   * The graph before this one, and the references whose nodes came, went or were made anew since: every other node is the same object. What
   * is computed
   * from a graph can be patched instead of made anew. Absent when much changed.
   */
  readonly since?: { readonly graph: WeakRef<CatalogGraph>; readonly touched: ReadonlySet<string> } | undefined
  /** Where a field of an entity stands. Parses its document again, so only for messages and evidence. */
  locate(ref: string, field: readonly (string | number)[]): Position | undefined
}
