import { createCatalog } from './catalog/create-catalog.ts'
import type { Catalog, CatalogOptions } from './catalog/catalog.ts'
import type { Plugin } from './plugin.ts'

/** The options of a portal: those of its catalog, and more. */
export interface PortalOptions extends CatalogOptions {
  /** The title that the portal shows. @default 'Callboard' */
  readonly title?: string | undefined
  /** Further kinds and sources; sources of plugins come after `sources`, and kinds in `kinds` replace those of plugins. */
  readonly plugins?: readonly Plugin[] | undefined
}

/** Everything a handler, a static build or a command needs. */
export interface Portal {
  /** The title that the portal shows. */
  readonly title: string
  /** The live catalog of all sources. */
  readonly catalog: Catalog
  /** Stops watching and refreshing. */
  close(): Promise<void>
}

/** Reads the sources of the options and plugins into one catalog. Throws `invalid-options`. */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  const { title = 'Callboard', plugins = [], sources, kinds = [], ...rest } = options
  const catalog = await createCatalog({
    ...rest,
    sources: [sources, ...plugins.map(plugin => plugin.sources ?? [])].flat(),
    kinds: [...plugins.flatMap(plugin => plugin.kinds ?? []), ...kinds],
  })
  return { title, catalog, close: () => catalog.close() }
}
