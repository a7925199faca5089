import type { DescriptorLimits } from '../descriptor/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import type { TotalLimits } from '../source/read-items.ts'
import type { KnownFile } from './known-file.ts'
import type { KnownRepository } from './read-repositories.ts'

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
  /** The root of the source first, then the repositories in it. */
  readonly repositories: readonly KnownRepository[]
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
  readonly sourceLimits: TotalLimits
  readonly now: () => number
  readonly signal: AbortSignal
  readonly onFile?: ((file: KnownFile) => void) | undefined
}

/** What a reading is while it is put together. */
export interface ReadingDraft {
  /** The length of all that was read so far. */
  bytes: number
  readonly files: Map<string, KnownFile>
  readonly failed: Map<string, FailedPath>
  readonly problems: Diagnostic[]
  readonly globs: Map<string, readonly string[]>
}

export const emptyReading: Reading = { files: new Map(), failed: new Map(), repositories: [], problems: [], globs: new Map() }

/** How many entities a reading holds, doubles included. */
export function countEntities(reading: Reading): number {
  let count = 0
  for (const file of reading.files.values()) count += file.descriptors.length
  return count
}
