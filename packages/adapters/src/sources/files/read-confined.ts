import { CallboardError } from '@callboard/core'
import { constants, type Stats } from 'node:fs'
import { lstat, open, readlink, realpath, type FileHandle } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'

/** A file's text with its revision. */
export interface FileText {
  readonly text: string
  /** When it was changed, when its record was, its size, and which file it is: a link may lead to another of the same age. */
  readonly revision: string
}

/** A file's content with its revision. */
export interface FileBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly revision: string
}

/** The place of a path in a folder, as an absolute path. Throws `refused` when it leads outside, by dots or by symbolic links; `undefined` when there is nothing. */
export async function confine(root: string, path: string): Promise<string | undefined> {
  const wanted = resolve(root, path)
  if (!isInside(root, wanted)) throw new CallboardError('refused', `${path} leads outside the folder of its source`)
  let real: string
  try {
    real = await realpath(wanted)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  if (!isInside(root, real)) throw new CallboardError('refused', `${path} is a symbolic link that leads outside the folder of its source`)
  return real
}

/** Reads a file of a folder as text. `known` is a revision: when the file still has it, the text is not read. */
export async function readConfined(
  root: string,
  path: string,
  maxBytes: number,
  known?: string,
): Promise<FileText | 'unchanged' | undefined> {
  if (known !== undefined && (await isStill(known, resolve(root, path)))) return 'unchanged'
  const read = await readBytes(root, path, maxBytes, known)
  return typeof read === 'object' ? { text: decode(read.bytes, path), revision: read.revision } : read
}

/** A file that is open, and what the system says of it. Whoever has it closes it. */
export interface OpenFile {
  readonly file: FileHandle
  readonly stats: Stats
}

/**
 * Opens a file of a folder. The path is resolved, then opened without following a link; then the open file itself must lie in the folder: a link that is put
 * there in between, and taken away again, is refused too. `undefined` when there is no such file.
 */
export async function openConfined(root: string, path: string): Promise<OpenFile | undefined> {
  const real = await confine(root, path)
  if (real === undefined) return undefined
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  let isKept = false
  try {
    const stats = await file.stat()
    if (!stats.isFile()) return undefined
    if (!(await isHeldInside(file, stats, root, real))) throw new CallboardError('refused', `${path} was changed while it was read`)
    isKept = true
    return { file, stats }
  } finally {
    if (!isKept) await file.close()
  }
}

/** Reads a file of a folder. `undefined` when there is no such file. */
export async function readBytes(
  root: string,
  path: string,
  maxBytes: number = Infinity,
  known?: string,
): Promise<FileBytes | 'unchanged' | undefined> {
  const opened = await openConfined(root, path)
  if (opened === undefined) return undefined
  const { file, stats } = opened
  try {
    const revision = revisionOf(stats)
    if (revision === known) return 'unchanged'
    if (stats.size > maxBytes)
      throw new CallboardError('limit-exceeded', `${path} has ${String(stats.size)} bytes, more than the limit of ${String(maxBytes)}`)
    return { bytes: await file.readFile(), revision }
  } finally {
    await file.close()
  }
}

/** True when an open file lies in the folder: by what the system says of it, or else by its identity at the resolved path. */
async function isHeldInside(file: FileHandle, { dev, ino }: Stats, root: string, real: string): Promise<boolean> {
  const place = await readlink(`/proc/self/fd/${String(file.fd)}`).catch(() => undefined)
  if (place?.startsWith('/') === true) return isInside(root, place)
  const there = await lstat(real)
  return (await confine(root, real)) === real && there.dev === dev && there.ino === ino
}

/** True for a plain file that has this revision: nothing of it has to be opened, so nothing can lead outside. */
async function isStill(known: string, path: string): Promise<boolean> {
  try {
    const stats = await lstat(path)
    return stats.isFile() && revisionOf(stats) === known
  } catch {
    // What is wrong with it is told when it is read.
    return false
  }
}

/** True when a path is a symbolic link. */
export async function isLink(root: string, path: string): Promise<boolean> {
  try {
    return (await lstat(resolve(root, path))).isSymbolicLink()
  } catch {
    return false
  }
}

function revisionOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return [...[mtimeMs, ctimeMs].map(ms => Math.round(ms * 1000)), size, ino].join(':')
}

/** True for an error that says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** True for an error that says that permissions forbid it. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
}

/** Why the file system refused, in words, with the code where there are none. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isDenied(error)) return 'permission denied'
  if (code === 'ELOOP') return 'its symbolic links lead in a circle'
  if (code === 'EMFILE' || code === 'ENFILE') return 'too many files are open'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file is where a folder belongs'
  return code === '' ? 'unknown reason' : code
}

/** UTF-8, or UTF-16 where a byte order mark says so. Bytes that are neither are an error, never a wrong letter. */
function decode(bytes: Uint8Array, path: string): string {
  const [first, second] = bytes
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new CallboardError('unexpected-answer', `${path} is not text in UTF-8`)
  }
}

function isInside(root: string, path: string): boolean {
  const between = relative(root, path)
  return between === '' || (!between.startsWith(`..${sep}`) && between !== '..' && resolve(root, between) === path)
}
