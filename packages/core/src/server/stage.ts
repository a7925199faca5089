import type { CatalogGraph } from '../catalog/graph/graph.ts'
import type { Portal } from '../portal.ts'
import type { Route } from './route.ts'
import type { Assets, HandlerOptions, PortalFile } from './types.ts'

/** Where routes start, and how requests are read there. */
export interface Root {
  /** The path, such as `/api/catalog`; empty for the root of the portal. */
  readonly path: string
  /**
   * `backstage`: a body that is not JSON is rejected before anything else, and unknown paths and methods get 404 without a body. Both APIs
   * ignore letter case and a trailing slash in paths. `site`: unknown paths get 404 for every caller.
   */
  readonly manner: 'backstage' | 'callboard' | 'site'
}

/** What a stage needs for its routes. */
export interface RouteSetup {
  readonly portal: Portal
  readonly options: Pick<HandlerOptions, 'assets' | 'frameAncestors' | 'heartbeatMs' | 'maxFollowers' | 'publicBadges'>
}

/** What a stage needs for its files of a static portal. */
export interface FileSetup {
  /** One state of the catalog, for every file. */
  readonly graph: CatalogGraph
  readonly title: string
  readonly assets: Assets | undefined
}

/** The routes and files of one part of the product. */
export interface Stage {
  readonly root: Root
  /** Its routes below the root, for one handler. */
  routes(setup: RouteSetup): readonly Route[]
  /** Its files in a static portal, in addition to the data. */
  files?(setup: FileSetup): AsyncIterable<PortalFile>
}
