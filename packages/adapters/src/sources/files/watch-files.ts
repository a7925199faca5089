import { watch } from 'chokidar'
import { relative, sep } from 'node:path'

/** Changes that come within this time are told together: editors write, rename and touch in quick succession. */
const togetherMs = 30

/** Batches of paths under a folder that were added, changed or removed, until the signal aborts. */
export async function* watchFiles(root: string, signal: AbortSignal): AsyncIterable<readonly string[]> {
  const changed = new Set<string>()
  let wake: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: path => /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)/.test(relative(root, path)),
  })
  const note = (path: string): void => {
    changed.add(relative(root, path).split(sep).join('/'))
    timer ??= setTimeout(() => {
      timer = undefined
      wake?.()
    }, togetherMs)
  }
  watcher.on('add', note).on('change', note).on('unlink', note).on('error', () => undefined)
  const stop = (): void => wake?.()
  signal.addEventListener('abort', stop)
  try {
    while (!signal.aborted) {
      if (changed.size === 0 || timer !== undefined) await new Promise<void>(resolve => (wake = resolve))
      if (signal.aborted) return
      const batch = [...changed].sort()
      changed.clear()
      if (batch.length > 0) yield batch
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    await watcher.close()
  }
}
