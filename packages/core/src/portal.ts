import { createCatalog } from './catalog/create-catalog.ts'
import type { Catalog, CatalogOptions } from './catalog/catalog.ts'
import type { Plugin } from './plugin.ts'

/** What a portal is made of: the catalog's options, and more. */
export interface PortalOptions extends CatalogOptions {
  /** Shown where the portal names itself. @default 'Callboard' */
  readonly title?: string | undefined
  /** Further kinds and sources; sources of plugins come after `sources`, and kinds in `kinds` replace those of plugins. */
  readonly plugins?: readonly Plugin[] | undefined
}

/** Everything a handler, a static build or a command needs. */
export interface Portal {
  /** The name the portal shows. */
  readonly title: string
  /** The live catalog of every source. */
  readonly catalog: Catalog
  /** Stops watching and refreshing. */
  close(): Promise<void>
}

/** Reads the sources of the options and of the plugins into one catalog and wires the stages to it. Throws `invalid-options`. */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  const { title = 'Callboard', plugins = [], sources, kinds = [], ...rest } = options
  const catalog = await createCatalog({
    ...rest,
    sources: [sources, ...plugins.map(plugin => plugin.sources ?? [])].flat(),
    kinds: [...plugins.flatMap(plugin => plugin.kinds ?? []), ...kinds],
  })
  return { title, catalog, close: () => catalog.close() }
}
