import { CallboardError } from '@callboard/core'
import { buildStatic } from '@callboard/core/server'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { widgetAssets } from '../../node/widget-assets.ts'
import { reasonOf } from '../../sources/files/read-confined.ts'
import { printJson } from '../output/print-json.ts'
import { visible } from '../output/visible.ts'
import { catalogOptions, openPortal } from '../open-portal.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

const mark = 'callboard.json'

/** What a build writes at the top of its folder. */
const own = /^(?:callboard(?:\..+)?|data|badge|embed|index\.html)$/

export const build: Command = {
  usage: '[PATH…] --out DIR',
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
      const paths = new Set<string>()
      let bytes = 0
      for await (const { path, body } of buildStatic(portal, { assets: widgetAssets() })) {
        if (io.signal.aborted) throw new CallboardError('aborted', 'Interrupted; the folder is not complete')
        await write(join(folder, ...path.split('/')), body)
        paths.add(path)
        bytes += typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
        if (io.isErrTty && paths.size % 50 === 0) io.err(`\r\u001b[KWriting … ${String(paths.size)} files`)
      }
      await removeOthers(folder, paths)
      if (io.isErrTty) io.err('\r\u001b[K')
      if (!paths.has('callboard.js'))
        io.err(
          'callboard: The widgets are not there, so pages cannot load them from this folder; in a checkout of Callboard, run `npm run build` first.\n',
        )
      if (json) printJson(io, { out: folder, files: paths.size, bytes, entities: portal.catalog.size, revision: portal.catalog.revision })
      else
        io.out(
          `${String(portal.catalog.size)} entities in ${String(paths.size)} files (${String(Math.ceil(bytes / 1000))} kB): ${visible(out)}\n`,
        )
      return 0
    } finally {
      await portal.close()
    }
  },
}

/** Only an empty folder, or what an earlier build made, is written into. */
async function checkFolder(folder: string): Promise<void> {
  const names = existsSync(folder) ? await namesIn(folder) : []
  if (names.every(name => own.test(name)) || names.includes(mark)) return
  throw new UsageError(`${folder} is not empty and holds no earlier build.`, 'Name another folder, or empty it first.')
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to: ${reasonOf(error)}.`, 'Name a folder in --out.')
  }
}

async function write(target: string, body: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, body)
  } catch (error) {
    throw new CallboardError('unreachable', `${target} cannot be written: ${reasonOf(error)}`, { cause: error })
  }
}

/** Takes away what only an earlier build wrote, after all else: whoever reads the folder meanwhile finds everything that its manifest names. */
async function removeOthers(folder: string, paths: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (!entry.isDirectory() && own.test(path.split('/')[0] ?? '') && !paths.has(path)) await rm(join(folder, path), { force: true })
  }
}
