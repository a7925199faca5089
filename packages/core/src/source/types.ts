/** What every item of a source says about itself. */
export interface ItemOrigin {
  /** The path within the source, with forward slashes; unique in it. */
  readonly path: string
  /** Changes when the content changes: an etag, a hash, `mtime:size`. Equal revisions mean equal content. */
  readonly revision?: string | undefined
  /**
   * The location reference, `<type>:<target>`: `url:https://…`, or `file:` and the path within the source. Becomes `backstage.io/managed-by-location`, which
   * leaves the machine, so it holds no path of the machine.
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
  /** One descriptor. It may be anything: what is no descriptor is reported. */
  readonly value: unknown
}

/** Says that the path still has the revision that `SourceContext.known` names: the earlier reading stands. */
export interface UnchangedItem extends ItemOrigin {
  readonly type: 'unchanged'
}

/** One path that could not be read while the rest could: its last good entities stay, stale. */
export interface FailedItem extends ItemOrigin {
  readonly type: 'failed'
  /** Whether the file cannot be read, is larger than a limit, or lies outside the root of its source. */
  readonly reason: 'unreadable' | 'too-large' | 'outside-root'
  /** One sentence, without credentials. */
  readonly message: string
}

/** What a source yields for one path. */
export type SourceItem = TextItem | ObjectItem | UnchangedItem | FailedItem

/** What a source is told when it is read. */
export interface SourceContext {
  /** Ends the reading: the source stops without an error. */
  readonly signal: AbortSignal
  /** The revision of each path at the last good reading. */
  readonly known: ReadonlyMap<string, string>
}

/**
 * What happened in a watched source. `changed` and `removed` are for what `read` yields; `touched` says that another file came, changed or
 * went, so that
 * whatever draws it in is read again. `resync` asks for a whole reading.
 */
export type SourceEvent =
  | {
      readonly type: 'changed'
      /** What stands at its path now. */
      readonly item: TextItem | ObjectItem | FailedItem
    }
  | {
      readonly type: 'removed'
      /** The path that is gone. */
      readonly path: string
    }
  | {
      readonly type: 'touched'
      /** The path that came, changed or went. */
      readonly path: string
    }
  | { readonly type: 'resync' }

/** Reads the neighbours of descriptors: placeholder targets, Location targets, docs, CODEOWNERS. */
export interface SourceFiles {
  /** The text at a path of this source. `undefined` when there is no such file; throws `refused` for a path outside. */
  read(path: string, signal: AbortSignal): Promise<TextItem | undefined>
  /** True when there is a folder at the path. Lets messages say so. */
  isFolder?(path: string, signal: AbortSignal): Promise<boolean>
  /** The paths that a glob names, sorted. Throws when a folder cannot be looked into: what is in it is unknown, not gone. Then `found` of the error may hold the others. */
  glob(pattern: string, signal: AbortSignal): Promise<readonly string[]>
  /**
   * The paths of every `.git` and every `CODEOWNERS` below the root, sorted: they say which folders are repositories of their own. For sources whose `glob` does not
   * look into or at `.git`. @default what `glob` finds
   */
  repositoryMarks?(signal: AbortSignal): Promise<readonly string[]>
}

/**
 * Where descriptors come from. `read` yields everything there is, pulled by the reader; when it throws, the source counts as failed and
 * what it gave last stays. Absence is never an empty reading: a source that cannot see its world throws `unreachable`.
 */
export interface Source {
  /** The name of the source, unique in a catalog: diagnostics and `sources` show it. */
  readonly name: string
  /** Yields every item there is; ends without an error when the signal aborts. */
  read(context: SourceContext): AsyncIterable<SourceItem>
  /** Batches of what changed since the last reading, until the signal aborts. */
  watch?(context: { readonly signal: AbortSignal }): AsyncIterable<readonly SourceEvent[]>
  /** What descriptors name beside themselves. Without it, placeholders stay as they are written, and Locations and CODEOWNERS are not read. */
  readonly files?: SourceFiles
  /** The absolute path of the folder on this machine that its paths start from, once it is known. For tools that run there: no answer holds it. */
  root?(): string | undefined
  /**
   * What a reading without any entity means where there were some. `false`: a failure. `true`: what was there stays, stale, until another such reading at least
   * five seconds later. `'at-once'`: all of it is gone; for sources that cannot be mistaken about their world. @default false
   */
  readonly mayBeEmpty?: boolean | 'at-once' | undefined
}

/** How a source is doing. Times are milliseconds since 1970. */
export interface SourceState {
  /** The name of the source. */
  readonly name: string
  /** `refreshing` while it is being read. Whether it is stale meanwhile is told by `because`, not by this. */
  readonly state: 'fresh' | 'refreshing' | 'stale' | 'failed'
  /** Of the last good reading; absent when there was none. */
  readonly readAt?: number | undefined
  /** Since when it cannot be read. */
  readonly staleSince?: number | undefined
  /** Why it could not be read last time, one sentence. It stays while the source is read again, until a reading succeeds. */
  readonly because?: string | undefined
  /** How many entities it stands for now. */
  readonly entities: number
}
