import type { Diagnostic } from '../diagnostics.ts'
import type { KeptFile } from './kept-file.ts'
import type { KnownRepository } from './repositories/read-repositories.ts'

/** A path that could not be read. Its last good file is kept, if any. */
export interface FailedPath {
  /** Milliseconds since 1970. */
  readonly since: number
  readonly because: string
  /** True if only a file that it includes cannot be read. */
  readonly byNeighbour?: boolean | undefined
  readonly diagnostic: Diagnostic
}

/** Everything one source returned: what is kept when the next reading fails. */
export interface Reading {
  /** Sorted by path. */
  readonly files: ReadonlyMap<string, KeptFile>
  readonly failed: ReadonlyMap<string, FailedPath>
  /** The root of the source first, then the repositories in it. */
  readonly repositories: readonly KnownRepository[]
  /** True if they are from an earlier search because the last one failed: the next pass searches again. */
  readonly searchFailed?: boolean | undefined
  /** Problems that belong to no file. */
  readonly problems: readonly Diagnostic[]
  /** The paths that each glob of a Location matched last. */
  readonly globs: ReadonlyMap<string, readonly string[]>
}

/** The reading of a source that was never read. */
export const emptyReading: Reading = { files: new Map(), failed: new Map(), repositories: [], problems: [], globs: new Map() }

/** The number of entities in a reading, duplicates included. */
export function countEntities(reading: Reading): number {
  let count = 0
  for (const file of reading.files.values()) count += file.descriptors.length
  return count
}
