import { CallboardError, isCallboardError } from '@callboard/core'
import { readdir, type Dirent } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { glob } from 'tinyglobby'
import { confine } from '../../shared/confine.ts'
import { isMissing, reasonOf } from '../../shared/reason-of.ts'
import { ignored, matcherOf, type FileSet } from './file-set.ts'
import { exists, isFolder } from './path-facts.ts'

/** The content of a folder, as sorted paths relative to the root, with forward slashes. */
export interface Listing {
  /** Files, and links that lead outside, which reading must report. */
  readonly paths: readonly string[]
  /** True when a link has the name of a descriptor: a change at another path may then be a change of its target. */
  readonly hasLinks: boolean
  /** Folders that could not be listed, each with the reason. Their content is unknown, not gone. */
  readonly closed: ReadonlyMap<string, Error>
  /** Every `.git` and `CODEOWNERS` in the listed folders. */
  readonly marks: readonly string[]
}

/**
 * The files of a set. A link to a file within the root counts if its target is not listed itself; a link to a folder within the root adds nothing.
 * Throws `unreachable` when the root no longer exists.
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

/** Node uses this character for bytes of a name that are not text, and such a name finds nothing. */
function isNoText(path: string): boolean {
  return basename(path).includes('\ufffd')
}

/** No glob matches inside a folder with such a name. */
function hasLineBreak(name: string): boolean {
  return /[\n\r\u2028\u2029]/.test(name)
}

/** `.git` is a folder, or a file in a submodule or another worktree. */
function isMark(entry: Dirent): boolean {
  return entry.name === '.git' || (entry.name === 'CODEOWNERS' && !entry.isDirectory())
}

/** The target of a link that counts: a file that is not listed itself, or something outside, which is reported under the name of the link. */
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
