import type { Entity } from '../../entity.ts'

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
