import { CallboardError, isCallboardError } from '@callboard/core'
import { readdir, type Dirent, type Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import picomatch from 'picomatch'
import { glob, isDynamicPattern } from 'tinyglobby'
import type { FilesOptions } from './files.ts'
import { isOtherFile } from './other-formats.ts'
import { confine, isMissing, reasonOf } from './read-confined.ts'

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
export async function locate(path: string, { include: wanted, exclude = [] }: Pick<FilesOptions, 'include' | 'exclude'>): Promise<FileSet> {
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

/** What is in a folder, as paths from its root with forward slashes, sorted. */
export interface Listing {
  /** Files, and the links of which reading must say that they lead outside. */
  readonly paths: readonly string[]
  /** True when a link has the name of a descriptor: then a change at another path may be its. */
  readonly hasLinks: boolean
  /** Folders that could not be looked into, each with the reason. What is in them is unknown, not gone. */
  readonly closed: ReadonlyMap<string, Error>
  /** Every `.git` and `CODEOWNERS` in the folders that were looked into. */
  readonly marks: readonly string[]
}

/**
 * The files of a set. A link to a file within the root counts when its target is not listed itself; a link to a folder within adds nothing.
 * Throws `unreachable` when the root is not there any more.
 */
export async function listFiles(set: Omit<FileSet, 'identity'>, signal: AbortSignal): Promise<Listing> {
  const { root, patterns } = set
  const matches = matcherOf(set)
  const links: string[] = []
  const closed = new Map<string, Error>()
  const marks = new Set<string>()
  const within = (path: string): string => relative(root, path).split(sep).join('/')
  const found = await glob([...patterns], {
    cwd: root,
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: [...ignored, ...set.exclude],
    signal,
    fs: {
      readdir: ((path: string, options: { withFileTypes: true }, done: (error: Error | null, entries: Dirent[]) => void) => {
        readdir(path, options, (error, entries) => {
          if (error !== null && isNoText(path)) closed.set(within(path), unfit(within(path), 'its name is not text in UTF-8'))
          else if (error !== null && !isMissing(error)) closed.set(within(path), error)
          for (const entry of entries ?? []) {
            if (entry.isSymbolicLink()) links.push(within(join(path, entry.name)))
            if (isMark(entry)) marks.add(within(join(path, entry.name)))
            if (entry.isDirectory() && hasLineBreak(entry.name)) {
              const folder = within(join(path, entry.name))
              closed.set(folder, unfit(folder, 'its name has a line break in it'))
            }
          }
          done(error, entries)
        })
      }) as typeof readdir,
    },
  })
  const rootError = closed.get('')
  if (rootError !== undefined || !(await exists(root)))
    throw new CallboardError('unreachable', `Its folder ${rootError === undefined ? 'is gone' : `cannot be read: ${reasonOf(rootError)}`}`)
  const files = new Set(found.map(path => path.split(sep).join('/')).filter(matches))
  const targets = await Promise.all(links.sort().map(async link => await targetOf(root, link, matches, files)))
  const linked = links.filter((_, i) => targets[i] !== undefined && targets.indexOf(targets[i]) === i)
  return { paths: [...files, ...linked].sort(), hasLinks: links.some(matches), closed, marks: [...marks].sort() }
}

function unfit(folder: string, because: string): CallboardError {
  return new CallboardError('unreachable', `${folder} cannot be read: ${because}`)
}

/** Node writes this letter for the bytes of a name that are not text, and such a name finds nothing. */
function isNoText(path: string): boolean {
  return basename(path).includes('\ufffd')
}

/** No glob reaches into a folder of such a name. */
function hasLineBreak(name: string): boolean {
  return /[\n\r\u2028\u2029]/.test(name)
}

/** `.git` is a folder, or a file in a submodule or another worktree. */
function isMark(entry: Dirent): boolean {
  return entry.name === '.git' || (entry.name === 'CODEOWNERS' && !entry.isDirectory())
}

/** What a link stands for, when it counts: a file that is not listed itself, or something outside, which is told under the link's own name. */
async function targetOf(
  root: string,
  link: string,
  matches: (path: string) => boolean,
  files: ReadonlySet<string>,
): Promise<string | undefined> {
  try {
    const real = await confine(root, link)
    if (real === undefined || !matches(link) || files.has(relative(root, real).split(sep).join('/'))) return undefined
    return (await stat(real)).isFile() ? real : undefined
  } catch (error) {
    const isCatalog = isCallboardError(error, 'refused') && matches(`${link}/catalog-info.yaml`) && (await isFolder(join(root, link)))
    return matches(link) || isCatalog ? link : undefined
  }
}

/** Folders that hold other people's files, and those that a mounted Kubernetes volume keeps its versions in. */
const ignored: readonly string[] = ['**/.git/**', '**/node_modules/**', '**/..*/**']

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

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
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
