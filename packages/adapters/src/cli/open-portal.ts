import { CallboardError, createPortal, type Catalog, type CatalogProgress, type Portal } from '@callboard/core'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { files } from '../sources/files/files.ts'
import { visible } from './output/visible.ts'
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
  const paths = pathsOf(context, options)
  const progress = showProgress(context)
  let portal: Portal
  try {
    portal =
      config === undefined
        ? await createPortal({
            sources: paths.map(path => files(resolve(io.cwd, path), { name: path })),
            watch,
            signal: io.signal,
            onProgress: progress.show,
          })
        : await loadConfig(resolve(io.cwd, config))
  } finally {
    progress.end()
  }
  const { catalog } = portal
  const lost = catalog.sources.filter(source => source.state === 'failed')
  if (lost.length > 0 && (config === undefined || lost.length === catalog.sources.length)) {
    await portal.close()
    throw new CallboardError('not-found', lost.map(source => source.because ?? `${source.name} cannot be read`).join('; '))
  }
  if (tells) {
    for (const { message } of unread(catalog)) io.err(`callboard: ${visible(message)}\n`)
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

/** What to read, as the arguments that said so. */
export function sourceArguments(context: CommandContext, { paths = [] }: OpenOptions = {}): readonly string[] {
  const config = context.text('config')
  const options = [...context.texts('catalog').map(path => `--catalog ${path}`), ...(config === undefined ? [] : [`--config ${config}`])]
  return [...paths, ...options].map(visible)
}

/** What could not be read, at most three: answers that leave it out must say so. */
function unread({ diagnostics }: Catalog): readonly { readonly message: string }[] {
  const all = diagnostics.filter(({ code, severity }) => severity === 'error' && code.startsWith('source/'))
  const more = all.length - 3
  return more > 0 ? [...all.slice(0, 3), { message: `${String(more)} more cannot be read; see \`callboard validate\`.` }] : all
}

/** What a config file exports: a portal, or the promise of one, as `default` or as `portal`. */
async function loadConfig(path: string): Promise<Portal> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`There is no config file ${path}.`)
  let portal: unknown
  try {
    const exported = (await import(pathToFileURL(path).href)) as { readonly default?: unknown; readonly portal?: unknown }
    portal = await (exported.default ?? exported.portal)
  } catch (error) {
    throw new UsageError(`${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (typeof portal === 'object' && portal !== null && 'catalog' in portal && 'close' in portal) return portal as Portal
  throw new UsageError(`${path} exports no portal.`, 'Write `export default createPortal({ sources: [files("catalog")] })`.')
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
