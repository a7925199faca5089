import { beforeAll, describe, test } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogReader } from '../catalog/catalog-reader.ts'
import { memory } from '../source/memory.ts'
import { readerCases, type CatalogReaderCheck, type ReaderWorld } from './reader-cases.ts'
import { readerCatalog } from './reader-catalog.ts'
import { reasonToSkip } from './suite-case.ts'

/** The reader under test, and the checks to skip. */
export interface CatalogReaderSuite {
  /** Creates a reader for the entities of a catalog: a client of a handler that serves it, or a database with its entities. */
  readonly create: (catalog: Catalog) => CatalogReader | Promise<CatalogReader>
  /** Checks to skip, each with its reason, which appears in the test output. */
  readonly skip?: Readonly<Partial<Record<CatalogReaderCheck, string>>> | undefined
}

/**
 * The published suite for the `CatalogReader` contract, for vitest: for a small catalog, a reader must return the answers in the suite,
 * with the same texts as the catalog in memory, and reject invalid questions with the code of a `CallboardError`.
 *
 * @example
 * describeCatalogReader('http', { create: catalog => createClient({ src, fetch: request => handlerOf(catalog)(request) }) })
 */
export function describeCatalogReader(name: string, { create, skip = {} }: CatalogReaderSuite): void {
  describe(`catalog reader ${name}`, () => {
    let world: ReaderWorld | undefined
    beforeAll(async () => {
      const catalog = await createCatalog({ sources: [memory({ entities: readerCatalog })] })
      world = { catalog, reader: await create(catalog) }
    })

    for (const one of readerCases()) {
      const run = async (): Promise<void> => {
        if (world !== undefined) await one.run(world)
      }
      const reason = reasonToSkip(one, skip)
      if (reason !== undefined) test.skip(`${one.name} [skipped: ${reason}]`, run)
      else test(one.name, run)
    }
  })
}
