export { isAllowedHost } from './allowed-host.ts'
export { createHandler } from './create-handler.ts'
export { buildStatic } from './static/build-static.ts'
export type { Asset, Assets, CorsOptions, HandlerOptions, PortalAction, PortalFile, PortalHandler, StaticOptions } from './types.ts'
