import { throwIfAborted } from '../abort.ts'
import type { CatalogReader, CatalogReads, ReaderOptions } from './types.ts'

/** The asynchronous face of a catalog in memory: what is written against it works with the HTTP client and databases as well. */
export function catalogReader(catalog: CatalogReads): CatalogReader {
  return {
    get: async (ref, options) => now(options, () => catalog.get(ref)),
    getMany: async (refs, options) => now(options, () => refs.map(ref => catalog.get(ref))),
    query: async (query, options) => now(options, () => catalog.query(query)),
    facets: async (query, options) => now(options, () => catalog.facets(query)),
    owner: async (query, options) => now(options, () => catalog.owner(query)),
    owners: async (queries, options) => now(options, () => queries.map(query => catalog.owner(query))),
    graph: async (ref, options = {}) => now(options, () => catalog.graph(ref, options)),
  }
}

function now<T>(options: ReaderOptions | undefined, answer: () => T): T {
  throwIfAborted(options?.signal)
  return answer()
}
