import { CallboardError } from '@callboard/core'
import { buildStatic } from '@callboard/core/server'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { widgetAssets } from '../../node/widget-assets.ts'
import { reasonOf } from '../../sources/files/read-confined.ts'
import { printJson } from '../output/print-json.ts'
import { catalogOptions, openPortal } from '../open-portal.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

const mark = 'callboard.json'

/** What a build writes at the top of its folder. */
const written = [mark, 'data', 'badge', 'embed', 'callboard', 'callboard.js', 'index.html']

export const build: Command = {
  usage: 'PATH --out DIR',
  options: { ...catalogOptions, out: { type: 'string', value: 'DIR', help: 'where to write it; an earlier build there is replaced' } },
  examples: ['callboard build catalog --out public/callboard'],
  async run(context) {
    const { io, args, json } = context
    const out = context.text('out')
    if (out === undefined) throw new UsageError('build needs --out DIR.', 'For example: callboard build catalog --out public')
    const folder = resolve(io.cwd, out)
    await checkFolder(folder)
    const portal = await openPortal(context, { paths: args, needsEntities: true })
    try {
      await clear(folder)
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
async function checkFolder(folder: string): Promise<void> {
  const names = existsSync(folder) ? await namesIn(folder) : []
  if (names.length > 0 && !names.includes(mark)) throw new UsageError(`${folder} is not empty and holds no earlier build.`, 'Name another folder, or empty it first.')
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to: ${reasonOf(error)}.`, 'Name a folder in --out.')
  }
}

/** Takes away an earlier build, now that there is a new one to write. */
async function clear(folder: string): Promise<void> {
  for (const name of written) await rm(join(folder, name), { recursive: true, force: true })
}
