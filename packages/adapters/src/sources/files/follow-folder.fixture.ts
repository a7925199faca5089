import { createCatalog, type Catalog, type CatalogChange } from '@callboard/core'
import { onTestFinished } from 'vitest'
import { files } from './files.ts'

/** Runs as a user to whom file permissions apply. */
export async function withoutRoot<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await run()
  process.seteuid?.(65_534)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}

/** A catalog that follows a folder; `until` resolves to the first change after which `holds` is true. */
export async function following(
  path: string,
  options: { readonly now?: (() => number) | undefined } = {},
): Promise<{ readonly catalog: Catalog; readonly until: (holds: () => boolean) => Promise<CatalogChange | undefined> }> {
  const catalog = await createCatalog({ sources: [files(path)], watch: true, ...options })
  onTestFinished(async () => await catalog.close())
  const changes = catalog.changes()[Symbol.asyncIterator]()
  return {
    catalog,
    async until(holds) {
      let last: CatalogChange | undefined
      while (!holds()) {
        const step = await changes.next()
        if (step.done === true) throw new Error('The changes ended')
        last = step.value
      }
      return last
    },
  }
}
