export { CallboardError, isCallboardError, type ErrorCode } from './errors.ts'
export { diagnosticCodes, type Diagnostic, type DiagnosticCode, type Position, type Report, type Severity } from './diagnostics.ts'
export type { Entity, EntityLink, EntityMetadata, EntityRelation } from './entity.ts'
export type { JsonObject, JsonValue } from './json.ts'
export { humanizeRef, parseRef, stringifyRef, tryParseRef, type EntityRef, type RefContext } from './ref.ts'

export { memory, type MemoryOptions, type MemorySource } from './source/memory.ts'
export type {
  FailedItem,
  ItemOrigin,
  ObjectItem,
  Source,
  SourceContext,
  SourceEvent,
  SourceFiles,
  SourceItem,
  SourceState,
  TextItem,
  UnchangedItem,
} from './source/types.ts'

export { catalogReader } from './catalog/catalog-reader.ts'
export { createCatalog } from './catalog/create-catalog.ts'
export { saveSnapshot } from './catalog/save-snapshot.ts'
export type { CatalogGraph, CatalogNode, Staleness } from './catalog/graph.ts'
export {
  filterExists,
  type Catalog,
  type CatalogChange,
  type CatalogDiff,
  type CatalogOptions,
  type CatalogProgress,
  type CatalogQuery,
  type CatalogReader,
  type CatalogReads,
  type CatalogSnapshot,
  type Contact,
  type EntityChange,
  type EntityFilter,
  type EntityFilterItem,
  type EntityGraph,
  type EntityOrigin,
  type FacetQuery,
  type FacetValue,
  type FileReport,
  type GraphOptions,
  type OrderField,
  type OwnerAnswer,
  type OwnerEvidence,
  type OwnerSummary,
  type Predicate,
  type PredicateValue,
  type QueryResult,
  type ReaderOptions,
  type RelatedEntity,
  type RelatedOptions,
  type Resolution,
} from './catalog/types.ts'

export { definePlugin, type Plugin } from './plugin.ts'
export { createPortal, type Portal, type PortalOptions } from './portal.ts'
