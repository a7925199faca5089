import type { Entity } from '../entity.ts'

/** One file of the widgets' script-tag build. */
export interface Asset {
  /** The content of the file. */
  readonly body: string | Uint8Array
  /** The content type. */
  readonly type: string
  /** The ETag, without quotes. @default a hash of the body */
  readonly etag?: string | undefined
}

/** The widgets' script-tag build: `callboard.js`, and everything below `callboard/`. `@callboard/adapters/node` reads it from disk. */
export interface Assets {
  /** Every path, sorted. */
  list(): Promise<readonly string[]>
  /** The file at a path; `undefined` when there is none. Never reads outside. */
  read(path: string): Promise<Asset | undefined>
}

/** What a caller wants to do with an entity. */
export type PortalAction = 'read' | 'refresh' | 'register' | 'unregister'

/** Which pages of other origins may call the handler. */
export interface CorsOptions {
  /** The allowed origins, such as `https://wiki.acme.test`; `['*']` for any, without credentials. */
  readonly origins: readonly string[]
  /** Whether pages of these origins may send cookies. @default false */
  readonly credentials?: boolean | undefined
}

/** Where the handler is mounted, who may call it, and its limits. */
export interface HandlerOptions<Principal = unknown> {
  /** The path it is mounted at: `/callboard`. @default '' */
  readonly basePath?: string | undefined
  /** The widgets, so that pages can load them from here. Without them, `callboard.js` is not found. */
  readonly assets?: Assets | undefined
  /** Pages of other origins that may call the handler. Badges, scripts and embed pages need no CORS. @default none */
  readonly cors?: CorsOptions | undefined
  /**
   * Returns the caller of a request. `undefined`, `null`, `false`, an empty string, or an error refuses the request with 401. Without this
   * option everyone may read, and every write is refused with 401.
   */
  readonly authenticate?: ((request: Request) => Principal | undefined | Promise<Principal | undefined>) | undefined
  /**
   * Whether a caller may do something with an entity. An entity that they may not read does not exist for them: not in answers, totals,
   * facets, owners, graphs, badges or changes. `principal` is `undefined` without `authenticate`; `entity` has no relations. @default
   * everything
   */
  readonly authorize?: ((principal: Principal | undefined, action: PortalAction, entity: Entity) => boolean | Promise<boolean>) | undefined
  /**
   * Lets everyone see badges: `authenticate` is not called, and `authorize` is called with `undefined`. A badge shows the titles of an
   * entity and its owner. @default false
   */
  readonly publicBadges?: boolean | undefined
  /**
   * The accepted host names, in addition to localhost and IP addresses; others get 403. `.example.com` includes everything below it. For a
   * handler that only the machine or the company can reach: other sites cannot reach it under their own names. @default any
   */
  readonly allowedHosts?: readonly string[] | undefined
  /** Sites that may show the embed pages in a frame, as in the CSP directive `frame-ancestors`. @default any */
  readonly frameAncestors?: readonly string[] | undefined
  /** The longest request body, in bytes. @default 1_000_000 */
  readonly maxBodyBytes?: number | undefined
  /** How many clients may follow `changes` at once. @default 1000 */
  readonly maxFollowers?: number | undefined
  /** How often a silent stream of `changes` sends a heartbeat. @default 20_000 */
  readonly heartbeatMs?: number | undefined
  /** Called for internal errors, which are answered with a bare 500. @default nothing */
  readonly onError?: ((error: unknown, request: Request) => void) | undefined
}

/** One file of a static portal. */
export interface PortalFile {
  /** The path relative to the root, with forward slashes. */
  readonly path: string
  /** The content of the file. */
  readonly body: string | Uint8Array
}

/** What a static portal contains in addition to its data. */
export interface StaticOptions {
  /** The widgets to include. Without them, there are no embed pages. */
  readonly assets?: Assets | undefined
}

/** The portal as a function: `createHandler(portal, options)`. */
export type PortalHandler = (request: Request) => Promise<Response>
