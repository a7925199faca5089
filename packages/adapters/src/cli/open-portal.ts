import {
  CallboardError,
  createPortal,
  type Catalog,
  type CatalogProgress,
  type Diagnostic,
  type Portal,
  type SourceState,
} from '@callboard/core'
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { files } from '../sources/files/files.ts'
import { errorsText, validateCommand } from './errors-text.ts'
import { counted } from './output/counted.ts'
import { visible } from './output/visible.ts'
import type { CommandContext } from './types.ts'
import { UsageError } from './usage-error.ts'
import { typedPaths, whatToRead, type WhatToRead } from './what-to-read.ts'

export interface OpenOptions {
  /** Paths from the arguments, in place of `--catalog`. */
  readonly paths?: readonly string[] | undefined
  /** Report on standard error that nothing was found, or what could not be read. @default true */
  readonly tells?: boolean | undefined
  /** Throw `not-found` when the catalog is empty. @default false */
  readonly needsEntities?: boolean | undefined
  /** Do not throw when a source cannot be read. @default false */
  readonly keepsLost?: boolean | undefined
  /** @default false */
  readonly watch?: boolean | undefined
}

/** The portal from `--config`, or from the descriptors at the given paths. Throws when a named path cannot be read. */
export async function openPortal(context: CommandContext, options: OpenOptions = {}): Promise<Portal> {
  const { io } = context
  const { tells = true, needsEntities = false } = options
  const what = whatToRead(context, options.paths)
  const typed = typedPaths(context, options.paths)
  if (what.config !== undefined && what.isFound)
    io.err(`callboard: Reading ${what.config}. To read the folder instead, pass \`.\` or --no-config.\n`)
  const portal = await createOrLoad(context, what, options)
  const { catalog } = portal
  // A source that is being retried is `refreshing`.
  const lost = catalog.sources.filter(({ because, readAt }) => because !== undefined && readAt === undefined)
  if (lost.length > 0 && options.keepsLost !== true && (what.config === undefined || lost.length === catalog.sources.length)) {
    await portal.close()
    throw new CallboardError('not-found', lostText(lost, typed))
  }
  if (tells) {
    for (const { message } of unread(context, catalog, typed)) io.err(`callboard: ${visible(message)}\n`)
    if (catalog.size === 0 && !needsEntities) io.err(`callboard: ${noEntity(context, options, catalog)}.\n`)
  }
  if (catalog.size === 0 && needsEntities) {
    await portal.close()
    throw new CallboardError('not-found', noEntity(context, options, catalog))
  }
  return portal
}

async function createOrLoad(context: CommandContext, what: WhatToRead, { watch = false }: OpenOptions): Promise<Portal> {
  const { cwd, signal } = context.io
  const progress = showProgress(context)
  try {
    if (what.config !== undefined) return await loadConfig(what.config, cwd)
    return await createPortal({
      sources: what.paths.map(({ name, typed, exclude }) => files(resolve(cwd, typed), { name, exclude })),
      watch,
      signal,
      onProgress: progress.show,
    })
  } finally {
    progress.end()
  }
}

/** One sentence, without its period, for an empty catalog. */
export function noEntity(context: CommandContext, { paths: args }: Pick<OpenOptions, 'paths'>, catalog: Catalog): string {
  const what = whatToRead(context, args)
  const errors = errorsText(context, catalog, args)
  if (what.config !== undefined)
    return `The portal of ${visible(what.config)} has no entities${errors === undefined ? '; add a source that does' : `: ${errors}`}`
  const where = what.paths.map(({ typed }) => (typed === '.' ? 'the current folder' : visible(typed))).join(', ')
  if (errors !== undefined) return `No entity in ${where} can be used: ${errors}`
  const isExcluded = what.paths.some(({ exclude }) => exclude.length > 0)
  return `There are no entities in ${where}${isExcluded ? ', apart from what is excluded' : ''}; pass a folder with catalog-info.yaml files`
}

/** Why sources could not be read, as one sentence without its period. */
export function lostText(lost: readonly SourceState[], typed: ReadonlyMap<string, string>): string {
  return lost.map(source => reasonOf(source, typed)).join('; ')
}

/** A message about a source for the terminal, where the source is named by the path that was typed. */
export function inTypedWords({ message, at }: Pick<Diagnostic, 'message' | 'at'>, typed: ReadonlyMap<string, string>): string {
  const path = typed.get(at.source)
  return path !== undefined && message.startsWith(`${at.source} `) ? `${path}${message.slice(at.source.length)}` : message
}

/** Why a source returned nothing, with the path that was typed. */
function reasonOf({ name, because = `${name} cannot be read` }: SourceState, typed: ReadonlyMap<string, string>): string {
  const path = typed.get(name)
  return path === undefined ? because : because.replace(basename(path), () => path)
}

/** What could not be read, at most three messages: the answers lack it, so the output must say so. */
function unread(
  context: CommandContext,
  { diagnostics }: Catalog,
  typed: ReadonlyMap<string, string>,
): readonly { readonly message: string }[] {
  const all = diagnostics
    .filter(({ code, severity }) => severity === 'error' && code.startsWith('source/'))
    .map(diagnostic => ({ message: inTypedWords(diagnostic, typed) }))
  const more = all.length - 3
  return more > 0 ? [...all.slice(0, 3), { message: `${String(more)} more could not be read; see \`${validateCommand(context)}\`.` }] : all
}

/** The portal that a config file exports, or a promise of it, as `default` or as `portal`. */
async function loadConfig(config: string, cwd: string): Promise<Portal> {
  const path = resolve(cwd, config)
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`There is no config file ${config}.`)
  let portal: unknown
  try {
    const exported = (await import(pathToFileURL(path).href)) as { readonly default?: unknown; readonly portal?: unknown }
    portal = await (exported.default ?? exported.portal)
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${config} cannot be loaded: ${fromFolder(cwd, path, because)}.`)
  }
  if (typeof portal === 'object' && portal !== null && 'catalog' in portal && 'close' in portal) return portal as Portal
  throw new UsageError(`${config} does not export a portal.`, 'Write `export default createPortal({ sources: [files("catalog")] })`.')
}

/** A message in which paths near the config and in the current folder are relative to the current folder. */
function fromFolder(cwd: string, config: string, message: string): string {
  const folders = [dirname(config), cwd].flatMap(folder => [folder, realpathSync(folder)].map(real => [folder, real] as const))
  return folders.reduce((text, [folder, real]) => {
    const seen = relative(cwd, folder)
    const short = seen === '' ? '' : `${seen}${sep}`
    return text.replaceAll(`${pathToFileURL(real).href}/`, short).replaceAll(`${real}${sep}`, short)
  }, message)
}

function showProgress({ io }: CommandContext): { readonly show: (progress: CatalogProgress) => void; readonly end: () => void } {
  if (!io.isErrTty || io.env['TERM'] === 'dumb') return { show: () => undefined, end: () => undefined }
  let shown = 0
  return {
    show({ files: read, entities }) {
      const now = Date.now()
      if (now - shown < 100) return
      shown = now
      io.err(`\r\u001b[KReading … ${counted(read, 'file')}, ${counted(entities, 'entity', 'entities')}`)
    },
    end: () => io.err('\r\u001b[K'),
  }
}
