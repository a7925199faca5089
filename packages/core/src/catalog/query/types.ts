import type { Entity } from '../../entity.ts'

/**
 * Backstage's filter: all fields of an object must match; of a list of objects, any; of a list of values, any; `filterExists` matches any
 * value.
 */
export type EntityFilter = EntityFilterItem | readonly EntityFilterItem[]

/** Dot paths such as `metadata.tags`, each with the value to match, ignoring case; a list matches when any of its items does. */
export interface EntityFilterItem {
  readonly [path: string]: string | readonly string[] | typeof filterExists
}

/** As a filter value: the field exists, with any value. A registered symbol, so that all copies of this package agree. */
export const filterExists: unique symbol = Symbol.for('CATALOG_FILTER_EXISTS') as never

/** Backstage's newer query predicates (`@backstage/filter-predicates`). */
export type Predicate = PredicateAll | PredicateAny | PredicateNot | PredicateFields

export interface PredicateAll {
  /** All of them must match. */
  readonly $all: readonly Predicate[]
}

export interface PredicateAny {
  /** At least one of them must match. */
  readonly $any: readonly Predicate[]
}

export interface PredicateNot {
  /** It must not match. */
  readonly $not: Predicate
}

export interface PredicateFields {
  readonly [path: string]: PredicateValue | undefined
}

export type PredicatePrimitive = string | number | boolean

/** What a field must match: an equal value, or an operator. */
export type PredicateValue =
  | PredicatePrimitive
  | {
      /** Whether the field must exist. */
      readonly $exists: boolean
    }
  | {
      /** The field must be one of these. */
      readonly $in: readonly PredicatePrimitive[]
    }
  | {
      /** A list must contain this value, or an item that matches the predicate. */
      readonly $contains: PredicatePrimitive | Predicate
    }
  | {
      /** The text must start with this, ignoring case. */
      readonly $hasPrefix: string
    }

/** One field to sort by. */
export interface OrderField {
  /** The dot path, such as `metadata.name`. */
  readonly field: string
  /** The direction: ascending or descending. @default 'asc' */
  readonly order?: 'asc' | 'desc' | undefined
}

/** A query for entities. */
export interface CatalogQuery {
  /** Which entities to return. */
  readonly filter?: EntityFilter | undefined
  /** Must match in addition to `filter`. */
  readonly predicate?: Predicate | undefined
  /** Case-insensitive substring. */
  readonly fullText?: { readonly term: string; readonly fields?: readonly string[] | undefined } | undefined
  /** Several fields; numbers sort as numbers; entities without a field come last. @default by reference */
  readonly order?: readonly OrderField[] | undefined
  /** The most items on a page. @default all */
  readonly limit?: number | undefined
  /** How many items to skip. */
  readonly offset?: number | undefined
  /** A cursor from an earlier answer. It contains the question: apart from it, only `limit` and `fields` are used. */
  readonly cursor?: string | undefined
  /** Only these dot paths of each entity. */
  readonly fields?: readonly string[] | undefined
}

/** One page of an answer. */
export interface QueryResult {
  /** The entities of the page, in order. */
  readonly items: readonly Entity[]
  /** How many entities match, on all pages. */
  readonly totalItems: number
  /** Asks for the page after this one; absent on the last. */
  readonly nextCursor?: string | undefined
  /** Asks for the page before this one; absent on the first. */
  readonly prevCursor?: string | undefined
}

/** One value of a field, and how often it occurs. */
export interface FacetValue {
  /** The value as text. */
  readonly value: string
  /** How many entities have it. */
  readonly count: number
}

/** A query for the values of fields. */
export interface FacetQuery {
  /** Dot paths, such as `spec.type`. */
  readonly facets: readonly string[]
  /** Which entities to count. */
  readonly filter?: EntityFilter | undefined
  /** Must match in addition to `filter`. */
  readonly predicate?: Predicate | undefined
}
