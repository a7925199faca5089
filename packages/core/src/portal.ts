import { createCatalog } from './catalog/create-catalog.ts'
import type { Catalog, CatalogOptions } from './catalog/types.ts'
import type { Plugin } from './plugin.ts'

export interface PortalOptions extends CatalogOptions {
  /** Shown where the portal names itself. @default 'Callboard' */
  readonly title?: string | undefined
  readonly plugins?: readonly Plugin[] | undefined
}

/** Everything a handler, a static build or a command needs. */
export interface Portal {
  readonly title: string
  readonly catalog: Catalog
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
