import type { Entity } from '../entity.ts'

/** One file of the widgets' script-tag build. */
export interface Asset {
  /** The content of the file. */
  readonly body: string | Uint8Array
  /** The content type. */
  readonly type: string
  /** Without quotes; made from the body when left out. */
  readonly etag?: string | undefined
}

/** The widgets' script-tag build: `callboard.js`, and everything below `callboard/`. `@callboard/adapters/node` reads it from disk. */
export interface Assets {
  /** Every path there is, sorted. */
  list(): Promise<readonly string[]>
  /** `undefined` when there is no such path; never leads outside. */
  read(path: string): Promise<Asset | undefined>
}

/** What somebody wants to do with an entity. */
export type PortalAction = 'read' | 'refresh' | 'register' | 'unregister'

/** Which pages of other origins may call the handler. */
export interface CorsOptions {
  /** Origins whose pages may ask, such as `https://wiki.acme.test`; `['*']` for any, then without credentials. */
  readonly origins: readonly string[]
  /** Let pages of these origins send cookies. @default false */
  readonly credentials?: boolean | undefined
}

/** Where the handler is mounted, who may call it, and what bounds a call. */
export interface HandlerOptions<Principal = unknown> {
  /** The path it is mounted at: `/callboard`. @default '' */
  readonly basePath?: string | undefined
  /** The widgets, so that pages can load them from here. Without them, `callboard.js` is not found. */
  readonly assets?: Assets | undefined
  /** Pages of other origins that may ask. Badges, scripts and embed pages work everywhere without. @default none */
  readonly cors?: CorsOptions | undefined
  /**
   * Tells who asks. `undefined` refuses the request with 401. Without this option everybody may read, and every write is refused with 401. What it throws is
   * answered with 401 as well.
   */
  readonly authenticate?: ((request: Request) => Principal | undefined | Promise<Principal | undefined>) | undefined
  /**
   * Whether somebody may do something with an entity. What may not be read does not exist for them: not in answers, totals, facets, owners, graphs, badges or changes.
   * `principal` is `undefined` without `authenticate`; `entity` is without relations. @default everything
   */
  readonly authorize?: ((principal: Principal | undefined, action: PortalAction, entity: Entity) => boolean | Promise<boolean>) | undefined
  /**
   * Let everybody see badges: `authenticate` is not asked, and `authorize` is asked about `undefined`. A badge shows the titles of an entity and its owner.
   * @default false
   */
  readonly publicBadges?: boolean | undefined
  /**
   * Host names under which requests are answered, beside localhost and addresses; other names get 403. `.example.com` means everything below it, too. For a
   * handler that only the machine or the company can reach: pages of anybody cannot reach it under a name of theirs. @default any
   */
  readonly allowedHosts?: readonly string[] | undefined
  /** Sites that may show the embed pages in a frame, as in the CSP directive `frame-ancestors`. @default any */
  readonly frameAncestors?: readonly string[] | undefined
  /** The longest request body. @default 1_000_000 */
  readonly maxBodyBytes?: number | undefined
  /** How many may follow `changes` at once. @default 1000 */
  readonly maxFollowers?: number | undefined
  /** How often a silent stream of `changes` says that it lives. @default 20_000 */
  readonly heartbeatMs?: number | undefined
  /** Told of what we did wrong: the answer is a bare 500. @default nothing */
  readonly onError?: ((error: unknown, request: Request) => void) | undefined
}

/** One file of a static portal. */
export interface PortalFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string
  /** The content of the file. */
  readonly body: string | Uint8Array
}

/** What a static portal holds beside its data. */
export interface StaticOptions {
  /** The widgets to put beside the data. Without them, embed pages are left out. */
  readonly assets?: Assets | undefined
}

/** The portal as a function: `createHandler(portal, options)`. */
export type PortalHandler = (request: Request) => Promise<Response>
