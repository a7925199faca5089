import type { CatalogGraph } from '../catalog/graph/graph.ts'
import type { Portal } from '../portal.ts'
import type { Route } from './route.ts'
import type { Assets, HandlerOptions, PortalFile } from './types.ts'

/** Where routes start, and in which manner requests are read there. */
export interface Root {
  /** Such as `/api/catalog`; empty for the root of the portal. */
  readonly path: string
  /**
   * `backstage`: a body that is not JSON is refused before anything else, and unknown addresses and methods get 404 without a body. Both APIs take words in
   * any letter case and a slash at the end. `site`: unknown addresses get 404 whoever asks.
   */
  readonly manner: 'backstage' | 'callboard' | 'site'
}

/** What a stage makes its routes with. */
export interface RouteSetup {
  readonly portal: Portal
  readonly options: Pick<HandlerOptions, 'assets' | 'frameAncestors' | 'heartbeatMs' | 'maxFollowers' | 'publicBadges'>
}

/** What a stage makes its files of a static portal with. */
export interface FileSetup {
  /** One state of the catalog, for every file. */
  readonly graph: CatalogGraph
  readonly title: string
  readonly assets: Assets | undefined
}

/** What one part of the product puts on the web. */
export interface Stage {
  readonly root: Root
  /** Its addresses below the root, for one handler. */
  routes(setup: RouteSetup): readonly Route[]
  /** Its files in a static portal, beside the data. */
  files?(setup: FileSetup): AsyncIterable<PortalFile>
}
