import { createHandler } from '@callboard/core/server'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { serveHandler } from '../../node/serve-handler.ts'
import { siteFiles } from '../../node/site-files.ts'
import { widgetAssets } from '../../node/widget-assets.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions, foundConfig, sourceArguments } from '../what-to-read.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

export const serve: Command = {
  usage: '[PATH…] [--port 7007] [--host HOST] [--site DIR]',
  options: {
    ...catalogOptions,
    port: { type: 'string', value: 'PORT', help: 'default: PORT of the environment, or 7007; 0 takes a free one' },
    host: { type: 'string', value: 'HOST', help: 'default: localhost; 0.0.0.0 answers other machines too' },
    site: { type: 'string', multiple: true, value: 'DIR', help: 'a folder of pages to serve beside it; may be given several times' },
  },
  examples: ['callboard serve catalog', 'callboard serve catalog --site pages --port 8080'],
  async run(context) {
    const { io, args } = context
    const port = context.count('port') ?? portOf(io.env['PORT']) ?? 7007
    if (port > 65_535) throw new UsageError(`--port is ${String(port)}; the highest port is 65535.`)
    const sites = context.texts('site')
    for (const site of sites) {
      const folder = resolve(io.cwd, site)
      if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`There is no folder ${site} to serve.`)
    }
    const portal = await openPortal(context, { paths: args, watch: true, tells: !context.json })
    try {
      const handler = createHandler(portal, { assets: widgetAssets() })
      const server = await serveHandler({
        handler,
        port,
        host: context.text('host') ?? 'localhost',
        site: siteFiles(sites.map(site => resolve(io.cwd, site))),
        signal: io.signal,
      })
      const { catalog } = portal
      if (context.json)
        io.out(
          `${JSON.stringify({ ...foundConfig(context, args), url: server.url, entities: catalog.size, revision: catalog.revision })}\n`,
        )
      else {
        io.out(`${portal.title} serves ${String(catalog.size)} entities at ${server.url}\n`)
        const errors = catalog.diagnostics.filter(({ severity }) => severity === 'error').length
        const validate = ['callboard validate', ...sourceArguments(context, args)].join(' ')
        if (errors > 0) io.err(`callboard: ${String(errors)} error${errors === 1 ? '' : 's'} in the descriptors; see \`${validate}\`.\n`)
      }
      await server.closed
      return 0
    } finally {
      await portal.close()
    }
  },
}

/** The port that the environment names, where it names one. */
function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError(`PORT is "${text}"; it must be a number from 0 to 65535.`)
  return Number(text)
}
