import { compareUnits } from '../compare-text.ts'
import { folderProblem } from '../descriptor/location-targets.ts'
import { quote } from '../descriptor/problem.ts'
import type { LocationTarget } from '../descriptor/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { messageOf } from '../errors.ts'
import { matchGlob } from '../source/match-glob.ts'
import type { KeptFile } from './kept-file.ts'
import { includesTouched } from './neighbours.ts'
import { failPath, type ReadingPass } from './reading-pass.ts'
import type { Reading } from './reading.ts'
import { takeItem } from './take-item.ts'

/** The most files that the Locations of one source may refer to. */
const mostFiles = 10_000

/** One target of a Location, and the file it is in. */
interface NamedTarget {
  readonly file: KeptFile
  readonly target: LocationTarget
}

/**
 * Reads the files that Locations refer to and the source itself did not yield, and the files that those refer to, each once. In a pass over
 * touched paths, an earlier file is read again only if its path or a file that it includes was touched.
 */
export async function drawIn(pass: ReadingPass): Promise<void> {
  const { before, draft, touched } = pass
  // Files are parsed in parallel and finish in any order; the order of what they refer to must not depend on it.
  const waiting = [...draft.files.values()].sort((a, b) => compareUnits(a.origin.path, b.origin.path))
  let drawn = 0
  for (const file of waiting) {
    for (const target of file.locationTargets ?? []) {
      const named = { file, target }
      for (const path of await targetPaths(pass, named)) {
        if (draft.files.has(path)) continue
        if (++drawn > mostFiles)
          return report(pass, named, problemOf(target, `refers to more than ${String(mostFiles)} files; the rest was not read`))
        const earlier = before.files.get(path)
        if (touched !== undefined && earlier?.own === false && !touched.has(path) && !includesTouched(earlier.neighbours, touched))
          draft.files.set(path, earlier)
        else await readTarget(pass, named, path)
        const found = draft.files.get(path)
        if (found !== undefined) waiting.push(found)
      }
    }
  }
}

/** The paths of a target: its own, or those that its glob matches. */
async function targetPaths(pass: ReadingPass, named: NamedTarget): Promise<readonly string[]> {
  const { source, before, draft, signal } = pass
  const { target } = named
  if (!/[*?[{]/.test(target.path)) return [target.path]
  try {
    const paths = (await source.files?.glob(target.path, signal)) ?? []
    if (paths.length === 0 && !target.optional) report(pass, named, problemOf(target, 'matches no files'))
    draft.globs.set(target.path, paths)
    return paths
  } catch (error) {
    const paths = [...new Set([...foundBy(error), ...earlierPaths(before, target.path)])].sort(compareUnits)
    report(pass, named, problemOf(target, `cannot be read: ${messageOf(error)}`))
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

/** The paths that a glob matched last, in this process or in the one that wrote the snapshot. */
function earlierPaths(before: Reading, pattern: string): readonly string[] {
  const known = before.globs.get(pattern)
  if (known !== undefined) return known
  const matches = matchGlob(pattern)
  return [...before.files].filter(([path, { own }]) => !own && matches(path)).map(([path]) => path)
}

async function readTarget(pass: ReadingPass, named: NamedTarget, path: string): Promise<void> {
  const { source, before, draft, signal, sourceLimits } = pass
  const { target } = named
  try {
    const item = await source.files?.read(path, signal)
    if (item !== undefined) {
      draft.failed.delete(path)
      await takeItem(pass, { ...item, path }, false)
    } else if ((await source.files?.isFolder?.(path, signal)) === true) report(pass, named, folderProblem(writtenTarget(target)))
    else if (!target.optional) report(pass, named, problemOf(target, 'refers to a file that does not exist'))
  } catch (error) {
    // The limit is one of the source, not of the file that exceeded it.
    if (draft.bytes > sourceLimits.maxBytes) throw error
    const because = messageOf(error)
    if (before.files.has(path)) failPath(pass, { path, reason: 'unreadable', because, message: `${path} cannot be read: ${because}` })
    else report(pass, named, problemOf(target, `cannot be read: ${because}`))
  }
}

function problemOf(target: LocationTarget, what: string): Pick<Diagnostic, 'message' | 'hint'> {
  return {
    message: `The Location target ${quote(writtenTarget(target))} ${what}`,
    hint: 'Correct the path, or set `presence: optional`.',
  }
}

/** Reports a problem at the position of the target. */
function report({ name, draft }: ReadingPass, { file, target }: NamedTarget, problem: Pick<Diagnostic, 'message' | 'hint'>): void {
  const position = file.locate(target.index, target.field)
  draft.problems.push({
    code: 'descriptor/location',
    severity: 'warning',
    ...problem,
    at: { source: name, path: file.origin.path, ...(position ?? {}) },
    text: writtenTarget(target).slice(0, 200),
  })
}

function writtenTarget({ path, written = path }: LocationTarget): string {
  return written
}
