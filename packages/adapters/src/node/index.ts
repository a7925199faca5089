export { serveHandler, type Responder, type RunningServer, type ServeOptions } from './serve-handler.ts'
export { siteFiles } from './site-files.ts'
export { widgetAssets } from './widget-assets.ts'
