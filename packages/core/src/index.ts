export { CallboardError, isCallboardError, type ErrorCode } from './errors.ts'
export { diagnosticCodes, type Diagnostic, type DiagnosticCode, type Position, type Report, type Severity } from './diagnostics.ts'
export type { Entity, EntityLink, EntityMetadata, EntityRelation } from './entity.ts'
export type { JsonObject, JsonValue } from './plain-data.ts'
export { humanizeRef, parseRef, stringifyRef, tryParseRef, type EntityRef, type RefContext } from './ref.ts'

export { memory, type MemoryOptions, type MemorySource } from './source/memory.ts'
export type { SourceLimits } from './source/read-items.ts'
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

export { catalogReader, type CatalogReader, type ReaderOptions } from './catalog/catalog-reader.ts'
export {
  aiResource,
  type AiMarketplaceSpec,
  type AiPluginSpec,
  type AiResourceSpec,
  type AiRuleSpec,
  type AiSkillSpec,
} from './kinds/ai-resource.ts'
export { api, type ApiSpec, type McpServerApiSpec } from './kinds/api.ts'
export { component, type ComponentSpec } from './kinds/component.ts'
export { coreKinds } from './kinds/core-kinds.ts'
export { defineEntity, type EntityInput } from './kinds/define-entity.ts'
export { defineKind } from './kinds/define-kind.ts'
export { domain, type DomainSpec } from './kinds/domain.ts'
export type { Profile } from './kinds/fields.ts'
export { group, type GroupSpec } from './kinds/group.ts'
export { isKind } from './kinds/is-kind.ts'
export { kindJsonSchema, kindsJsonSchema } from './kinds/json-schema.ts'
export { location, type LocationSpec } from './kinds/location.ts'
export { resource, type ResourceSpec } from './kinds/resource.ts'
export { system, type SystemSpec } from './kinds/system.ts'
export {
  template,
  type TemplateDecorator,
  type TemplateOutput,
  type TemplateParameters,
  type TemplateSpec,
  type TemplateStep,
} from './kinds/template.ts'
export type { EntityOf, Kind, KindVersion, RelationRule } from './kinds/types.ts'
export { user, type UserSpec } from './kinds/user.ts'

export { readItem, type ReadItemContext } from './descriptor/read-item.ts'
export type {
  Descriptor,
  DescriptorEdge,
  DescriptorLimits,
  DocumentReport,
  FieldPosition,
  LocationTarget,
  ParsedFile,
  ParsedFile as ReadFile,
} from './descriptor/types.ts'

export { createCatalog } from './catalog/create-catalog.ts'
export { saveSnapshot } from './catalog/save-snapshot.ts'
export type { CatalogGraph, CatalogNode, Staleness } from './catalog/graph/graph.ts'
export type { CatalogReads, CatalogSnapshot, EntityOrigin } from './catalog/catalog-reads.ts'
export type { CatalogDiff, EntityChange } from './catalog/diff.ts'
export { type Catalog, type CatalogChange, type CatalogOptions, type CatalogProgress, type FileReport } from './catalog/catalog.ts'
export type { EntityGraph, GraphOptions } from './catalog/graph/graph-around.ts'
export type { RelatedEntity, RelatedOptions } from './catalog/graph/related.ts'
export { type Contact, type OwnerAnswer, type OwnerEvidence, type OwnerSummary } from './catalog/ownership/types.ts'
export {
  type CatalogQuery,
  type EntityFilter,
  type EntityFilterItem,
  type FacetQuery,
  type FacetValue,
  type OrderField,
  type Predicate,
  type PredicateValue,
  type QueryResult,
  filterExists,
} from './catalog/query/types.ts'
export { type Resolution } from './catalog/resolve/types.ts'

export { definePlugin, type Plugin } from './plugin.ts'
export { createPortal, type Portal, type PortalOptions } from './portal.ts'
