import { CallboardError } from '@callboard/core'
import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, sep } from 'node:path'
import picomatch from 'picomatch'
import { isDynamicPattern } from 'tinyglobby'
import { isMissing, reasonOf } from '../../shared/reason-of.ts'
import { isOtherFile } from './other-formats.ts'
import { exists } from './path-facts.ts'

/** Which files of a folder are descriptors. */
export interface FilePatterns {
  /** Globs of the descriptors in a folder. @default every YAML file, and `catalog-info*.json` */
  readonly include?: readonly string[] | undefined
  /** Globs of files and folders that are left out: a name is looked for everywhere, a path counts from the folder. @default nothing */
  readonly exclude?: readonly string[] | undefined
}

/** A folder to read and the patterns of the files in it. */
export interface FileSet {
  /** The real path of the folder. */
  readonly root: string
  /** Which folder that is: another one may take its place. */
  readonly identity: string
  readonly patterns: readonly string[]
  /** Globs of what is left out. */
  readonly exclude: readonly string[]
  /** True when a folder was named and every file in it is a guess; a file that was named is read whatever it looks like. */
  readonly isGuess: boolean
  /** The file that was named, when it was one. */
  readonly file?: string | undefined
}

/** Names of descriptors where nothing else is said. */
const defaultPatterns: readonly string[] = ['**/*.yaml', '**/*.yml', '**/catalog-info*.json']

/** Where a path, which is a folder, a file or a glob, begins, and what it asks for. Throws `not-found` when there is nothing. */
export async function locate(path: string, { include: wanted, exclude = [] }: FilePatterns): Promise<FileSet> {
  const include = wanted?.filter(pattern => !isNegated(pattern))
  const not = excluded([...exclude, ...(wanted ?? []).filter(isNegated).map(pattern => pattern.slice(1))])
  if (path.trim() === '') throw new CallboardError('invalid-options', 'files(): the path is empty; name a folder, a file or a glob')
  const forward = path.split(sep).join('/')
  if (isDynamicPattern(forward) && !(await exists(path))) {
    const { base, glob: pattern } = picomatch.scan(forward)
    return { ...(await realRoot(base === '' ? '.' : base, path)), patterns: [pattern], exclude: not, isGuess: false }
  }
  const { real, stats } = await look(path)
  if (stats.isDirectory())
    return { root: real, identity: identityOf(stats), patterns: include ?? defaultPatterns, exclude: not, isGuess: include === undefined }
  const root = dirname(real)
  const file = basename(real)
  return { root, identity: identityOf(await stat(root)), patterns: [escape(file)], exclude: not, isGuess: false, file }
}

/** Folders that hold other people's files, and those that a mounted Kubernetes volume keeps its versions in. */
export const ignored: readonly string[] = ['**/.git/**', '**/node_modules/**', '**/..*/**']

/** What is left out, as globs from the root: as in `.gitignore`, a name is looked for everywhere, a path counts from the root, and a folder stands for all in it. */
export function excluded(exclude: readonly string[] = []): readonly string[] {
  return exclude.flatMap(glob => {
    const name = glob.replace(/^\.\//, '/').replace(/\/+$/, '')
    if (name === '') return []
    const base = name.includes('/') ? name.replace(/^\/+/, '') : `**/${name}`
    return base.endsWith('/**') || base === '**' ? [base] : [base, `${base}/**`]
  })
}

/** `!(a|b)` is a pattern of its own. */
function isNegated(pattern: string): boolean {
  return /^!(?!\()/.test(pattern)
}

/** True for a path that `listFiles` would give. */
export function matcherOf({ patterns, exclude, isGuess }: Pick<FileSet, 'patterns' | 'exclude' | 'isGuess'>): (path: string) => boolean {
  const matches = picomatch([...patterns], { dot: true, ignore: [...ignored, ...exclude] })
  return path => matches(path) && !(isGuess && isOtherFile(path))
}

async function realRoot(base: string, path: string): Promise<Pick<FileSet, 'root' | 'identity'>> {
  const { real, stats } = await look(base)
  if (!stats.isDirectory()) throw new CallboardError('not-found', `${shown(base)} of the glob ${shown(path)} is not a folder`)
  return { root: real, identity: identityOf(stats) }
}

function identityOf({ dev, ino }: Stats): string {
  return `${String(dev)}:${String(ino)}`
}

async function look(path: string): Promise<{ readonly real: string; readonly stats: Stats }> {
  try {
    const real = await realpath(path)
    return { real, stats: await stat(real) }
  } catch (error) {
    if (isMissing(error)) throw new CallboardError('not-found', `There is no file or folder ${shown(path)}`, { cause: error })
    throw new CallboardError('unreachable', `${shown(path)} cannot be read: ${reasonOf(error)}`, { cause: error })
  }
}

/** A path as messages name it: as it was written, of an absolute one the last part, because messages leave the machine. */
function shown(path: string): string {
  return isAbsolute(path) ? basename(path) || 'the root folder' : path
}

function escape(name: string): string {
  return name.replace(/[*?[\]{}()!+@\\]/g, '\\$&')
}
