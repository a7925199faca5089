import {
  CallboardError,
  createPortal,
  type Catalog,
  type CatalogProgress,
  type Diagnostic,
  type Portal,
  type SourceState,
} from '@callboard/core'
import { statSync } from 'node:fs'
import { basename, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { files } from '../sources/files/files.ts'
import { visible } from './output/visible.ts'
import { sourceNames } from './source-names.ts'
import type { CommandContext, CommandOption } from './types.ts'
import { UsageError } from './usage-error.ts'

/** The options by which a command is told what to read. */
export const catalogOptions: Readonly<Record<string, CommandOption>> = {
  catalog: {
    type: 'string',
    multiple: true,
    value: 'PATH',
    help: 'folder, file or glob of descriptors (default: the current folder); may be given several times',
  },
  config: { type: 'string', value: 'FILE', help: 'callboard.config.ts, .mjs or .js that exports a portal' },
}

export interface OpenOptions {
  /** Paths given as arguments, in place of `--catalog`. */
  readonly paths?: readonly string[] | undefined
  /** Tell on standard error that nothing was found, or what could not be read. @default true */
  readonly tells?: boolean | undefined
  /** Throw `not-found` when there is no entity. @default false */
  readonly needsEntities?: boolean | undefined
  /** @default false */
  readonly watch?: boolean | undefined
}

/** The portal that `--config`, or the descriptors at the given paths, make. Throws when what was named cannot be read. */
export async function openPortal(context: CommandContext, options: OpenOptions = {}): Promise<Portal> {
  const { io } = context
  const { watch = false, tells = true, needsEntities = false } = options
  const named = ['PATH', '--catalog', '--config'].filter(
    (_, i) => [options.paths?.[0], context.texts('catalog')[0], context.text('config')][i] !== undefined,
  )
  if (named.length > 1) throw new UsageError(`${named.join(' and ')} both say what to read; give one of them.`)
  const config = context.text('config')
  const typed = typedPaths(context, options)
  const progress = showProgress(context)
  let portal: Portal
  try {
    portal =
      config === undefined
        ? await createPortal({
            sources: [...typed].map(([name, path]) => files(resolve(io.cwd, path), { name })),
            watch,
            signal: io.signal,
            onProgress: progress.show,
          })
        : await loadConfig(config, io.cwd)
  } finally {
    progress.end()
  }
  const { catalog } = portal
  const lost = catalog.sources.filter(source => source.state === 'failed')
  if (lost.length > 0 && (config === undefined || lost.length === catalog.sources.length)) {
    await portal.close()
    throw new CallboardError('not-found', lost.map(source => reasonOf(source, typed)).join('; '))
  }
  if (tells) {
    for (const { message } of unread(catalog, typed)) io.err(`callboard: ${visible(message)}\n`)
    if (catalog.size === 0 && !needsEntities) io.err(`callboard: ${noEntity(context, options)}.\n`)
  }
  if (catalog.size === 0 && needsEntities) {
    await portal.close()
    throw new CallboardError('not-found', noEntity(context, options))
  }
  return portal
}

/** One sentence, without its end, for a catalog with nothing in it. */
export function noEntity(context: CommandContext, options: OpenOptions): string {
  const config = context.text('config')
  if (config !== undefined) return `The portal of ${visible(config)} holds no entity; give it a source that does`
  const where = pathsOf(context, options)
    .map(path => (path === '.' ? 'the current folder' : visible(path)))
    .join(', ')
  return `There is no entity in ${where}; name a folder with catalog-info.yaml files`
}

function pathsOf(context: CommandContext, { paths = [] }: OpenOptions): readonly string[] {
  const named = paths.length > 0 ? paths : context.texts('catalog')
  return named.length > 0 ? named : ['.']
}

/** The paths to read as they were typed, by the names of their sources; none with a config. */
export function typedPaths(context: CommandContext, options: OpenOptions): ReadonlyMap<string, string> {
  if (context.text('config') !== undefined) return new Map()
  const paths = pathsOf(context, options)
  return new Map(sourceNames(paths, context.io.cwd).map((name, i) => [name, paths[i] ?? '.']))
}

/** A message about a source, for the terminal: there it is called by the path that was typed. */
export function inTypedWords({ message, at }: Pick<Diagnostic, 'message' | 'at'>, typed: ReadonlyMap<string, string>): string {
  const path = typed.get(at.source)
  return path !== undefined && message.startsWith(`${at.source} `) ? `${path}${message.slice(at.source.length)}` : message
}

/** Why a source gave nothing, with the path that was typed. */
function reasonOf({ name, because = `${name} cannot be read` }: SourceState, typed: ReadonlyMap<string, string>): string {
  const path = typed.get(name)
  return path === undefined ? because : because.replace(basename(path), () => path)
}

/** What to read, as the arguments that said so. */
export function sourceArguments(context: CommandContext, { paths = [] }: OpenOptions = {}): readonly string[] {
  const config = context.text('config')
  const options = [...context.texts('catalog').map(path => `--catalog ${path}`), ...(config === undefined ? [] : [`--config ${config}`])]
  return [...paths, ...options].map(visible)
}

/** What could not be read, at most three: answers that leave it out must say so. */
function unread({ diagnostics }: Catalog, typed: ReadonlyMap<string, string>): readonly { readonly message: string }[] {
  const all = diagnostics
    .filter(({ code, severity }) => severity === 'error' && code.startsWith('source/'))
    .map(diagnostic => ({ message: inTypedWords(diagnostic, typed) }))
  const more = all.length - 3
  return more > 0 ? [...all.slice(0, 3), { message: `${String(more)} more cannot be read; see \`callboard validate\`.` }] : all
}

/** What a config file exports: a portal, or the promise of one, as `default` or as `portal`. */
async function loadConfig(config: string, cwd: string): Promise<Portal> {
  const path = resolve(cwd, config)
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`There is no config file ${config}.`)
  let portal: unknown
  try {
    const exported = (await import(pathToFileURL(path).href)) as { readonly default?: unknown; readonly portal?: unknown }
    portal = await (exported.default ?? exported.portal)
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${config} cannot be loaded: ${because.replaceAll(`${cwd}${sep}`, '')}.`)
  }
  if (typeof portal === 'object' && portal !== null && 'catalog' in portal && 'close' in portal) return portal as Portal
  throw new UsageError(`${config} exports no portal.`, 'Write `export default createPortal({ sources: [files("catalog")] })`.')
}

function showProgress({ io }: CommandContext): { readonly show: (progress: CatalogProgress) => void; readonly end: () => void } {
  if (!io.isErrTty || io.env['TERM'] === 'dumb') return { show: () => undefined, end: () => undefined }
  let shown = 0
  return {
    show({ files: read, entities }) {
      const now = Date.now()
      if (now - shown < 100) return
      shown = now
      io.err(`\r\u001b[KReading … ${String(read)} files, ${String(entities)} entities`)
    },
    end: () => io.err('\r\u001b[K'),
  }
}
