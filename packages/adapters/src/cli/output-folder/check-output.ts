import type { Stats } from 'node:fs'
import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { isMissing, reasonOf } from '../../shared/reason-of.ts'
import { UsageError } from '../usage-error.ts'
import { emptyList, isBuildPath, listPath, parseList, pathsIn, temporaryPath, type BuildList } from './build-list.ts'

const otherFolder = 'Name another folder, or empty it first.'

/** What earlier builds wrote into a folder. Throws `UsageError` for a folder with other content; touches nothing. */
export async function readOutput(folder: string, shown: string): Promise<BuildList> {
  const names = await namesIn(folder, shown)
  if (!names.includes(listPath)) {
    // A build that ended before its list was complete.
    if (names.length === 0 || (names.length === 1 && (await isOwnTemporary(folder)))) return emptyList
    if (await isOldBuild(folder))
      throw new UsageError(
        `${shown} contains a build of an earlier version of Callboard, which kept no list of its files (${listPath}).`,
        'Build into a new folder, or move your own files out, empty the folder, and build again.',
      )
    throw new UsageError(`${shown} is not empty and does not contain an earlier build.`, otherFolder)
  }
  if ((await statOf(folder, listPath))?.isFile() !== true) throw new UsageError(`${shown}/${listPath} is not a file.`, otherFolder)
  const list = parseList(await readFile(join(folder, listPath), 'utf8'))
  if (list === undefined) throw new UsageError(`${shown}/${listPath} is not a list that Callboard wrote.`, otherFolder)
  if ('wrongPath' in list)
    throw new UsageError(`${shown}/${listPath} lists ${JSON.stringify(list.wrongPath)}, which is not a file of a build.`, otherFolder)
  await checkPaths(folder, shown, pathsIn(list))
  return list
}

/** Throws `UsageError` when a file that a build would write exists already and no earlier build wrote it. */
export async function checkNewPaths(folder: string, shown: string, list: BuildList, paths: readonly string[]): Promise<void> {
  const owned = pathsIn(list)
  for (const path of paths) if (!isBuildPath(path)) throw new TypeError(`${path} is not a path of a build`)
  for (const path of await checkPaths(folder, shown, paths)) {
    if (!owned.has(path) && !(path === temporaryPath && (await isOwnTemporary(folder))))
      throw new UsageError(`${shown}/${path} is in the way: no earlier build wrote it.`, 'Move it, or use another folder.')
  }
}

/** Throws `UsageError` when a build into a folder could overwrite what it reads. */
export async function checkApart(folder: string, shown: string, sources: readonly string[]): Promise<void> {
  const out = await realPlace(folder)
  for (const source of sources) {
    const between = relative(out, await realPlace(source))
    if (between !== '..' && !between.startsWith(`..${sep}`) && !isAbsolute(between))
      throw new UsageError(`${shown} ${between === '' ? 'is' : 'contains'} the catalog that is read.`, 'Use a separate folder for --out.')
  }
}

/** The paths at which a file exists. Throws for a path that is a link, is behind one, or is not a file. */
async function checkPaths(folder: string, shown: string, paths: Iterable<string>): Promise<readonly string[]> {
  const parents = new Map<string, boolean>([['.', true]])
  /** True when the folder exists. */
  const checkParent = async (path: string): Promise<boolean> => {
    const known = parents.get(path)
    if (known !== undefined) return known
    const stats = (await checkParent(dirname(path))) ? await statOf(folder, path) : undefined
    if (stats !== undefined && !stats.isDirectory())
      throw new UsageError(`${shown}/${path} is ${kindOf(stats)}, but a build needs a folder there.`, otherFolder)
    parents.set(path, stats !== undefined)
    return stats !== undefined
  }
  const found: string[] = []
  for (const path of paths) {
    if (!(await checkParent(dirname(path)))) continue
    const stats = await statOf(folder, path)
    if (stats === undefined) continue
    if (!stats.isFile()) throw new UsageError(`${shown}/${path} is ${kindOf(stats)}, but a build needs a file there.`, otherFolder)
    found.push(path)
  }
  return found
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a link'
  if (stats.isDirectory()) return 'a folder'
  return stats.isFile() ? 'a file' : 'not a file'
}

async function namesIn(folder: string, shown: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error) && (await isFree(folder))) return []
    const reason = isMissing(error) && (await isDangling(folder)) ? 'a link leads to a place that does not exist' : reasonOf(error)
    throw new UsageError(`${shown} cannot be written to: ${reason}.`, 'Use a folder for --out.')
  }
}

/** True when a folder can be created at a path: nothing exists there, and the path above it is a folder. */
async function isFree(path: string): Promise<boolean> {
  const stats = await statOf(path, '.').catch(() => undefined)
  if (stats !== undefined) return false
  const real = await realpath(dirname(path)).catch(() => undefined)
  return real === undefined ? dirname(path) !== path && isFree(dirname(path)) : (await lstat(real)).isDirectory()
}

/** True when a path, or a folder above it, is a link to nothing. */
async function isDangling(path: string): Promise<boolean> {
  const stats = await statOf(path, '.').catch(() => undefined)
  if (stats === undefined) return dirname(path) !== path && isDangling(dirname(path))
  return stats.isSymbolicLink() && (await realpath(path).catch(() => undefined)) === undefined
}

async function isOwnTemporary(folder: string): Promise<boolean> {
  if ((await statOf(folder, temporaryPath))?.isFile() !== true) return false
  const start = '{\n "callboard": 1,'
  const text = await readFile(join(folder, temporaryPath), 'utf8')
  return text.startsWith(start) || start.startsWith(text)
}

async function isOldBuild(folder: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'callboard.json'), 'utf8')) as { readonly callboard?: unknown } | null
    return manifest?.callboard === 1
  } catch {
    return false
  }
}

/** Stats of the path itself, not of the target of a link; `undefined` if nothing exists. */
async function statOf(folder: string, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(join(folder, path))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** A path without links, as far as it exists. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    return dirname(path) === path ? path : join(await realPlace(dirname(path)), basename(path))
  }
}
