import type { Diagnostic } from '../diagnostics.ts'
import { checkItem } from '../source/check-item.ts'
import { readItems, totalLimitError } from '../source/read-items.ts'
import type { Source, SourceEvent } from '../source/types.ts'
import { drawIn } from './draw-in.ts'
import { compareUnits } from '../compare-text.ts'
import { isRepositoryMark, readRepositories } from './read-repositories.ts'
import type { Reading, ReadFilesContext, ReadingDraft } from './reading.ts'
import { failPath, keepFile, takeItem } from './take-item.ts'

/** How many files are understood at once: their placeholders may have to be fetched. */
const atOnce = 8

/**
 * Reads a whole source. Files whose content is the same as in `before` are not parsed again. Throws when the source fails:
 * then `before` stands.
 */
export async function readFiles(source: Source, before: Reading, context: ReadFilesContext): Promise<Reading> {
  const { signal, idleTimeoutMs, sourceLimits: limits } = context
  const known = new Map<string, string>()
  for (const [path, { own, origin, neighbours }] of before.files) {
    if (own && origin.revision !== undefined && neighbours.size === 0 && !before.failed.has(path)) known.set(path, origin.revision)
  }
  const draft: ReadingDraft = { bytes: 0, files: new Map(), failed: new Map(), problems: [], globs: new Map() }
  const running: Promise<void>[] = []
  const seen = new Set<string>()
  const doubled = new Set<string>()
  try {
    for await (const item of readItems(source, { signal, known, idleTimeoutMs, limits })) {
      if (draft.bytes > limits.maxBytes) throw totalLimitError('maxBytes', limits)
      if (running.length >= atOnce) await running.shift()
      const problem = seen.has(item.path) ? `${item.path} came twice; the second was not read` : undefined
      if (problem !== undefined) {
        if (!doubled.has(item.path)) draft.problems.push(pathProblem(problem, item.path, context))
        doubled.add(item.path)
        continue
      }
      seen.add(item.path)
      if (item.type === 'unchanged' && before.files.has(item.path)) keepFile(before, draft, item.path, context)
      else if (item.type === 'unchanged')
        draft.problems.push(pathProblem(`${item.path} is said to be unchanged, but was never read`, item.path, context))
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
  keepBelowFailed(before, draft, context)
  return await complete(source, before, draft, undefined, context)
}

function pathProblem(message: string, path: string, { name }: ReadFilesContext): Diagnostic {
  return { code: 'source/unreadable-file', severity: 'error', message, at: { source: name, path } }
}

/** What lies below a folder that cannot be read is unknown, not gone: it stays, with the reason of the folder. */
function keepBelowFailed(before: Reading, draft: ReadingDraft, context: ReadFilesContext): void {
  const folders = [...draft.failed].filter(([path]) => !draft.files.has(path))
  for (const [folder, { because }] of folders) {
    for (const [path, { own }] of before.files) {
      if (!own || !path.startsWith(`${folder}/`) || draft.files.has(path) || draft.failed.has(path)) continue
      failPath(before, draft, { type: 'failed', path, reason: 'unreadable', message: because }, context)
    }
  }
}

/** Applies what a watched source told: only the changed paths, and the files that draw them in, are read. */
export async function applyEvents(
  source: Source,
  before: Reading,
  events: readonly SourceEvent[],
  context: ReadFilesContext,
): Promise<Reading> {
  const draft: ReadingDraft = {
    bytes: 0,
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
    const item = checkItem(event.item, path)
    if (item.type === 'failed') failPath(before, draft, item, context)
    else if (item.type !== 'unchanged') await takeItem(source, before, draft, item, true, context)
  }
  return await complete(source, before, draft, touched, context)
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
  const ownersTouched = touched === undefined || [...touched].some(isRepositoryMark)
  const [found] = await Promise.all([
    ownersTouched ? readRepositories(source, before.repositories, context) : undefined,
    drawIn(source, before, draft, touched, context),
  ])
  for (const path of draft.failed.keys()) {
    if (before.files.get(path)?.own === false && !draft.files.has(path)) draft.failed.delete(path)
  }
  return {
    files: new Map([...draft.files].sort(([a], [b]) => compareUnits(a, b))),
    failed: new Map([...draft.failed].sort(([a], [b]) => compareUnits(a, b))),
    repositories: found?.repositories ?? before.repositories,
    problems: [...draft.problems, ...(found?.problems ?? before.repositories.flatMap(({ codeowners }) => codeowners?.problem ?? []))],
    globs: draft.globs,
  }
}

/** False for a path that is in the catalog only because another file names it. */
function isOwnPath(before: Reading, path: string): boolean {
  const file = before.files.get(path)
  if (file !== undefined) return file.own
  if (isRepositoryMark(path)) return false
  return ![...before.files.values()].some(other => other.neighbours.has(`read ${path}`))
}
