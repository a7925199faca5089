import type { Entity } from '../../entity.ts'

/**
 * Backstage's filter: all fields of one object must hold, any object of a list; a list of values means any of them; `true` means the field
 * is there.
 */
export type EntityFilter = EntityFilterItem | readonly EntityFilterItem[]

/** Dot paths such as `metadata.tags`, each with the value that must be there, in letters of any case; a list holds when any of its items does. */
export interface EntityFilterItem {
  readonly [path: string]: string | readonly string[] | typeof filterExists
}

/** As a filter value: the field is there, whatever it holds. A registered symbol, so that copies of this package agree. */
export const filterExists: unique symbol = Symbol.for('CATALOG_FILTER_EXISTS') as never

/** Backstage's newer query predicates (`@backstage/filter-predicates`). */
export type Predicate = PredicateAll | PredicateAny | PredicateNot | PredicateFields

export interface PredicateAll {
  /** Every one of them must hold. */
  readonly $all: readonly Predicate[]
}

export interface PredicateAny {
  /** At least one of them must hold. */
  readonly $any: readonly Predicate[]
}

export interface PredicateNot {
  /** It must not hold. */
  readonly $not: Predicate
}

export interface PredicateFields {
  readonly [path: string]: PredicateValue | undefined
}

export type PredicatePrimitive = string | number | boolean

/** What a field must be: a value equal to it, or what the operator says. */
export type PredicateValue =
  | PredicatePrimitive
  | {
      /** Whether the field must be there. */
      readonly $exists: boolean
    }
  | {
      /** The field must be one of these. */
      readonly $in: readonly PredicatePrimitive[]
    }
  | {
      /** A list must hold this value, or an item for which the predicate holds. */
      readonly $contains: PredicatePrimitive | Predicate
    }
  | {
      /** The text must begin with this, in letters of any case. */
      readonly $hasPrefix: string
    }

/** One field to sort by. */
export interface OrderField {
  /** The dot path, such as `metadata.name`. */
  readonly field: string
  /** The direction: ascending or descending. @default 'asc' */
  readonly order?: 'asc' | 'desc' | undefined
}

/** A question for many entities. */
export interface CatalogQuery {
  /** Which entities to return. */
  readonly filter?: EntityFilter | undefined
  /** Must hold as well as `filter`. */
  readonly predicate?: Predicate | undefined
  /** Case-insensitive substring. */
  readonly fullText?: { readonly term: string; readonly fields?: readonly string[] | undefined } | undefined
  /** Several fields; numbers sort as numbers; entities without a field come last. @default by reference */
  readonly order?: readonly OrderField[] | undefined
  /** The most items on a page. @default all */
  readonly limit?: number | undefined
  /** How many items to skip. */
  readonly offset?: number | undefined
  /** From an earlier answer; carries the question, so that only `limit` and `fields` are read beside it. */
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

/** A question for the values that fields have. */
export interface FacetQuery {
  /** Dot paths, such as `spec.type`. */
  readonly facets: readonly string[]
  /** Which entities to count. */
  readonly filter?: EntityFilter | undefined
  /** Must hold as well as `filter`. */
  readonly predicate?: Predicate | undefined
}
