import { CallboardError } from '@callboard/core'
import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, sep } from 'node:path'
import picomatch from 'picomatch'
import { isDynamicPattern } from 'tinyglobby'
import { isMissing, reasonOf } from '../../shared/reason-of.ts'
import { isOtherFile } from './other-formats.ts'
import { exists } from './path-facts.ts'

/** Which files in a folder are descriptors. */
export interface FilePatterns {
  /** Globs for the descriptors in a folder. @default every YAML file, and `catalog-info*.json` */
  readonly include?: readonly string[] | undefined
  /** Globs for files and folders to skip: a name matches at any depth, a path is relative to the folder. @default nothing */
  readonly exclude?: readonly string[] | undefined
}

/** A folder to read and the patterns for its files. */
export interface FileSet {
  /** The real path of the folder. */
  readonly root: string
  /** Identifies the folder: another one may replace it. */
  readonly identity: string
  readonly patterns: readonly string[]
  /** Globs for what to skip. */
  readonly exclude: readonly string[]
  /** True when the path is a folder whose files may be other formats; a file that was named is read regardless of its content. */
  readonly isGuess: boolean
  /** The file, if the path is one. */
  readonly file?: string | undefined
}

/** Descriptors by default. */
const defaultPatterns: readonly string[] = ['**/*.yaml', '**/*.yml', '**/catalog-info*.json']

/** The folder to read and the patterns for a path, which is a folder, a file or a glob. Throws `not-found` if it does not exist. */
export async function locate(path: string, { include: wanted, exclude = [] }: FilePatterns): Promise<FileSet> {
  const include = wanted?.filter(pattern => !isNegated(pattern))
  const not = excluded([...exclude, ...(wanted ?? []).filter(isNegated).map(pattern => pattern.slice(1))])
  if (path.trim() === '') throw new CallboardError('invalid-options', 'files(): the path is empty; pass a folder, a file or a glob')
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

/** Folders of installed or generated files, and those in which a mounted Kubernetes volume keeps its versions. */
export const ignored: readonly string[] = ['**/.git/**', '**/node_modules/**', '**/..*/**']

/** Globs to skip, relative to the root: as in `.gitignore`, a name matches at any depth, a path is relative to the root, and a folder includes its content. */
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

/** True for a path that `listFiles` would list. */
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

/** A path for messages: a relative path unchanged, an absolute path by its last part, because messages leave the machine. */
function shown(path: string): string {
  return isAbsolute(path) ? basename(path) || 'the root folder' : path
}

function escape(name: string): string {
  return name.replace(/[*?[\]{}()!+@\\]/g, '\\$&')
}
