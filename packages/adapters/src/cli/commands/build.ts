import { CallboardError } from '@callboard/core'
import { buildStatic } from '@callboard/core/server'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { widgetAssets } from '../../node/widget-assets.ts'
import { printJson } from '../output/print-json.ts'
import { catalogOptions, openPortal } from '../open-portal.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

const mark = 'callboard.json'

export const build: Command = {
  name: 'build',
  summary: 'Write the static portal: data, badges and widgets for any file host',
  usage: 'PATH --out DIR',
  options: { ...catalogOptions, out: { type: 'string', value: 'DIR', help: 'where to write it; an earlier build there is replaced' } },
  examples: ['callboard build catalog --out public/callboard'],
  async run(context) {
    const { io, args, json } = context
    const out = context.text('out')
    if (out === undefined) throw new UsageError('build needs --out DIR.', 'For example: callboard build catalog --out public')
    const folder = resolve(io.cwd, out)
    await prepare(folder)
    const portal = await openPortal(context, { paths: args })
    try {
      if (portal.catalog.size === 0) throw new CallboardError('not-found', `There is no descriptor in ${args.length === 0 ? 'the current folder' : args.join(', ')}; nothing was written`)
      let count = 0
      let bytes = 0
      for await (const { path, body } of buildStatic(portal, { assets: widgetAssets() })) {
        if (io.signal.aborted) throw new CallboardError('aborted', 'Interrupted; the folder is not complete')
        const target = join(folder, ...path.split('/'))
        await mkdir(dirname(target), { recursive: true })
        await writeFile(target, body)
        count++
        bytes += typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
        if (io.isErrTty && count % 50 === 0) io.err(`\r\u001b[KWriting … ${String(count)} files`)
      }
      if (io.isErrTty) io.err('\r\u001b[K')
      if (json) printJson(io, { out: folder, files: count, bytes, entities: portal.catalog.size, revision: portal.catalog.revision })
      else io.out(`${String(portal.catalog.size)} entities in ${String(count)} files (${String(Math.ceil(bytes / 1000))} kB): ${out}\n`)
      return 0
    } finally {
      await portal.close()
    }
  },
}

/** Only an empty folder, or what an earlier build made, is written into. */
async function prepare(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const names = await readdir(folder)
  if (names.length === 0) return
  if (!names.includes(mark)) throw new UsageError(`${folder} is not empty and holds no earlier build.`, 'Name another folder, or empty it first.')
  for (const name of [mark, 'data', 'badge', 'embed', 'callboard', 'callboard.js', 'index.html']) await rm(join(folder, name), { recursive: true, force: true })
}
