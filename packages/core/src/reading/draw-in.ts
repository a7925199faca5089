import { matchGlob } from '../source/match-glob.ts'
import { folderProblem } from '../descriptor/location-targets.ts'
import { quote } from '../descriptor/problem.ts'
import type { LocationTarget } from '../descriptor/types.ts'
import { messageOf } from '../errors.ts'
import type { Source } from '../source/types.ts'
import type { KnownFile } from './known-file.ts'
import { compareUnits } from '../compare-text.ts'
import type { Reading, ReadFilesContext, ReadingDraft } from './reading.ts'
import { takeItem } from './take-item.ts'

/** The most files that the Locations of one source may draw in. */
const mostFiles = 10_000

/**
 * Reads the files that Locations name and no pattern of the source has found, and what those name in turn, each once. With `touched`, a
 * file drawn in before is read again only when its path is in it.
 */
export async function drawIn(
  source: Source,
  before: Reading,
  draft: ReadingDraft,
  touched: ReadonlySet<string> | undefined,
  context: ReadFilesContext,
): Promise<void> {
  // Files are understood at once and end in any order; what they draw in must not depend on it.
  const waiting = [...draft.files.values()].sort((a, b) => compareUnits(a.origin.path, b.origin.path))
  let drawn = 0
  for (const file of waiting) {
    for (const target of file.locationTargets ?? []) {
      const paths = await targetPaths(source, before, draft, file, target, context)
      for (const path of paths) {
        if (draft.files.has(path)) continue
        if (++drawn > mostFiles)
          return tell(draft, file, target, context, `leads to more than ${String(mostFiles)} files; the rest was not read`)
        const earlier = before.files.get(path)
        if (touched !== undefined && !touched.has(path) && earlier !== undefined && !earlier.own) draft.files.set(path, earlier)
        else await readTarget(source, before, draft, file, target, path, context)
        const found = draft.files.get(path)
        if (found !== undefined) waiting.push(found)
      }
    }
  }
}

async function targetPaths(
  source: Source,
  before: Reading,
  draft: ReadingDraft,
  file: KnownFile,
  target: LocationTarget,
  context: ReadFilesContext,
): Promise<readonly string[]> {
  if (!/[*?[{]/.test(target.path)) return [target.path]
  try {
    const paths = (await source.files?.glob(target.path, context.signal)) ?? []
    if (paths.length === 0 && !target.optional) tell(draft, file, target, context, 'names no file')
    draft.globs.set(target.path, paths)
    return paths
  } catch (error) {
    const because = messageOf(error)
    const paths = [...new Set([...foundBy(error), ...earlierPaths(before, target.path)])].sort(compareUnits)
    tell(draft, file, target, context, `cannot be read: ${because}`)
    draft.globs.set(target.path, paths)
    return paths
  }
}

/** What a glob found before it failed. */
function foundBy(error: unknown): readonly string[] {
  try {
    const found = typeof error === 'object' && error !== null && 'found' in error ? error.found : undefined
    return Array.isArray(found) ? found.filter(path => typeof path === 'string') : []
  } catch {
    return []
  }
}

/** The paths that a glob named last, in this process or in the one that wrote the snapshot. */
function earlierPaths(before: Reading, pattern: string): readonly string[] {
  const known = before.globs.get(pattern)
  if (known !== undefined) return known
  const matches = matchGlob(pattern)
  return [...before.files].filter(([path, { own }]) => !own && matches(path)).map(([path]) => path)
}

async function readTarget(
  source: Source,
  before: Reading,
  draft: ReadingDraft,
  file: KnownFile,
  target: LocationTarget,
  path: string,
  context: ReadFilesContext,
): Promise<void> {
  try {
    const item = await source.files?.read(path, context.signal)
    if (item !== undefined) {
      draft.failed.delete(path)
      await takeItem(source, before, draft, { ...item, path }, false, context)
    } else if ((await source.files?.isFolder?.(path, context.signal)) === true) tellFolder(draft, file, target, context)
    else if (!target.optional) tell(draft, file, target, context, 'names a file that does not exist')
  } catch (error) {
    const earlier = before.files.get(path)
    const because = messageOf(error)
    if (earlier === undefined) return tell(draft, file, target, context, `cannot be read: ${because}`)
    draft.files.set(path, earlier)
    draft.failed.set(path, {
      since: before.failed.get(path)?.since ?? context.now(),
      because,
      diagnostic: {
        code: 'source/unreadable-file',
        severity: 'error',
        message: `${path} cannot be read: ${because}. Its last good entities stay: ${String(earlier.descriptors.length)}.`,
        at: { source: context.name, path },
      },
    })
  }
}

function tellFolder(draft: ReadingDraft, file: KnownFile, target: LocationTarget, context: ReadFilesContext): void {
  push(draft, file, target, context, folderProblem(target.written ?? target.path))
}

function tell(draft: ReadingDraft, file: KnownFile, target: LocationTarget, context: ReadFilesContext, what: string): void {
  push(draft, file, target, context, {
    message: `The Location target ${quote(target.written ?? target.path)} ${what}`,
    hint: 'Correct the path, or say `presence: optional`.',
  })
}

function push(
  draft: ReadingDraft,
  file: KnownFile,
  target: LocationTarget,
  context: ReadFilesContext,
  words: { readonly message: string; readonly hint: string },
): void {
  const position = file.locate(target.index, target.field)
  draft.problems.push({
    code: 'descriptor/location',
    severity: 'warning',
    ...words,
    at: { source: context.name, path: file.origin.path, ...(position ?? {}) },
    text: (target.written ?? target.path).slice(0, 200),
  })
}
