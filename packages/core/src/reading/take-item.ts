import { readItem } from '../descriptor/read-item.ts'
import type { DiagnosticCode } from '../diagnostics.ts'
import { messageOf } from '../errors.ts'
import { hashText } from '../hash.ts'
import type { FailedItem, ObjectItem, Source, TextItem } from '../source/types.ts'
import { digestFile } from './digest-file.ts'
import { hashItem, hasSameNeighbours, isSameItem, originOf, recordFiles, rememberPositions, type KnownFile } from './known-file.ts'
import type { Reading, ReadFilesContext, ReadingDraft } from './reading.ts'

/** Understands one item, unless the earlier reading of the same content stands. */
export async function takeItem(
  source: Source,
  before: Reading,
  draft: ReadingDraft,
  item: TextItem | ObjectItem,
  own: boolean,
  context: ReadFilesContext,
): Promise<void> {
  const { name, signal, kinds, limits } = context
  const { hash, bytes } = hashItem(item)
  draft.bytes += bytes
  const earlier = before.files.get(item.path)
  if (earlier !== undefined && isSameItem(earlier, item, hash) && (await hasSameNeighbours(earlier, source.files, signal))) {
    const kept = earlier.neighbours.size === 0 || earlier.item !== undefined
    const stands = kept && earlier.own === own && earlier.origin.revision === item.revision
    addFile(draft, stands ? earlier : { ...earlier, own, origin: originOf(item), ...(kept ? {} : { item }) }, context)
    return
  }
  const recorded = source.files === undefined ? undefined : recordFiles(source.files)
  try {
    const file = await readItem(item, { source: name, kinds, limits, files: recorded?.files, root: source.root?.(), signal })
    const [failure] = recorded?.failures ?? []
    if (failure !== undefined && earlier !== undefined) {
      failPath(
        before,
        draft,
        { type: 'failed', path: item.path, reason: 'unreadable', message: `What ${item.path} draws in cannot be read: ${failure}` },
        context,
      )
      return
    }
    const neighbours = recorded?.seen ?? new Map<string, string>()
    const digest = item.type === 'text' && neighbours.size === 0 ? digestText(name, item, hash) : digestFile(file)
    addFile(
      draft,
      { ...file, ...rememberPositions(file), hash, digest, neighbours, own, ...(neighbours.size === 0 ? {} : { item }) },
      context,
    )
  } catch (error) {
    if (signal.aborted) throw error
    failPath(
      before,
      draft,
      { type: 'failed', path: item.path, reason: 'unreadable', message: `It cannot be understood: ${messageOf(error)}` },
      context,
    )
  }
}

/** What a reader can see of a text that draws nothing in: its content says it all. */
function digestText(source: string, { path, location, viewUrl, editUrl }: TextItem, hash: string | undefined): string {
  return hashText(JSON.stringify([source, path, location, viewUrl, editUrl, hash]))
}

function addFile(draft: ReadingDraft, file: KnownFile, context: ReadFilesContext): void {
  draft.files.set(file.origin.path, file)
  context.onFile?.(file)
}

/** Takes the file of a path over from the earlier reading. */
export function keepFile(before: Reading, draft: ReadingDraft, path: string, context: ReadFilesContext): void {
  const earlier = before.files.get(path)
  if (earlier !== undefined) addFile(draft, earlier, context)
}

const codesOfFailure: Readonly<Record<FailedItem['reason'], DiagnosticCode>> = {
  'unreadable': 'source/unreadable-file',
  'too-large': 'source/too-large',
  'outside-root': 'source/outside-root',
}

/** Tells that a path cannot be read. Its last good file stays, where there was one. */
export function failPath(before: Reading, draft: ReadingDraft, item: FailedItem, context: ReadFilesContext): void {
  const { path, message, reason } = item
  const earlier = before.files.get(path)
  if (earlier !== undefined) addFile(draft, earlier, context)
  const stays = earlier === undefined ? '' : ` Its last good entities stay: ${String(earlier.descriptors.length)}.`
  draft.failed.set(path, {
    since: before.failed.get(path)?.since ?? context.now(),
    because: message,
    diagnostic: { code: codesOfFailure[reason], severity: 'error', message: `${message}${stays}`, at: { source: context.name, path } },
  })
}
