import { CallboardError } from '@callboard/core'
import { watch } from 'chokidar'
import { existsSync, type Stats } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { reasonOf } from '../../shared/reason-of.ts'
import type { Interest } from './interest.ts'

/** Changes within this time are reported together: editors write, rename and touch in quick succession. */
const togetherMs = 10

/** How often the folder itself is checked: a watch does not notice when another folder replaces it. */
const lookEveryMs = 1000

/** State of a watched folder: unchanged, replaced by another one, or to be read again. */
export type FolderLook = 'same' | 'replaced' | 'reread'

export interface WatchFilesOptions {
  readonly signal: AbortSignal
  /** Called about every second. Throws when the folder cannot be read. */
  readonly look: () => Promise<FolderLook>
  /** What to watch in the folder. @default everything */
  readonly interest?: Interest | undefined
}

/**
 * Batches of paths under a folder that were added, changed or removed, until the signal aborts or another folder replaces it. Yields `reread` first, once the
 * whole folder is watched: earlier changes may have been missed. Throws `unreachable` when the folder is removed or the system cannot watch more files.
 */
export async function* watchFiles(
  root: string,
  { signal, look, interest }: WatchFilesOptions,
): AsyncIterable<readonly string[] | 'reread'> {
  const changed = new Set<string>()
  let mustReread = false
  let isReplaced = false
  let failure: CallboardError | undefined
  let timer: NodeJS.Timeout | undefined
  let wake: () => void = () => undefined
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => isIgnored(relative(root, path).split(sep).join('/'), stats, interest),
  })
  const note = (path: string): void => {
    changed.add(relative(root, path).split(sep).join('/'))
    timer ??= setTimeout(() => {
      timer = undefined
      wake()
    }, togetherMs)
  }
  const fail = (because: string): void => {
    failure ??= new CallboardError('unreachable', `Its folder cannot be watched: ${because}`)
    wake()
  }
  let isLooking = false
  const lookNow = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    try {
      const found = await look()
      isReplaced ||= found === 'replaced'
      mustReread ||= found === 'reread'
      if (found !== 'same') wake()
    } catch (error) {
      fail(error instanceof CallboardError ? error.message : reasonOf(error))
    } finally {
      isLooking = false
    }
  }
  if (interest !== undefined)
    interest.onNew = place => {
      for (const part of partsOf(place)) watcher.add(join(root, part))
      // It was read before it was watched.
      mustReread = true
      wake()
    }
  const clock = setInterval(() => void lookNow(), lookEveryMs).unref()
  watcher
    .on('add', note)
    .on('change', note)
    .on('unlink', note)
    .on('unlinkDir', path => {
      if (path === root) void lookNow()
    })
    .on('ready', () => {
      mustReread = true
      wake()
    })
    .on('error', error => {
      const reason = reasonOf(error)
      // Reading the files reports a folder that cannot be read.
      if (reason !== 'permission denied')
        fail(reason === 'ENOSPC' ? 'the system cannot watch more files (fs.inotify.max_user_watches)' : reason)
    })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop)
  try {
    while (!signal.aborted && !isReplaced) {
      if (changed.size > 0 && !existsSync(root)) await lookNow()
      if (isReplaced) break
      if (failure !== undefined) throw failure
      if (mustReread) {
        mustReread = false
        yield 'reread'
      } else if (changed.size > 0 && timer === undefined) {
        const batch = [...changed].sort()
        changed.clear()
        yield batch
      } else await new Promise<void>(resolve => (wake = resolve))
    }
  } finally {
    clearTimeout(timer)
    clearInterval(clock)
    if (interest !== undefined) interest.onNew = undefined
    signal.removeEventListener('abort', stop)
    await watcher.close()
  }
}

/** Without `stats`, it is unknown whether a path is a file or a folder. */
function isIgnored(path: string, stats: Stats | undefined, interest: Interest | undefined): boolean {
  if (/(?:^|\/)(?:\.git|node_modules)(?:\/|$)/.test(path)) return true
  if (interest === undefined) return false
  const concerns =
    stats === undefined
      ? interest.hasFolder(path) || interest.hasFile(path)
      : stats.isDirectory()
        ? interest.hasFolder(path)
        : interest.hasFile(path)
  return !concerns
}

/** A path and the folders above it: `a`, `a/b`, `a/b/c.yaml`. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'))
}
