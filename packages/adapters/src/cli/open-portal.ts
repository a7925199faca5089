import { CallboardError, createPortal, type CatalogProgress, type Portal } from '@callboard/core'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { files } from '../sources/files/files.ts'
import type { CommandContext, CommandOption } from './types.ts'
import { UsageError } from './usage-error.ts'

/** The options by which a command is told what to read. */
export const catalogOptions: Readonly<Record<string, CommandOption>> = {
  catalog: { type: 'string', value: 'PATH', help: 'folder, file or glob of descriptors (default: the current folder)' },
  config: { type: 'string', value: 'FILE', help: 'callboard.config.ts, .mjs or .js that exports a portal' },
}

export interface OpenOptions {
  /** Paths given as arguments; they come before `--catalog`. */
  readonly paths?: readonly string[] | undefined
  /** @default false */
  readonly watch?: boolean | undefined
}

/** The portal that `--config`, or the descriptors at the given paths, make. Throws when what was named cannot be read. */
export async function openPortal(context: CommandContext, options: OpenOptions = {}): Promise<Portal> {
  const { io } = context
  const config = context.text('config')
  const paths = options.paths !== undefined && options.paths.length > 0 ? options.paths : [context.text('catalog') ?? '.']
  const progress = showProgress(context)
  try {
    const portal = config === undefined
      ? await createPortal({
          sources: paths.map(path => files(resolve(io.cwd, path), { name: path })),
          watch: options.watch ?? false,
          signal: io.signal,
          onProgress: progress.show,
        })
      : await loadConfig(resolve(io.cwd, config))
    const lost = portal.catalog.sources.filter(source => source.state === 'failed')
    if (lost.length > 0 && lost.length === portal.catalog.sources.length) {
      await portal.close()
      throw new CallboardError('not-found', lost.map(source => source.because ?? `${source.name} cannot be read`).join('; '))
    }
    return portal
  } finally {
    progress.end()
  }
}

/** What a config file exports: a portal, or the promise of one, as `default` or as `portal`. */
async function loadConfig(path: string): Promise<Portal> {
  if (!existsSync(path)) throw new UsageError(`There is no config file ${path}.`)
  let exported: { readonly default?: unknown; readonly portal?: unknown }
  try {
    exported = await import(pathToFileURL(path).href) as typeof exported
  } catch (error) {
    throw new UsageError(`${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
  }
  const portal: unknown = await (exported.default ?? exported.portal)
  if (typeof portal === 'object' && portal !== null && 'catalog' in portal && 'close' in portal) return portal as Portal
  throw new UsageError(`${path} exports no portal.`, 'Write `export default createPortal({ sources: [files("catalog")] })`.')
}

function showProgress({ io }: CommandContext): { readonly show: (progress: CatalogProgress) => void; readonly end: () => void } {
  if (!io.isErrTty) return { show: () => undefined, end: () => undefined }
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
