import { checkItem } from '../source/check-item.ts'
import type { Source, SourceEvent } from '../source/types.ts'
import { completeReading } from './complete-reading.ts'
import { failPath, newDraft, type ReadingOptions, type ReadingPass } from './reading-pass.ts'
import type { Reading } from './reading.ts'
import { takeItem } from './take-item.ts'

/** Applies what a watched source reported: only the changed paths are read, and the files that include them. */
export async function applyEvents(
  source: Source,
  before: Reading,
  events: readonly SourceEvent[],
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<Reading> {
  const draft = newDraft(
    [...before.files].filter(([, file]) => file.own),
    before.failed,
  )
  const touched = new Set<string>()
  const pass: ReadingPass = { ...options, source, signal, before, touched, draft }
  for (const event of events) {
    if (event.type === 'resync') continue
    const path = event.type === 'changed' ? event.item.path : event.path
    touched.add(path)
    if (event.type === 'touched') continue
    draft.files.delete(path)
    draft.failed.delete(path)
    if (event.type === 'removed') continue
    const item = checkItem(event.item, path)
    if (item.type === 'failed') failPath(pass, { path: item.path, reason: item.reason, because: item.message })
    else if (item.type !== 'unchanged') await takeItem(pass, item, true)
  }
  return await completeReading(pass)
}
