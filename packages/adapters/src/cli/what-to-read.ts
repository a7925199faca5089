import { existsSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { visible } from './output/visible.ts'
import { sourceNames } from './source-names.ts'
import type { CommandContext, CommandOption } from './types.ts'
import { UsageError } from './usage-error.ts'

/** The options that say what to read. */
export const catalogOptions: Readonly<Record<string, CommandOption>> = {
  'catalog': {
    type: 'string',
    multiple: true,
    value: 'PATH',
    help: 'folder, file or glob of descriptors (default: the current folder); can be repeated',
  },
  'exclude': { type: 'string', multiple: true, value: 'GLOB', help: 'skip these files or folders; can be repeated' },
  'config': { type: 'string', value: 'FILE', help: 'callboard.config.ts, .mjs or .js that exports a portal' },
  'no-config': { type: 'boolean', help: 'do not use the callboard.config.* of the current folder' },
}

/** Searched in the current folder, in this order. */
const configNames: readonly string[] = ['ts', 'mts', 'mjs', 'js'].map(ending => `callboard.config.${ending}`)

/** One path to read. */
export interface PathToRead {
  /** The name of its source. */
  readonly name: string
  /** As it was typed. */
  readonly typed: string
  /** What to skip, as globs relative to its own folder. */
  readonly exclude: readonly string[]
}

/** What a command reads. */
export type WhatToRead =
  | { readonly config: string; /** True when no argument named it. */ readonly isFound: boolean }
  | { readonly config?: undefined; readonly paths: readonly PathToRead[] }

/**
 * What to read according to the arguments: the config or the paths in them, otherwise the config in the current folder, otherwise that folder. `args` are the paths
 * of commands that take them as arguments. A path that begins with `!` is skipped, as with `--exclude`.
 */
export function whatToRead(context: CommandContext, args: readonly string[] = []): WhatToRead {
  const [named, excluded] = [args, context.texts('catalog')].map(apart).reduce(
    ([paths, not], next) => [
      [...paths, ...next.paths],
      [...not, ...next.not],
    ],
    [[] as readonly string[], context.texts('exclude')],
  )
  const negated = context.texts('exclude').find(glob => glob.startsWith('!'))
  if (negated !== undefined)
    throw new UsageError(`--exclude takes a glob to skip, but "${negated}" starts with "!".`, `Write \`--exclude ${negated.slice(1)}\`.`)
  const config = context.text('config')
  const ways = [args.length > 0 && 'PATH', context.texts('catalog').length > 0 && '--catalog', config !== undefined && '--config'].filter(
    way => way !== false,
  )
  if (ways.length > 1) throw new UsageError(`${ways.join(' and ')} both say what to read; use only one of them.`)
  const isRefused = context.values['no-config'] === true
  if (config !== undefined && isRefused) throw new UsageError('--config and --no-config contradict each other; use only one of them.')
  const found = config ?? (ways.length > 0 || isRefused ? undefined : findConfig(context.io.cwd))
  if (found === undefined) return { paths: pathsToRead(named.length > 0 ? named : ['.'], excluded, context.io.cwd) }
  if (excluded.length > 0)
    throw new UsageError(
      `--exclude has no effect on ${found}, which says what to read.`,
      'Use the option `exclude` of `files()` there, or name a PATH, such as `.`.',
    )
  return { config: found, isFound: config === undefined }
}

/** The name of a config that is read although no argument named it: the output must say so. */
export function foundConfig(context: CommandContext, args?: readonly string[]): { readonly config: string } | undefined {
  const what = whatToRead(context, args)
  return what.config !== undefined && what.isFound ? { config: what.config } : undefined
}

/** The paths as they were typed, by the names of their sources; empty with a config. */
export function typedPaths(context: CommandContext, args?: readonly string[]): ReadonlyMap<string, string> {
  const what = whatToRead(context, args)
  return new Map(what.config === undefined ? what.paths.map(({ name, typed }) => [name, typed]) : [])
}

/** The arguments that say what to read. */
export function sourceArguments(context: CommandContext, args: readonly string[] = []): readonly string[] {
  const config = context.text('config')
  return [
    ...args,
    ...context.texts('catalog').map(path => `--catalog ${path}`),
    ...context.texts('exclude').map(glob => `--exclude ${glob}`),
    ...(config === undefined ? [] : [`--config ${config}`]),
    ...(context.values['no-config'] === true ? ['--no-config'] : []),
  ].map(visible)
}

function findConfig(cwd: string): string | undefined {
  return configNames.find(name => statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isFile() === true)
}

/** `!(a|b)` begins a glob; any other `!` means skip. */
function apart(paths: readonly string[]): { readonly paths: readonly string[]; readonly not: readonly string[] } {
  const isNot = (path: string): boolean => /^!(?!\()./.test(path)
  return { paths: paths.filter(path => !isNot(path)), not: paths.filter(isNot).map(path => path.slice(1)) }
}

function pathsToRead(paths: readonly string[], excluded: readonly string[], cwd: string): readonly PathToRead[] {
  const names = sourceNames(paths, cwd)
  return paths.map((typed, i) => ({ name: names[i] ?? 'files', typed, exclude: excluded.flatMap(glob => fromFolder(glob, typed, cwd)) }))
}

/** A typed glob is relative to the current folder or to the folder that is read; the source supports only the latter. */
function fromFolder(glob: string, typed: string, cwd: string): readonly string[] {
  const forward = glob.split(sep).join('/')
  const start = relative(folderOf(resolve(cwd, typed)), resolve(cwd, forward))
    .split(sep)
    .join('/')
  const fromCurrent = start === '' ? ['/**'] : start.startsWith('../') ? [] : [`/${start}`]
  if (isAbsolute(glob)) return fromCurrent.length > 0 ? fromCurrent : [forward]
  if (/^\.\.?\//.test(forward)) return fromCurrent
  return forward.replace(/\/+$/, '').includes('/') ? [forward, ...fromCurrent] : start === '' ? fromCurrent : [forward]
}

/** The folder where a path starts, which is a folder, a file or a glob. */
export function folderOf(path: string): string {
  if (existsSync(path)) return statSync(path).isDirectory() ? path : resolve(path, '..')
  const { base, isGlob } = picomatch.scan(path.split(sep).join('/'))
  return isGlob ? base : resolve(path, '..')
}
