import type { Diagnostic, Position } from '../diagnostics.ts'
import type { Entity } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'
import type { DescriptorLimits, DocumentReport } from '../descriptor/types.ts'
import type { SourceLimits } from '../source/read-items.ts'
import type { Source, SourceState } from '../source/types.ts'
import type { CatalogGraph } from './graph/graph.ts'

/**
 * Backstage's filter: all fields of one object must hold, any object of a list; a list of values means any of them; `true` means the field
 * is there.
 */
export type EntityFilter = EntityFilterItem | readonly EntityFilterItem[]
export interface EntityFilterItem {
  readonly [path: string]: string | readonly string[] | typeof filterExists
}

/** As a filter value: the field is there, whatever it holds. A registered symbol, so that copies of this package agree. */
export const filterExists: unique symbol = Symbol.for('CATALOG_FILTER_EXISTS') as never

/** Backstage's newer query predicates (`@backstage/filter-predicates`). */
export type Predicate = PredicateAll | PredicateAny | PredicateNot | PredicateFields
export interface PredicateAll {
  readonly $all: readonly Predicate[]
}
export interface PredicateAny {
  readonly $any: readonly Predicate[]
}
export interface PredicateNot {
  readonly $not: Predicate
}
export interface PredicateFields {
  readonly [path: string]: PredicateValue | undefined
}
export type PredicatePrimitive = string | number | boolean
export type PredicateValue =
  | PredicatePrimitive
  | { readonly $exists: boolean }
  | { readonly $in: readonly PredicatePrimitive[] }
  | { readonly $contains: PredicatePrimitive | Predicate }
  | { readonly $hasPrefix: string }

export interface OrderField {
  readonly field: string
  /** @default 'asc' */
  readonly order?: 'asc' | 'desc' | undefined
}

/** A question for many entities. */
export interface CatalogQuery {
  readonly filter?: EntityFilter | undefined
  /** Must hold as well as `filter`. */
  readonly predicate?: Predicate | undefined
  /** Case-insensitive substring. */
  readonly fullText?: { readonly term: string; readonly fields?: readonly string[] | undefined } | undefined
  /** Several fields; numbers sort as numbers; entities without a field come last. @default by reference */
  readonly order?: readonly OrderField[] | undefined
  /** @default all */
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  /** From an earlier answer; carries the question, so that only `limit` and `fields` are read beside it. */
  readonly cursor?: string | undefined
  /** Only these dot paths of each entity. */
  readonly fields?: readonly string[] | undefined
}

export interface QueryResult {
  readonly items: readonly Entity[]
  readonly totalItems: number
  readonly nextCursor?: string | undefined
  readonly prevCursor?: string | undefined
}

export interface FacetValue {
  readonly value: string
  readonly count: number
}

export interface FacetQuery {
  readonly facets: readonly string[]
  readonly filter?: EntityFilter | undefined
  readonly predicate?: Predicate | undefined
}

/** How a text was understood as an entity. */
export interface Resolution {
  /** The text that was asked. */
  readonly query: string
  /** The canonical reference, when one entity is meant. */
  readonly ref?: string | undefined
  /** How it was found. `noisy-name`: after taking off hashes, pod suffixes, hosts, versions or environments. */
  readonly how: 'ref' | 'name' | 'alias' | 'title' | 'noisy-name' | 'file' | 'similar' | 'none'
  /**
   * `exact` leaves no doubt; `high` is a noisy form of one name; `low` needs a person to confirm and is never answered without saying so.
   */
  readonly confidence: 'exact' | 'high' | 'low' | 'none'
  /** One sentence when there is something to say: an old name, what was stripped, what was ambiguous. */
  readonly note?: string | undefined
  /** Other entities it could mean, best first, at most five. */
  readonly candidates: readonly string[]
}

/** A group or a person as an answer shows them. */
export interface OwnerSummary {
  readonly ref: string
  readonly kind: string
  readonly name: string
  /** Title, display name, or name. */
  readonly title: string
  /** False when no source defines it. */
  readonly exists: boolean
  readonly type?: string | undefined
  /** The address of a picture, as the profile gives it. Whoever shows it decides which addresses may be fetched. */
  readonly picture?: string | undefined
}

/** One way to reach somebody or something. */
export interface Contact {
  readonly kind: 'chat' | 'email' | 'on-call' | 'phone' | 'runbook' | 'issues' | 'docs' | 'dashboard' | 'link'
  readonly label: string
  readonly value: string
  /** Only http, https, mailto or tel. */
  readonly href?: string | undefined
  /** The entity that says so, and the field. */
  readonly from: { readonly ref: string; readonly field: string }
}

/** One step of the search for an owner. */
export interface OwnerEvidence {
  readonly step: 'spec.owner' | 'codeowners' | 'system' | 'domain' | 'fallback'
  readonly outcome: 'owner' | 'not-set' | 'unknown-entity' | 'explicitly-unowned' | 'no-match' | 'cycle'
  /** One sentence. */
  readonly message: string
  /** The entity that was looked at. */
  readonly entity?: string | undefined
  /** The owner or parent that was named there. */
  readonly ref?: string | undefined
  readonly at?: Position | undefined
}

/** The whole answer to "who owns this, and how do I reach them?". JSON-safe: CLI, HTTP and client give this same shape. */
export interface OwnerAnswer {
  readonly query: string
  readonly match: Omit<Resolution, 'query'>
  /** What was asked about, when it was found. */
  readonly entity?:
    | {
        readonly ref: string
        readonly kind: string
        readonly name: string
        readonly title: string
        readonly type?: string
        readonly lifecycle?: string
        readonly description?: string
      }
    | undefined
  /** The file that was asked about. */
  readonly file?: string | undefined
  readonly state: 'owned' | 'unowned' | 'unmatched' | 'not-found'
  readonly owner?: OwnerSummary | undefined
  /** Further owners (CODEOWNERS may name several). */
  readonly coOwners: readonly OwnerSummary[]
  /** Ways to reach the owner and the entity, the best now first. */
  readonly reach: readonly Contact[]
  /** What an answer should have and nothing names. */
  readonly missing: readonly ('owner' | 'chat' | 'on-call' | 'email' | 'runbook')[]
  /** The search for the owner, in order. */
  readonly because: readonly OwnerEvidence[]
  /** The groups above the owner, nearest first, with how to reach them. */
  readonly escalation: readonly (OwnerSummary & { readonly reach: readonly Contact[] })[]
  /** Set when the entity comes from a source that cannot be read now. */
  readonly stale?: { readonly source: string; readonly since: number; readonly because: string } | undefined
  readonly revision: string
}

export interface RelatedOptions {
  /** How many steps. @default 1 */
  readonly depth?: number | undefined
}

export interface RelatedEntity {
  readonly ref: string
  /** Absent when no source defines it. */
  readonly entity?: Entity | undefined
  /** Steps from the start, from 1. */
  readonly depth: number
  /** The reference one step nearer. */
  readonly via: string
  /** True when a way from here leads back to one of the steps before it. */
  readonly cycle: boolean
}

export interface GraphOptions {
  /** @default 1 */
  readonly depth?: number | undefined
  /** Relation types to follow. @default all */
  readonly types?: readonly string[] | undefined
  /** The most nodes. @default 1000 */
  readonly maxNodes?: number | undefined
}

export interface EntityGraph {
  readonly root: string
  readonly nodes: readonly {
    readonly ref: string
    readonly kind: string
    readonly title: string
    readonly exists: boolean
    readonly depth: number
  }[]
  /** One line for each pair of relations, in the forward direction of the kinds' rules. */
  readonly edges: readonly { readonly source: string; readonly type: string; readonly target: string; readonly cycle: boolean }[]
  readonly cycles: readonly (readonly string[])[]
  /** True when `maxNodes` cut it. */
  readonly truncated: boolean
}

export interface EntityChange {
  readonly ref: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Dot paths that differ, for `changed`. */
  readonly fields: readonly string[]
  readonly ownerBefore?: string | undefined
  readonly ownerAfter?: string | undefined
}

/** What differs between two states of the catalog. */
export interface CatalogDiff {
  readonly from: string
  readonly to: string
  readonly changes: readonly EntityChange[]
}

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

export interface CatalogOptions {
  readonly sources: readonly Source[]
  /** Kinds beside the built-in ones; one of the same name replaces it. */
  readonly kinds?: readonly Kind[] | undefined
  /** Old references to present ones: `{ 'component:default/orders': 'component:default/order-api' }`. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** Who owns what nothing else names an owner for. */
  readonly fallbackOwner?: string | undefined
  readonly limits?: DescriptorLimits | undefined
  /** The text of `saveSnapshot(catalog)`: files with the same content are not parsed again. */
  readonly snapshot?: string | undefined
  /** Follow the sources that can be watched. @default false */
  readonly watch?: boolean | undefined
  /** Read sources that cannot be watched again after this long; 0 means never. @default 0 */
  readonly refreshEveryMs?: number | undefined
  /** What bounds one reading of each source: one that goes over counts as failed. */
  readonly sourceLimits?: SourceLimits | undefined
  /** A source that gives nothing for this long while it is read counts as failed; 0 means never. @default 120_000 */
  readonly idleTimeoutMs?: number | undefined
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined
  readonly signal?: AbortSignal | undefined
  /** Told while sources are read: for progress on a terminal. */
  readonly onProgress?: ((progress: CatalogProgress) => void) | undefined
}

export interface CatalogProgress {
  readonly source: string
  readonly files: number
  readonly entities: number
}

export interface CatalogChange {
  readonly revision: string
  readonly diff: CatalogDiff
  readonly sources: readonly SourceState[]
}

/** A live catalog: always answers from one immutable snapshot, which a refresh swaps. */
export interface Catalog extends CatalogReads {
  readonly snapshot: CatalogSnapshot
  /** What became of every document of every file, by source and path. */
  readonly documents: readonly FileReport[]
  /** Reads the sources again; resolves when the new snapshot answers. */
  refresh(options?: { readonly signal?: AbortSignal | undefined }): Promise<CatalogDiff>
  /**
   * The folder on this machine that the paths of a source start from, by the name of the source; only sources that have one. For tools that run on the same
   * machine: no answer over HTTP and no file of a static portal holds it.
   */
  roots(): ReadonlyMap<string, string>
  /** Every swap from now on, until the signal aborts. A slow consumer sees one joined change. */
  changes(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<CatalogChange>
  /** Stops watching and refreshing. */
  close(): Promise<void>
}

export interface FileReport {
  readonly source: string
  readonly path: string
  /** Where it lies, when the source says so: `url:https://…`, or `file:` and the path within the source. */
  readonly location?: string | undefined
  readonly documents: readonly DocumentReport[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The asynchronous reading side that the catalog in memory, the HTTP client and databases share. Same questions, same answers. */
export interface CatalogReader {
  get(ref: string, options?: ReaderOptions): Promise<Entity | undefined>
  /** Same order and length as `refs`. */
  getMany(refs: readonly string[], options?: ReaderOptions): Promise<readonly (Entity | undefined)[]>
  query(query: CatalogQuery, options?: ReaderOptions): Promise<QueryResult>
  facets(query: FacetQuery, options?: ReaderOptions): Promise<Readonly<Record<string, readonly FacetValue[]>>>
  owner(query: string, options?: ReaderOptions): Promise<OwnerAnswer>
  /** Same order and length as `queries`. */
  owners(queries: readonly string[], options?: ReaderOptions): Promise<readonly OwnerAnswer[]>
  graph(ref: string, options?: GraphOptions & ReaderOptions): Promise<EntityGraph>
}

export interface ReaderOptions {
  readonly signal?: AbortSignal | undefined
}
