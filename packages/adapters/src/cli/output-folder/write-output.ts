import { CallboardError } from '@callboard/core'
import type { PortalFile } from '@callboard/core/server'
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMissing, reasonOf } from '../../shared/reason-of.ts'
import { checkNewPaths } from './check-output.ts'
import { listPath, pathsIn, printList, temporaryPath, type BuildList } from './build-list.ts'

export interface WriteOptions {
  readonly folder: string
  /** The folder as messages name it. */
  readonly shown: string
  /** What earlier builds wrote: see `readOutput`. */
  readonly list: BuildList
  readonly signal: AbortSignal
  /** Called after each file. */
  readonly onFile?: ((count: number) => void) | undefined
}

/** The files of a build that pages request by names from an earlier answer. */
const namedByOthers = /^(?:data|callboard)\//

/**
 * Replaces what earlier builds wrote with these files, the last of which is the manifest. The folder contains a complete portal at every moment: each file is
 * moved into place when it is complete, and old files are removed after the manifest that no longer refers to them. A file is added to the list before it is
 * written, so that the next build can clean up after one that was killed.
 */
export async function writeOutput(files: readonly PortalFile[], { folder, shown, list, signal, onFile }: WriteOptions): Promise<void> {
  const owned = pathsIn(list)
  const next = new Set([...files.map(({ path }) => path), listPath])
  await checkNewPaths(folder, shown, list, [...next, temporaryPath])
  const put = async (path: string, body: string | Uint8Array): Promise<void> => {
    if (signal.aborted) throw new CallboardError('aborted', `Interrupted; ${shown} still contains the previous build, if there was one`)
    const target = join(folder, path)
    try {
      if (await isSame(target, body)) return
      await mkdir(dirname(target), { recursive: true })
      await rm(join(folder, temporaryPath), { force: true })
      await writeFile(join(folder, temporaryPath), body, { flag: 'wx' })
      await rename(join(folder, temporaryPath), target)
    } catch (error) {
      throw new CallboardError('unreachable', `${shown}/${path} cannot be written: ${reasonOf(error)}`, { cause: error })
    }
  }
  const before = [...list.files, ...(list.writing ?? [])]
  await put(listPath, printList({ callboard: 1, files: before, kept: list.kept, writing: [...next, temporaryPath] }))
  for (const [i, { path, body }] of files.entries()) {
    await put(path, body)
    onFile?.(i + 1)
  }
  // Repeating a build does not count as another one: the files that pages of the previous build request are kept.
  const isSameBuild = files.every(({ path }) => !namedByOthers.test(path) || list.files.includes(path))
  const kept = (isSameBuild ? list.kept : before).filter(path => namedByOthers.test(path) && !next.has(path))
  for (const path of owned) if (!next.has(path) && !kept.includes(path)) await remove(folder, path)
  await put(listPath, printList({ callboard: 1, files: [...next], kept }))
}

async function isSame(target: string, body: string | Uint8Array): Promise<boolean> {
  try {
    return (await readFile(target)).equals(typeof body === 'string' ? Buffer.from(body) : body)
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Removes a file, and the folders that it leaves empty. */
async function remove(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true })
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    try {
      await rmdir(join(folder, parent))
    } catch {
      return
    }
  }
}
