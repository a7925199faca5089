import { compareUnits } from '../compare-text.ts'
import { drawIn } from './draw-in.ts'
import { includesTouched } from './neighbours.ts'
import type { ReadingPass } from './reading-pass.ts'
import type { Reading } from './reading.ts'
import { isRepositoryMark, readRepositories } from './repositories/read-repositories.ts'
import { takeItem } from './take-item.ts'

/** Finishes a pass: files that include a changed one, files that Locations refer to, and the CODEOWNERS of the repositories. */
export async function completeReading(pass: ReadingPass): Promise<Reading> {
  const { source, before, draft, touched, name } = pass
  if (draft.files.size === 0 && draft.failed.size === 0) {
    draft.problems.push({
      code: 'source/empty',
      severity: 'warning',
      message: `${name} contains no descriptors`,
      at: { source: name, path: '' },
      hint: 'Check the path, or the pattern of file names.',
    })
  }
  if (touched !== undefined) await readIncluders(pass, touched)
  const isOwnershipTouched = touched === undefined || before.searchFailed === true || [...touched].some(isRepositoryMark)
  const [found] = await Promise.all([isOwnershipTouched ? readRepositories(source, before.repositories, pass) : undefined, drawIn(pass)])
  for (const path of draft.failed.keys()) {
    if (before.files.get(path)?.own === false && !draft.files.has(path)) draft.failed.delete(path)
  }
  return {
    files: sorted(draft.files),
    failed: sorted(draft.failed),
    repositories: found?.repositories ?? before.repositories,
    searchFailed: found?.searchFailed ?? false,
    problems: [...draft.problems, ...(found?.problems ?? before.repositories.flatMap(({ codeowners }) => codeowners?.problem ?? []))],
    globs: draft.globs,
  }
}

/** Parses the files again that include a touched one. A file that itself cannot be read stays as it was read last. */
async function readIncluders(pass: ReadingPass, touched: ReadonlySet<string>): Promise<void> {
  const { files, failed } = pass.draft
  for (const [path, { item, neighbours }] of [...files]) {
    const isKnown = !failed.has(path) || failed.get(path)?.byNeighbour === true
    if (isKnown && item !== undefined && includesTouched(neighbours, touched)) await takeItem(pass, item, true)
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => compareUnits(a, b)))
}
