import { buildStatic, type PortalFile } from '@callboard/core/server'
import { resolve } from 'node:path'
import { widgetAssets } from '../../node/widget-assets.ts'
import { checkApart, readOutput } from '../output-folder/check-output.ts'
import { writeOutput } from '../output-folder/write-output.ts'
import { counted } from '../output/counted.ts'
import { printJson } from '../output/print-json.ts'
import { visible } from '../output/visible.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions, foundConfig, typedPaths } from '../what-to-read.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

export const build: Command = {
  usage: '[PATH…] --out DIR',
  options: { ...catalogOptions, out: { type: 'string', value: 'DIR', help: 'where to write it; replaces an earlier build there' } },
  examples: ['callboard build catalog --out public/callboard'],
  async run(context) {
    const { io, args, json } = context
    const out = context.text('out')
    if (out === undefined) throw new UsageError('build needs --out DIR.', 'For example: callboard build catalog --out public')
    const folder = resolve(io.cwd, out)
    const shown = visible(out)
    const sources = [...typedPaths(context, args).values()].map(path => resolve(io.cwd, path))
    await checkApart(folder, shown, sources)
    const list = await readOutput(folder, shown)
    const portal = await openPortal(context, { paths: args, needsEntities: true })
    try {
      const files: PortalFile[] = []
      for await (const file of buildStatic(portal, { assets: widgetAssets() })) files.push(file)
      const show = (count: number): void => {
        if (io.isErrTty && count % 50 === 0) io.err(`\r\u001b[KWriting … ${counted(count, 'file')}`)
      }
      await writeOutput(files, { folder, shown, list, signal: io.signal, onFile: show })
      const bytes = files.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0)
      if (io.isErrTty) io.err('\r\u001b[K')
      if (!files.some(({ path }) => path === 'callboard.js'))
        io.err(
          'callboard: The widgets are not there, so pages cannot load them from this folder; in a checkout of Callboard, run `npm run build` first.\n',
        )
      if (json)
        printJson(io, {
          ...foundConfig(context, args),
          out,
          files: files.length,
          bytes,
          entities: portal.catalog.size,
          revision: portal.catalog.revision,
        })
      else
        io.out(
          `${counted(portal.catalog.size, 'entity', 'entities')} in ${counted(files.length, 'file')} (${String(Math.ceil(bytes / 1000))} kB): ${shown}\n`,
        )
      return 0
    } finally {
      await portal.close()
    }
  },
}
