import { CallboardError } from '@callboard/core'
import { constants, type Stats } from 'node:fs'
import { lstat, open, readlink, type FileHandle } from 'node:fs/promises'
import { resolve } from 'node:path'
import { confine, isInside } from './confine.ts'
import { decodeText } from './decode-text.ts'

/** A file's text with its revision. */
export interface FileText {
  readonly text: string
  /** Times of change of the content and of the metadata, size, and inode: a link may lead to another file of the same age. */
  readonly revision: string
}

/** A file's content with its revision. */
export interface FileBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly revision: string
}

/** Reads a file in a folder as text. `known` is a revision: if the file still has it, the text is not read. */
export async function readConfined(
  root: string,
  path: string,
  maxBytes: number,
  known?: string,
): Promise<FileText | 'unchanged' | undefined> {
  if (known !== undefined && (await isStill(known, resolve(root, path)))) return 'unchanged'
  const read = await readBytes(root, path, maxBytes, known)
  return typeof read === 'object' ? { text: decodeText(read.bytes, path), revision: read.revision } : read
}

/** An open file and its stats. The caller closes it. */
export interface OpenFile {
  readonly file: FileHandle
  readonly stats: Stats
}

/**
 * Opens a file in a folder. The path is resolved and opened without following links; then the open file itself must be in the folder: a link that is created
 * in between, and removed again, is refused too. `undefined` when the file does not exist.
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

/** Reads a file in a folder. `undefined` when it does not exist. */
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

/** True when an open file is in the folder: by the path the system reports for it, or else by its identity at the resolved path. */
async function isHeldInside(file: FileHandle, { dev, ino }: Stats, root: string, real: string): Promise<boolean> {
  const place = await readlink(`/proc/self/fd/${String(file.fd)}`).catch(() => undefined)
  if (place?.startsWith('/') === true) return isInside(root, place)
  const there = await lstat(real)
  return (await confine(root, real)) === real && there.dev === dev && there.ino === ino
}

/** True for a regular file with this revision: it does not have to be opened, so nothing can lead outside. */
async function isStill(known: string, path: string): Promise<boolean> {
  try {
    const stats = await lstat(path)
    return stats.isFile() && revisionOf(stats) === known
  } catch {
    // Reading it reports what is wrong.
    return false
  }
}

function revisionOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return [...[mtimeMs, ctimeMs].map(ms => Math.round(ms * 1000)), size, ino].join(':')
}
