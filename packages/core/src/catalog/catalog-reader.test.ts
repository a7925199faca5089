import { expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { describeCatalogReader } from '../testing/describe-catalog-reader.ts'
import { readerCatalog } from '../testing/reader-catalog.ts'
import { catalogReader } from './catalog-reader.ts'
import { createCatalog } from './create-catalog.ts'

describeCatalogReader('in memory', { create: catalogReader })

test('the catalog of the suite has only the intended problems', async () => {
  const { diagnostics, size } = await createCatalog({ sources: [memory({ entities: readerCatalog })] })
  expect(size).toBe(readerCatalog.length)
  expect(diagnostics.map(({ code }) => code)).toEqual(['catalog/missing-owner', 'catalog/missing-owner'])
})
