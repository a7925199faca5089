import type { Diagnostic } from '../diagnostics.ts'
import { readItems, totalLimitError } from '../source/read-items.ts'
import type { Source, SourceItem } from '../source/types.ts'
import { completeReading } from './complete-reading.ts'
import { hasNeighbours } from './neighbours.ts'
import { failPath, keepFile, newDraft, type ReadingOptions, type ReadingPass } from './reading-pass.ts'
import type { Reading } from './reading.ts'
import { takeItem } from './take-item.ts'

/** How many files are parsed at once, as placeholders may need other files. */
const atOnce = 8

/**
 * Reads a whole source. Files with the same content as in `before` are not parsed again. Throws when the source fails; `before` is still
 * valid then.
 */
export async function readSource(source: Source, before: Reading, options: ReadingOptions, signal: AbortSignal): Promise<Reading> {
  const { idleTimeoutMs, sourceLimits: limits } = options
  const pass: ReadingPass = { ...options, source, signal, before, touched: undefined, draft: newDraft() }
  const running: Promise<void>[] = []
  const seen = new Set<string>()
  const repeated = new Set<string>()
  try {
    for await (const item of readItems(source, { signal, known: knownRevisions(before), idleTimeoutMs, limits })) {
      if (pass.draft.bytes > limits.maxBytes) throw totalLimitError('maxBytes', limits)
      if (running.length >= atOnce) await running.shift()
      if (!seen.has(item.path)) {
        seen.add(item.path)
        const task = take(pass, item)
        task.catch(() => undefined)
        running.push(task)
      } else if (!repeated.has(item.path)) {
        repeated.add(item.path)
        report(pass, item.path, `${item.path} appears twice; the second one was not read`)
      }
    }
  } finally {
    await Promise.all(running)
  }
  keepBelowFailed(pass)
  return await completeReading(pass)
}

/** The revisions that a source may answer `unchanged` for. */
function knownRevisions(before: Reading): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const [path, { own, origin, neighbours }] of before.files) {
    if (own && origin.revision !== undefined && !hasNeighbours(neighbours) && !before.failed.has(path)) known.set(path, origin.revision)
  }
  return known
}

async function take(pass: ReadingPass, item: SourceItem): Promise<void> {
  const { path } = item
  if (item.type === 'failed') failPath(pass, { path, reason: item.reason, because: item.message })
  else if (item.type !== 'unchanged') await takeItem(pass, item, true)
  else if (pass.before.files.has(path)) keepFile(pass, path)
  else report(pass, path, `The source says that ${path} is unchanged, but it was never read`)
}

function report({ draft, name }: ReadingPass, path: string, message: string): void {
  const problem: Diagnostic = { code: 'source/unreadable-file', severity: 'error', message, at: { source: name, path } }
  draft.problems.push(problem)
}

/** Keeps the files below a folder that cannot be read, with the folder's reason: they are unknown, not gone. */
function keepBelowFailed(pass: ReadingPass): void {
  const { before, draft } = pass
  const folders = [...draft.failed].filter(([path]) => !draft.files.has(path))
  for (const [folder, { because }] of folders) {
    for (const [path, { own }] of before.files) {
      if (!own || !path.startsWith(`${folder}/`) || draft.files.has(path) || draft.failed.has(path)) continue
      failPath(pass, { path, reason: 'unreadable', because })
    }
  }
}
