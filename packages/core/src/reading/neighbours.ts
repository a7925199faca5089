import { isCallboardError, messageOf } from '../errors.ts'
import { hashText } from '../hash.ts'
import type { SourceFiles } from '../source/types.ts'

/** What a file requested from other files of its source, and the fingerprint of each result. */
export interface Neighbours {
  /** Texts read, by path. */
  readonly reads: ReadonlyMap<string, string>
  /** Paths matched, by pattern. */
  readonly globs: ReadonlyMap<string, string>
}

/** The neighbours of a file that requested nothing. */
export const noNeighbours: Neighbours = { reads: new Map(), globs: new Map() }

/** True when the content of a file depends on other files. */
export function hasNeighbours({ reads, globs }: Neighbours): boolean {
  return reads.size > 0 || globs.size > 0
}

/** True for neighbours that a touched path may change. A glob may match any path. */
export function includesTouched({ reads, globs }: Neighbours, touched: ReadonlySet<string>): boolean {
  return globs.size > 0 || [...reads.keys()].some(path => touched.has(path))
}

/** Files that record every request and its result. */
export interface RecordedFiles {
  readonly files: SourceFiles
  readonly seen: Neighbours
  /** Why requests failed: the next reading may succeed. */
  readonly failures: string[]
}

/** The same files, with a record of every request and its result. */
export function recordFiles(files: SourceFiles): RecordedFiles {
  const reads = new Map<string, string>()
  const globs = new Map<string, string>()
  const failures: string[] = []
  const record = async <T>(
    seen: Map<string, string>,
    question: string,
    ask: () => Promise<T>,
    fingerprint: (answer: T) => string,
  ): Promise<T> => {
    try {
      const given = await ask()
      seen.set(question, fingerprint(given))
      return given
    } catch (error) {
      const refused = isCallboardError(error, 'refused')
      seen.set(question, refused ? 'refused' : 'failed')
      if (!refused) failures.push(messageOf(error))
      throw error
    }
  }
  return {
    seen: { reads, globs },
    failures,
    files: {
      ...(files.isFolder === undefined ? {} : { isFolder: (path, signal) => files.isFolder?.(path, signal) ?? Promise.resolve(false) }),
      read: (path, signal) =>
        record(
          reads,
          path,
          () => files.read(path, signal),
          item => (item === undefined ? '' : hashText(item.text)),
        ),
      glob: (pattern, signal) =>
        record(
          globs,
          pattern,
          () => files.glob(pattern, signal),
          paths => hashText(paths.join('\n')),
        ),
    },
  }
}

/** True when every neighbour still returns the same result. */
export async function areSameNeighbours(neighbours: Neighbours, files: SourceFiles | undefined, signal: AbortSignal): Promise<boolean> {
  if (!hasNeighbours(neighbours)) return true
  if (files === undefined) return false
  const { files: recording, seen, failures } = recordFiles(files)
  const isSame = async (ask: Promise<unknown>, now: () => string | undefined, before: string): Promise<boolean> => {
    const answered = await ask.then(
      () => true,
      () => failures.length === 0,
    )
    return answered && now() === before
  }
  for (const [path, before] of neighbours.reads) {
    if (!(await isSame(recording.read(path, signal), () => seen.reads.get(path), before))) return false
  }
  for (const [pattern, before] of neighbours.globs) {
    if (!(await isSame(recording.glob(pattern, signal), () => seen.globs.get(pattern), before))) return false
  }
  return true
}
