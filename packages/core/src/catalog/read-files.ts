import { readItem } from '../descriptor/read-item.ts'
import type { DescriptorLimits } from '../descriptor/types.ts'
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts'
import { CallboardError } from '../errors.ts'
import type { Kind } from '../kinds/types.ts'
import { readItems } from '../source/read-items.ts'
import type { FailedItem, ObjectItem, Source, SourceEvent, TextItem } from '../source/types.ts'
import { digestFile } from './build-graph.ts'
import { hashText } from '../hash.ts'
import { drawIn } from './draw-in.ts'
import { hashItem, hasSameNeighbours, isSameItem, originOf, recordFiles, rememberPositions, type KnownFile } from './known-file.ts'
import { compare } from './node.ts'
import { codeownersPaths, readCodeowners, type KnownCodeowners } from './read-codeowners.ts'

/** A path that could not be read. Its last good file stays, where there was one. */
export interface FailedPath {
  readonly since: number
  readonly because: string
  readonly diagnostic: Diagnostic
}

/** All that one source gave: the unit that is kept when the next reading fails. */
export interface Reading {
  /** Sorted by path. */
  readonly files: ReadonlyMap<string, KnownFile>
  readonly failed: ReadonlyMap<string, FailedPath>
  readonly codeowners: KnownCodeowners | undefined
  /** Problems that are no file's. */
  readonly problems: readonly Diagnostic[]
  /** The paths that each glob of a Location named last. */
  readonly globs: ReadonlyMap<string, readonly string[]>
}

export interface ReadFilesContext {
  /** The source's name in this catalog. */
  readonly name: string
  readonly kinds: readonly Kind[]
  readonly limits: DescriptorLimits | undefined
  readonly idleTimeoutMs: number
  readonly now: () => number
  readonly signal: AbortSignal
  readonly onFile?: ((file: KnownFile) => void) | undefined
}

/** What a reading is while it is put together. */
export interface ReadingDraft {
  readonly files: Map<string, KnownFile>
  readonly failed: Map<string, FailedPath>
  readonly problems: Diagnostic[]
  readonly globs: Map<string, readonly string[]>
}

export const emptyReading: Reading = { files: new Map(), failed: new Map(), codeowners: undefined, problems: [], globs: new Map() }

/** How many files are understood at once: their placeholders may have to be fetched. */
const atOnce = 8

/**
 * Reads a whole source. Files whose content is the same as in `before` are not parsed again. Throws when the source fails, and when it
 * gives no entity where there were some although it cannot be sure: then `before` stands.
 */
export async function readFiles(source: Source, before: Reading, context: ReadFilesContext): Promise<Reading> {
  const { signal, idleTimeoutMs } = context
  const known = new Map<string, string>()
  for (const [path, { own, origin, neighbours }] of before.files) {
    if (own && origin.revision !== undefined && neighbours.size === 0 && !before.failed.has(path)) known.set(path, origin.revision)
  }
  const draft: ReadingDraft = { files: new Map(), failed: new Map(), problems: [], globs: new Map() }
  const running: Promise<void>[] = []
  try {
    for await (const item of readItems(source, { signal, known, idleTimeoutMs })) {
      if (running.length >= atOnce) await running.shift()
      if (item.type === 'unchanged') keepFile(before, draft, item.path, context)
      else if (item.type === 'failed') failPath(before, draft, item, context)
      else {
        const task = takeItem(source, before, draft, item, true, context)
        task.catch(() => undefined)
        running.push(task)
      }
    }
  } finally {
    await Promise.all(running)
  }
  const reading = await complete(source, before, draft, undefined, context)
  if (source.mayBeEmpty !== true && countEntities(reading) === 0 && countEntities(before) > 0) {
    throw new CallboardError('unexpected-answer', `It gave no entity, where there were ${String(countEntities(before))}`)
  }
  return reading
}

/** Applies what a watched source told: only the changed paths, and the files that draw them in, are read. */
export async function applyEvents(
  source: Source,
  before: Reading,
  events: readonly SourceEvent[],
  context: ReadFilesContext,
): Promise<Reading> {
  const draft: ReadingDraft = {
    files: new Map([...before.files].filter(([, file]) => file.own)),
    failed: new Map(before.failed),
    problems: [],
    globs: new Map(),
  }
  const touched = new Set<string>()
  for (const event of events) {
    if (event.type === 'resync') continue
    const path = event.type === 'changed' ? event.item.path : event.path
    touched.add(path)
    if (event.type === 'touched' || !isOwnPath(before, path)) continue
    draft.files.delete(path)
    draft.failed.delete(path)
    if (event.type === 'removed') continue
    if (event.item.type === 'failed') failPath(before, draft, event.item, context)
    else await takeItem(source, before, draft, event.item, true, context)
  }
  return await complete(source, before, draft, touched, context)
}

/** How many entities a reading holds, doubles included. */
export function countEntities(reading: Reading): number {
  let count = 0
  for (const file of reading.files.values()) count += file.descriptors.length
  return count
}

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
  const hash = hashItem(item)
  const earlier = before.files.get(item.path)
  if (earlier !== undefined && isSameItem(earlier, item, hash) && (await hasSameNeighbours(earlier, source.files, signal))) {
    const kept = earlier.neighbours.size === 0 || earlier.item !== undefined
    const stands = kept && earlier.own === own && earlier.origin.revision === item.revision
    addFile(draft, stands ? earlier : { ...earlier, own, origin: originOf(item), ...(kept ? {} : { item }) }, context)
    return
  }
  const recorded = source.files === undefined ? undefined : recordFiles(source.files)
  try {
    const file = await readItem(item, { source: name, kinds, limits, files: recorded?.files, signal })
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

function keepFile(before: Reading, draft: ReadingDraft, path: string, context: ReadFilesContext): void {
  const earlier = before.files.get(path)
  if (earlier !== undefined) addFile(draft, earlier, context)
}

const codesOfFailure: Readonly<Record<FailedItem['reason'], DiagnosticCode>> = {
  'unreadable': 'source/unreadable-file',
  'too-large': 'source/too-large',
  'outside-root': 'source/outside-root',
}

function failPath(before: Reading, draft: ReadingDraft, item: FailedItem, context: ReadFilesContext): void {
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

/** What follows from the source's own files: files that draw in others, files drawn in by Locations, CODEOWNERS. */
async function complete(
  source: Source,
  before: Reading,
  draft: ReadingDraft,
  touched: ReadonlySet<string> | undefined,
  context: ReadFilesContext,
): Promise<Reading> {
  const { name } = context
  if (draft.files.size === 0 && draft.failed.size === 0) {
    draft.problems.push({
      code: 'source/empty',
      severity: 'warning',
      message: `${name} holds no descriptor`,
      at: { source: name, path: '' },
      hint: 'Check the path, or the pattern of file names.',
    })
  }
  for (const file of touched === undefined ? [] : [...draft.files.values()]) {
    const concerned = [...file.neighbours.keys()].some(question => question.startsWith('glob ') || touched?.has(question.slice(5)))
    if (concerned && file.item !== undefined) await takeItem(source, before, draft, file.item, true, context)
  }
  const ownersTouched = touched === undefined || codeownersPaths.some(path => touched.has(path))
  const [codeowners] = await Promise.all([
    ownersTouched ? readCodeowners(source, before.codeowners, context) : before.codeowners,
    drawIn(source, before, draft, touched, context),
  ])
  for (const path of draft.failed.keys()) {
    if (before.files.get(path)?.own === false && !draft.files.has(path)) draft.failed.delete(path)
  }
  return {
    files: new Map([...draft.files].sort(([a], [b]) => compare(a, b))),
    failed: new Map([...draft.failed].sort(([a], [b]) => compare(a, b))),
    codeowners: codeowners?.file === undefined && codeowners?.problem === undefined ? undefined : codeowners,
    problems: codeowners?.problem === undefined ? draft.problems : [...draft.problems, codeowners.problem],
    globs: draft.globs,
  }
}

/** An error as one sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** False for a path that is in the catalog only because another file names it. */
function isOwnPath(before: Reading, path: string): boolean {
  const file = before.files.get(path)
  if (file !== undefined) return file.own
  if (codeownersPaths.includes(path)) return false
  return ![...before.files.values()].some(other => other.neighbours.has(`read ${path}`))
}
