import { beforeAll, describe, test } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogReader } from '../catalog/catalog-reader.ts'
import { memory } from '../source/memory.ts'
import { readerCases, type CatalogReaderCheck, type ReaderWorld } from './reader-cases.ts'
import { readerCatalog } from './reader-catalog.ts'
import { reasonToSkip } from './suite-case.ts'

/** The reader that is tried, and what it cannot do. */
export interface CatalogReaderSuite {
  /** A reader over the entities of a catalog: a client of a handler that serves it, a database it was written to. */
  readonly create: (catalog: Catalog) => CatalogReader | Promise<CatalogReader>
  /** Checks that cannot hold, each with its reason, which the run prints. */
  readonly skip?: Readonly<Partial<Record<CatalogReaderCheck, string>>> | undefined
}

/**
 * The published suite of the `CatalogReader` contract, for vitest: a reader over a small catalog must give the answers that are written down in the suite, in the
 * words of the catalog in memory, and refuse wrong questions with the code of a `CallboardError`.
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
