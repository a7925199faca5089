import { CallboardError } from '@callboard/core'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { glob, isDynamicPattern } from 'tinyglobby'
import { isOtherFile } from './other-formats.ts'
import { isMissing } from './read-confined.ts'

/** A folder to read and the patterns of the files in it. */
export interface FileSet {
  /** The real path of the folder. */
  readonly root: string
  readonly patterns: readonly string[]
  /** True when a folder was named and every file in it is a guess; a file that was named is read whatever it looks like. */
  readonly isGuess: boolean
}

/** Names of descriptors where nothing else is said. */
export const defaultPatterns: readonly string[] = ['**/*.yaml', '**/*.yml', '**/catalog-info*.json']

/** Where a path, which is a folder, a file or a glob, begins, and what it asks for. Throws `not-found` when there is nothing. */
export async function locate(path: string, include: readonly string[] | undefined): Promise<FileSet> {
  if (path.trim() === '') throw new CallboardError('invalid-options', 'files(): the path is empty; name a folder, a file or a glob')
  const forward = path.split(sep).join('/')
  if (isDynamicPattern(forward) && !(await exists(path))) {
    const { base, glob: pattern } = picomatch.scan(forward)
    return { root: await realRoot(base === '' ? '.' : base, path), patterns: [pattern], isGuess: false }
  }
  const stats = await statOf(path)
  if (stats.isDirectory()) return { root: await realpath(path), patterns: include ?? defaultPatterns, isGuess: include === undefined }
  const real = await realpath(path)
  return { root: dirname(real), patterns: [escape(basename(real))], isGuess: false }
}

/** The files of a set, as paths from its root with forward slashes, sorted. */
export async function listFiles({ root, patterns, isGuess }: FileSet, signal: AbortSignal): Promise<readonly string[]> {
  const found = await glob([...patterns], { cwd: root, dot: true, onlyFiles: true, followSymbolicLinks: false, expandDirectories: false, ignore: ignored, signal })
  const paths = found.map(path => path.split(sep).join('/'))
  return (isGuess ? paths.filter(path => !isOtherFile(path)) : paths).sort()
}

/** Folders that hold other people's files. */
export const ignored: readonly string[] = ['**/.git/**', '**/node_modules/**']

/** True for a path that `listFiles` would give. */
export function matcherOf({ patterns, isGuess }: FileSet): (path: string) => boolean {
  const matches = picomatch([...patterns], { dot: true, ignore: [...ignored] })
  return path => matches(path) && !(isGuess && isOtherFile(path))
}

async function realRoot(base: string, path: string): Promise<string> {
  const stats = await statOf(base)
  if (!stats.isDirectory()) throw new CallboardError('not-found', `${base} of the glob ${path} is not a folder`)
  return await realpath(base)
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>>> {
  try {
    return await stat(path)
  } catch (error) {
    if (isMissing(error)) throw new CallboardError('not-found', `There is no file or folder ${resolve(path)}`, { cause: error })
    throw new CallboardError('unreachable', `${resolve(path)} cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}`, { cause: error })
  }
}

function escape(name: string): string {
  return name.replace(/[*?[\]{}()!+@\\]/g, '\\$&')
}
