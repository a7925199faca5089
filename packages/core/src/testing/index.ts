export { describeSource, type SourceSuite } from './describe-source.ts'
export type { SourceCheck } from './source-cases.ts'
export { describeCatalogReader, type CatalogReaderSuite } from './describe-catalog-reader.ts'
export type { CatalogReaderCheck } from './reader-cases.ts'
