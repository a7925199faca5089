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
  /** The document it was read from, with its references. */
  readonly descriptor: Descriptor
  /** The entity that readers get: frozen, with its relations. Created on first use. */
  readonly entity: Entity
  /** Relations in both directions, sorted by type, then target; including targets that no source defines. */
  readonly relations: readonly EntityRelation[]
  /** The targets of one relation type, sorted. */
  targets(type: string): readonly string[]
}

/** Since when, and why, data is only the last good reading. Times are milliseconds since 1970. */
export interface Staleness {
  /** The name of the source. */
  readonly source: string
  /** When it could last be read, in milliseconds since 1970. */
  readonly since: number
  /** Why it cannot be read now, in one sentence. */
  readonly because: string
}

/** A source, or one file of it, that cannot be read now. */
export interface Unread extends Staleness {
  /** The path of the file; absent for a source. */
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
  /** From old canonical references to current ones. */
  readonly aliases: ReadonlyMap<string, string>
  /** The CODEOWNERS files of the sources, at most one for each repository. */
  readonly codeowners: readonly CodeownersFile[]
  /** Every repository of the sources, with or without CODEOWNERS. @default those with CODEOWNERS */
  readonly repositories?: readonly Repository[] | undefined
  /** The owner of everything without another owner, as a canonical reference. */
  readonly fallbackOwner?: string | undefined
  /** The state of each source, in order of precedence. */
  readonly sources: readonly SourceState[]
  /** Sources, then files, that cannot be read now: they may contain an entity that is missing. */
  readonly unread?: readonly Unread[] | undefined
  /** Why an entity is stale: its source or its file cannot be read now. */
  stale?(ref: string): Staleness | undefined
  /** Why the entities of a file are stale, by the file's key. */
  readonly staleFiles?: ReadonlyMap<string, Staleness> | undefined
  /** The files it was built from, in order of precedence: for `saveSnapshot`. */
  readonly files?: readonly ParsedFile[] | undefined
  /**
   * The graph before this one, and the references whose nodes were added, removed or rebuilt since: every other node is the same object.
   * Indexes of the earlier graph can be patched instead of rebuilt. Absent when much changed.
   */
  readonly since?: { readonly graph: WeakRef<CatalogGraph>; readonly touched: ReadonlySet<string> } | undefined
  /** The position of a field of an entity. Parses its document again, so use it only for messages and evidence. */
  locate(ref: string, field: readonly (string | number)[]): Position | undefined
}
