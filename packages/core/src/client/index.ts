export { checkedClient } from './checked-client.ts'
export { createClient } from './create-client.ts'
export type { Client, ClientOptions, PortalType } from './types.ts'
export { CallboardError, isCallboardError, type ErrorCode } from '../errors.ts'
export { humanizeRef, parseRef, stringifyRef, tryParseRef, type EntityRef } from '../ref.ts'
export { safeUrl } from '../safe-url.ts'
export type { Entity, EntityLink, EntityMetadata, EntityRelation } from '../entity.ts'
export type {
  CatalogQuery,
  CatalogReader,
  Contact,
  EntityFilter,
  EntityGraph,
  FacetQuery,
  FacetValue,
  GraphOptions,
  OwnerAnswer,
  OwnerEvidence,
  OwnerSummary,
  QueryResult,
  ReaderOptions,
  Resolution,
} from '../catalog/types.ts'
export type { RevisionEvent } from '../http/wire.ts'
