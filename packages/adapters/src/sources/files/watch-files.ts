import { CallboardError } from '@callboard/core'
import { watch } from 'chokidar'
import { existsSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { reasonOf } from './read-confined.ts'

/** Changes that come within this time are told together: editors write, rename and touch in quick succession. */
const togetherMs = 10

/**
 * Batches of paths under a folder that were added, changed or removed, until the signal aborts; `ready` first, once the whole folder is
 * watched: what was changed before may have gone unseen. Throws `unreachable` when the folder goes or the system watches no more files.
 */
export async function* watchFiles(root: string, signal: AbortSignal): AsyncIterable<readonly string[] | 'ready'> {
  const changed = new Set<string>()
  let isReady = false
  let failure: CallboardError | undefined
  let timer: NodeJS.Timeout | undefined
  let wake: () => void = () => undefined
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: path => /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)/.test(relative(root, path)),
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
  watcher
    .on('add', note)
    .on('change', note)
    .on('unlink', note)
    .on('unlinkDir', path => {
      if (path === root) fail('it is gone')
    })
    .on('ready', () => {
      isReady = true
      wake()
    })
    .on('error', error => {
      const reason = reasonOf(error)
      // A folder that may not be read is told when the files are read.
      if (reason !== 'permission denied')
        fail(reason === 'ENOSPC' ? 'the system watches no more files (fs.inotify.max_user_watches)' : reason)
    })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop)
  try {
    let wasReady = false
    while (!signal.aborted) {
      if (changed.size > 0 && !existsSync(root)) fail('it is gone')
      if (failure !== undefined) throw failure
      if (isReady && !wasReady) {
        wasReady = true
        yield 'ready'
      } else if (changed.size > 0 && timer === undefined) {
        const batch = [...changed].sort()
        changed.clear()
        yield batch
      } else await new Promise<void>(resolve => (wake = resolve))
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    await watcher.close()
  }
}
