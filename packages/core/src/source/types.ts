/** The path, revision and addresses of an item. */
export interface ItemOrigin {
  /** The path within the source, with forward slashes; unique in it. */
  readonly path: string
  /** Changes when the content changes: an etag, a hash, `mtime:size`. Equal revisions mean equal content. */
  readonly revision?: string | undefined
  /**
   * The location reference, `<type>:<target>`: `url:https://…`, or `file:` and the path within the source. Becomes
   * `backstage.io/managed-by-location`, which other machines see, so it must not contain a path of this machine.
   */
  readonly location?: string | undefined
  /** The URL where people read the file. */
  readonly viewUrl?: string | undefined
  /** The URL where people edit the file. */
  readonly editUrl?: string | undefined
}

/** A file's text, to be read as YAML or JSON descriptors. */
export interface TextItem extends ItemOrigin {
  readonly type: 'text'
  /** The whole content. */
  readonly text: string
}

/** One descriptor as plain data, for sources that have no text. */
export interface ObjectItem extends ItemOrigin {
  readonly type: 'object'
  /** One descriptor. Any value is accepted; one that is not a descriptor is reported. */
  readonly value: unknown
}

/** The path still has the revision in `SourceContext.known`: the earlier reading is kept. */
export interface UnchangedItem extends ItemOrigin {
  readonly type: 'unchanged'
}

/** One path that could not be read while the rest could: its last good entities are kept as stale. */
export interface FailedItem extends ItemOrigin {
  readonly type: 'failed'
  /** Whether the file cannot be read, is larger than a limit, or lies outside the root of its source. */
  readonly reason: 'unreadable' | 'too-large' | 'outside-root'
  /** One sentence, without credentials. */
  readonly message: string
}

/** What a source yields for one path. */
export type SourceItem = TextItem | ObjectItem | UnchangedItem | FailedItem

/** What a source gets when it is read. */
export interface SourceContext {
  /** Ends the reading: the source stops without an error. */
  readonly signal: AbortSignal
  /** The revision of each path at the last good reading. */
  readonly known: ReadonlyMap<string, string>
}

/**
 * A change in a watched source. `changed` and `removed` are about items that `read` yields; `touched` means that another file was added,
 * changed or removed, so that the files that include it are read again. `resync` asks for a full reading.
 */
export type SourceEvent =
  | {
      readonly type: 'changed'
      /** What is at its path now. */
      readonly item: TextItem | ObjectItem | FailedItem
    }
  | {
      readonly type: 'removed'
      /** The path that was removed. */
      readonly path: string
    }
  | {
      readonly type: 'touched'
      /** The path that was added, changed or removed. */
      readonly path: string
    }
  | { readonly type: 'resync' }

/** Reads the neighbours of descriptors: placeholder targets, Location targets, docs, CODEOWNERS. */
export interface SourceFiles {
  /** The text at a path of this source. `undefined` when there is no such file; throws `refused` for a path outside the source. */
  read(path: string, signal: AbortSignal): Promise<TextItem | undefined>
  /** True when there is a folder at the path, for better messages. */
  isFolder?(path: string, signal: AbortSignal): Promise<boolean>
  /** The paths that a glob matches, sorted. Throws when a folder cannot be read; then `found` of the error may have the other paths. */
  glob(pattern: string, signal: AbortSignal): Promise<readonly string[]>
  /**
   * The paths of every `.git` and every `CODEOWNERS` below the root, sorted: they mark the folders that are repositories. For sources whose
   * `glob` skips `.git`. @default what `glob` finds
   */
  repositoryMarks?(signal: AbortSignal): Promise<readonly string[]>
}

/**
 * Where descriptors come from. `read` yields every item, pulled by the reader; when it throws, the source has failed and its last items are
 * kept. A source that cannot reach its data must throw `unreachable`, never yield nothing.
 */
export interface Source {
  /** The name of the source, unique in a catalog: diagnostics and `sources` show it. */
  readonly name: string
  /** Yields every item there is; ends without an error when the signal aborts. */
  read(context: SourceContext): AsyncIterable<SourceItem>
  /** Batches of what changed since the last reading, until the signal aborts. */
  watch?(context: { readonly signal: AbortSignal }): AsyncIterable<readonly SourceEvent[]>
  /** The files that descriptors refer to. Without it, placeholders stay as written, and Location targets and CODEOWNERS are not read. */
  readonly files?: SourceFiles
  /** The absolute path of its root folder on this machine, once known. For tools on this machine: no answer contains it. */
  root?(): string | undefined
  /**
   * What an empty reading means when the last one had entities. `false`: a failure. `true`: the entities are kept as stale until a second
   * empty reading at least five seconds later. `'at-once'`: they are gone; for sources that cannot be wrong about it. @default false
   */
  readonly mayBeEmpty?: boolean | 'at-once' | undefined
}

/** How a source is doing. Times are milliseconds since 1970. */
export interface SourceState {
  /** The name of the source. */
  readonly name: string
  /** `refreshing` while it is being read; then `because` says whether it was stale before. */
  readonly state: 'fresh' | 'refreshing' | 'stale' | 'failed'
  /** The time of the last good reading; absent when there was none. */
  readonly readAt?: number | undefined
  /** The time since when it cannot be read. */
  readonly staleSince?: number | undefined
  /** Why it could not be read last time, in one sentence. Kept until a reading succeeds. */
  readonly because?: string | undefined
  /** How many entities it has now. */
  readonly entities: number
}
