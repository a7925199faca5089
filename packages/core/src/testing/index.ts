export { describeSource, type SourceCheck, type SourceSuite } from './describe-source.ts'
export { describeCatalogReader, type CatalogReaderCheck, type CatalogReaderSuite } from './describe-catalog-reader.ts'
