import type { DescriptorLimits } from '../descriptor/types.ts'
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import type { TotalLimits } from '../source/read-items.ts'
import type { FailedItem, Source } from '../source/types.ts'
import type { KeptFile } from './kept-file.ts'
import type { FailedPath, Reading } from './reading.ts'

/** Options that are the same for every reading of a source. */
export interface ReadingOptions {
  /** The source's name in this catalog. */
  readonly name: string
  readonly kinds: readonly Kind[]
  readonly limits: DescriptorLimits | undefined
  readonly idleTimeoutMs: number
  readonly sourceLimits: TotalLimits
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onFile?: ((file: KeptFile) => void) | undefined
}

/** One reading in progress: the source, the reading before it, and the draft so far. */
export interface ReadingPass extends ReadingOptions {
  readonly source: Source
  readonly signal: AbortSignal
  readonly before: Reading
  /** The paths that a watch reported: only they are read. `undefined` reads everything. */
  readonly touched: ReadonlySet<string> | undefined
  readonly draft: ReadingDraft
}

/** What a pass has collected so far. */
export interface ReadingDraft {
  /** The length of everything read so far. */
  bytes: number
  readonly files: Map<string, KeptFile>
  readonly failed: Map<string, FailedPath>
  readonly problems: Diagnostic[]
  readonly globs: Map<string, readonly string[]>
}

/** An empty draft, or one with the files that are not read again. */
export function newDraft(files: Iterable<[string, KeptFile]> = [], failed: Iterable<[string, FailedPath]> = []): ReadingDraft {
  return { bytes: 0, files: new Map(files), failed: new Map(failed), problems: [], globs: new Map() }
}

/** Adds a file that was read to the reading, and reports it as progress. */
export function addFile({ draft, onFile }: ReadingPass, file: KeptFile): void {
  draft.files.set(file.origin.path, file)
  draft.failed.delete(file.origin.path)
  onFile?.(file)
}

/** Keeps the file of a path from the earlier reading. */
export function keepFile(pass: ReadingPass, path: string): void {
  const earlier = pass.before.files.get(path)
  if (earlier !== undefined) addFile(pass, earlier)
}

const codesOfFailure: Readonly<Record<FailedItem['reason'], DiagnosticCode>> = {
  'unreadable': 'source/unreadable-file',
  'too-large': 'source/too-large',
  'outside-root': 'source/outside-root',
}

/** A path that cannot be read. */
export type Failure = Pick<FailedItem, 'path' | 'reason'> & {
  /** The reason. */
  readonly because: string
  /** The message of the diagnostic. @default the reason */
  readonly message?: string | undefined
  /** True if only a file that it includes cannot be read. */
  readonly byNeighbour?: boolean | undefined
}

/** Reports that a path cannot be read. Its last good file is kept, if any. */
export function failPath(pass: ReadingPass, { path, reason, because, message = because, byNeighbour }: Failure): void {
  const { name, before, draft, now } = pass
  keepFile(pass, path)
  const earlier = before.files.get(path)
  const stays = earlier === undefined ? '' : `. Its last good entities are kept (${String(earlier.descriptors.length)}).`
  draft.failed.set(path, {
    since: before.failed.get(path)?.since ?? now(),
    because,
    ...(byNeighbour === undefined ? {} : { byNeighbour }),
    diagnostic: { code: codesOfFailure[reason], severity: 'error', message: `${message}${stays}`, at: { source: name, path } },
  })
}
