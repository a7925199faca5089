import { createHandler } from '@callboard/core/server'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { serveHandler } from '../../node/serve-handler.ts'
import { siteFiles } from '../../node/site-files.ts'
import { widgetAssets } from '../../node/widget-assets.ts'
import { errorsText } from '../errors-text.ts'
import { counted } from '../output/counted.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions, foundConfig } from '../what-to-read.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

export const serve: Command = {
  usage: '[PATH…] [--port 7007] [--host HOST] [--base-path PATH] [--cors ORIGIN] [--site DIR]',
  options: {
    ...catalogOptions,
    'port': { type: 'string', value: 'PORT', help: 'default: the environment variable PORT, or 7007; 0 picks a free port' },
    'host': { type: 'string', value: 'HOST', help: 'default: localhost; 0.0.0.0 also answers other machines' },
    'base-path': { type: 'string', value: 'PATH', help: 'the path of the portal, such as /callboard (default: /)' },
    'cors': {
      type: 'string',
      multiple: true,
      value: 'ORIGIN',
      help: 'an origin whose pages may send requests, such as https://wiki.example.com, or * for any; can be repeated',
    },
    'allowed-hosts': {
      type: 'string',
      multiple: true,
      value: 'HOST',
      help: 'a host name to answer to besides localhost, such as portal.example.com or .example.com; can be repeated',
    },
    'site': { type: 'string', multiple: true, value: 'DIR', help: 'a folder of your own pages to serve as well; can be repeated' },
  },
  examples: [
    'callboard serve catalog',
    'callboard serve catalog --site pages --port 8080',
    'callboard serve catalog --cors https://wiki.example.com --base-path /callboard',
  ],
  async run(context) {
    const { io, args } = context
    const port = context.count('port') ?? portOf(io.env['PORT']) ?? 7007
    if (port > 65_535) throw new UsageError(`--port is ${String(port)}, but the highest port is 65535.`)
    const sites = context.texts('site')
    for (const site of sites) {
      const folder = resolve(io.cwd, site)
      if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`There is no folder ${site} to serve.`)
    }
    const origins = context.texts('cors').map(originOf)
    const basePath = basePathOf(context.text('base-path'))
    const allowedHosts = context.texts('allowed-hosts').map(hostOf)
    const portal = await openPortal(context, { paths: args, watch: true, tells: !context.json })
    try {
      const cors = origins.length === 0 ? undefined : { origins }
      const handler = createHandler(portal, { assets: widgetAssets(), basePath, cors })
      const server = await serveHandler({
        handler,
        port,
        host: context.text('host') ?? 'localhost',
        allowedHosts: allowedHosts.length === 0 ? undefined : allowedHosts,
        site: siteFiles(sites.map(site => resolve(io.cwd, site))),
        signal: io.signal,
      })
      const { catalog } = portal
      const url = `${server.url}${basePath}`
      if (context.json)
        io.out(`${JSON.stringify({ ...foundConfig(context, args), url, entities: catalog.size, revision: catalog.revision })}\n`)
      else {
        io.out(`${portal.title} serves ${counted(catalog.size, 'entity', 'entities')} at ${url}\n`)
        const errors = catalog.size > 0 ? errorsText(context, catalog, args) : undefined
        if (errors !== undefined) io.err(`callboard: ${errors}.\n`)
      }
      await server.closed
      return 0
    } finally {
      await portal.close()
    }
  },
}

/** The port from the environment, if set. */
function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError(`PORT is "${text}", but must be a number from 0 to 65535.`)
  return Number(text)
}

/** An origin as browsers send it; `*` means any. */
function originOf(text: string): string {
  if (text === '*' || text === 'null') return text
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text.toLowerCase())
  if (isOrigin) return url.origin
  const hint =
    url !== undefined && /^https?:$/.test(url.protocol) ? `Did you mean ${url.origin}?` : 'For example: --cors https://wiki.example.com'
  throw new UsageError(`--cors is "${text}", but must be an origin, or * for any.`, hint)
}

/** With a leading slash and no trailing slash; empty for the root. */
function basePathOf(text: string | undefined): string {
  const path = (text ?? '').replace(/^\/+|\/+$/g, '')
  if (path === '') return ''
  if (!/^[\w.~-]+(?:\/[\w.~-]+)*$/.test(path) || path.split('/').some(part => part === '.' || part === '..'))
    throw new UsageError(
      `--base-path is "${text ?? ''}"; it must be a path of letters, digits, -, _, . and ~.`,
      'For example: --base-path /callboard',
    )
  return `/${path}`
}

function hostOf(text: string): string {
  if (text === '*' || /^\.?[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?$/i.test(text)) return text
  throw new UsageError(
    `--allowed-hosts is "${text}"; it must be a host name without scheme, port and path.`,
    'For example: --allowed-hosts portal.example.com',
  )
}
