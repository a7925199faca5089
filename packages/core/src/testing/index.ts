export { describeSource, type SourceCheck, type SourceSuite } from './describe-source.ts'
export { describeCatalogReader, type CatalogReaderSuite } from './describe-catalog-reader.ts'
export type { CatalogReaderCheck } from './reader-cases.ts'
