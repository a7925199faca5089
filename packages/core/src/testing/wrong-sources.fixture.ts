import { CallboardError } from '../errors.ts'
import { memory, type MemorySource } from '../source/memory.ts'
import type { FailedItem, Source, SourceContext, SourceEvent, SourceFiles, SourceItem } from '../source/types.ts'
import type { SourceWorld } from './source-cases.ts'

/** A correct source, whose parts a wrong one uses. */
export interface RightSource extends Source {
  readonly files: SourceFiles & Required<Pick<SourceFiles, 'isFolder'>>
  watch(context: { readonly signal: AbortSignal }): AsyncIterable<readonly SourceEvent[]>
}

/** A source with one mistake, and the expectations of the suite that refuse it. */
export interface WrongSource {
  readonly says: string
  /** Replaces parts of a correct source. */
  readonly make?: (right: RightSource) => Partial<Source>
  /** What the suite knows about its data, if it differs from the default. */
  readonly world?: Partial<SourceWorld>
  readonly refusedBy: readonly string[]
}

const broken: FailedItem = { type: 'failed', path: 'broken.yaml', reason: 'too-large', message: 'broken.yaml is too large' }

/** Data in memory: texts, data, a path that cannot be read, and a neighbour in a folder, with a correct source or one changed by `make`. */
export function sourceWorld({ make = () => ({}), world = {} }: Pick<WrongSource, 'make' | 'world'> = {}): SourceWorld {
  let held: MemorySource = memory()
  return {
    create() {
      held = memory({
        files: { 'a.yaml': 'kind: A', 'b/c.yaml': 'kind: C' },
        entities: [{ kind: 'D' }],
        neighbours: { 'docs/readme.md': 'Read me' },
      })
      const right = rightSource(held)
      return { ...right, ...make(right) }
    },
    paths: ['a.yaml', 'b/c.yaml', 'entity-1', 'broken.yaml'],
    texts: { 'a.yaml': 'kind: A', 'b/c.yaml': 'kind: C' },
    failures: { 'broken.yaml': 'too-large' },
    createUnreachable: () => unreachable(() => new CallboardError('unreachable', 'It does not answer')),
    neighbour: { path: 'docs/readme.md', text: 'Read me' },
    change: path => held.write(path, `kind: Changed ${path}`),
    remove: path => held.remove(path),
    timeoutMs: 100,
    ...world,
  }
}

/** Known mistakes of sources, one each. */
export const wrongSources: readonly WrongSource[] = [
  { says: 'has no name', make: () => ({ name: ' ' }), refusedBy: ['has a name'] },
  {
    says: 'yields a path twice',
    make: giving(items => [...items, ...items.slice(0, 1)]),
    refusedBy: [
      'yields each of its paths once, and no other',
      'yields unchanged only for a path at its known revision, and the same item otherwise',
      'yields no path just because it is known',
    ],
  },
  {
    says: 'drops unreadable paths',
    make: giving(items => items.filter(({ type }) => type !== 'failed')),
    refusedBy: [
      'yields each of its paths once, and no other',
      'yields exactly the paths that cannot be read as failed, with the reason',
      'yields unchanged only for a path at its known revision, and the same item otherwise',
      'yields no path just because it is known',
    ],
  },
  {
    says: 'yields revisions that are numbers',
    make: giving(items => items.map(item => (item.type === 'object' ? { ...item, revision: 7 as never } : item))),
    refusedBy: ['yields items of the documented form'],
  },
  {
    says: 'yields unknown fields',
    make: giving(items => items.map(item => (item.type === 'object' ? { ...item, owner: 'me' } : item))),
    refusedBy: ['yields items of the documented form'],
  },
  {
    says: 'yields failures without a message',
    make: giving(items => items.map(item => (item.type === 'failed' ? { ...item, message: '' } : item))),
    refusedBy: ['yields items of the documented form'],
  },
  {
    says: 'yields paths with backslashes',
    make: giving(items => items.map(item => (item.type === 'object' ? { ...item, path: String.raw`d\entity-1` } : item))),
    world: { paths: ['a.yaml', 'b/c.yaml', String.raw`d\entity-1`, 'broken.yaml'] },
    refusedBy: ['yields relative paths with forward slashes'],
  },
  {
    says: 'yields absolute paths',
    make: giving(items => items.map(item => (item.type === 'object' ? { ...item, path: '/entity-1' } : item))),
    world: { paths: ['a.yaml', 'b/c.yaml', '/entity-1', 'broken.yaml'] },
    refusedBy: ['yields relative paths with forward slashes'],
  },
  {
    says: 'reveals paths of the machine in locations',
    make: giving(items => items.map(item => (item.type === 'object' ? { ...item, location: `file:/elsewhere/${item.path}` } : item))),
    refusedBy: ['yields locations without paths of the machine'],
  },
  {
    says: 'reveals paths of the machine in messages',
    make: giving(items =>
      items.map(item => (item.type === 'failed' ? { ...item, message: '/srv/catalog/broken.yaml is too large' } : item)),
    ),
    refusedBy: ['yields locations without paths of the machine'],
  },
  ...[
    { says: 'shows a password in a message', message: 'https://reader:s3cret@git.acme.test/a.git does not answer' },
    { says: 'shows a home folder in a message', message: "EACCES: permission denied, open '/home/ada/broken.yaml'" },
    { says: 'shows a home folder of macOS in a message', message: '/Users/ada/broken.yaml is too large' },
    { says: 'shows a home folder of Windows in a message', message: String.raw`C:\Users\ada\broken.yaml is too large` },
    { says: 'shows the URL of a home folder in a message', message: 'file:///root/broken.yaml is too large' },
  ].map(({ says, message }) => ({
    says,
    make: giving(items => items.map(item => (item.type === 'failed' ? { ...item, message } : item))),
    refusedBy: ['yields failures without credentials and home folders in their messages'],
  })),
  {
    says: 'yields unknown paths as unchanged',
    make: giving((items, { known }) =>
      items.map(item => (item.type === 'object' && known.size === 0 ? { type: 'unchanged', path: item.path } : item)),
    ),
    refusedBy: [
      'yields nothing as unchanged when nothing is known',
      'yields unchanged only for a path at its known revision, and the same item otherwise',
    ],
  },
  {
    says: 'trims its texts',
    make: giving(items => items.map(item => (item.path === 'b/c.yaml' && item.type === 'text' ? { ...item, text: 'kind:C' } : item))),
    refusedBy: ['yields the text at each path'],
  },
  {
    says: 'yields an empty text for an unreadable path',
    make: giving(items => items.map(item => (item.type === 'failed' ? { type: 'text', path: item.path, text: '' } : item))),
    refusedBy: ['yields exactly the paths that cannot be read as failed, with the reason'],
  },
  {
    says: 'yields a wrong reason for an unreadable path',
    make: giving(items => items.map(item => (item.type === 'failed' ? { ...item, reason: 'outside-root' } : item))),
    refusedBy: ['yields exactly the paths that cannot be read as failed, with the reason'],
  },
  {
    says: 'yields its items in another order each time',
    make: right => {
      let times = 0
      return giving(items => (times++ % 2 === 0 ? items : [...items].reverse()))(right)
    },
    refusedBy: ['yields the same items in the same order when it is read again', 'yields the same items to two concurrent readings'],
  },
  {
    says: 'yields nothing while it is being read',
    make: right => {
      let isRead = false
      return {
        async *read(context) {
          if (isRead) return
          isRead = true
          try {
            yield* right.read(context)
          } finally {
            isRead = false
          }
        },
      }
    },
    refusedBy: ['yields the same items to two concurrent readings'],
  },
  {
    says: 'continues where an earlier reading ended',
    make: right => {
      let from = 0
      return {
        async *read(context) {
          let at = 0
          const start = from
          from = 0
          for await (const item of right.read(context)) {
            at++
            from = at
            if (at > start) yield item
          }
          from = 0
        },
      }
    },
    refusedBy: ['yields all items after a reading that ended early'],
  },
  {
    says: 'changes items that it yielded before',
    make: right => {
      const given: { viewUrl?: string | undefined }[] = []
      return giving((items, { known }) => {
        if (known.size > 0) for (const item of given) item.viewUrl = 'https://git.acme.test/'
        const copies = items.map(item => ({ ...item }))
        if (known.size === 0) given.push(...copies.filter(({ type }) => type === 'text'))
        return copies
      })(right)
    },
    refusedBy: ['does not change earlier items'],
  },
  {
    says: 'yields every known path as unchanged',
    make: giving((items, { known }) =>
      items.map(({ path, revision, ...item }) => {
        const before = known.get(path)
        return before === undefined ? ({ path, revision, ...item } as SourceItem) : { type: 'unchanged', path, revision: before }
      }),
    ),
    refusedBy: ['yields a path again if its known revision differs', 'yields the new content at a changed path, with another revision'],
  },
  {
    says: 'yields unchanged with a new revision',
    make: giving(items => items.map(item => (item.type === 'unchanged' ? { ...item, revision: 'now' } : item))),
    refusedBy: ['yields unchanged only for a path at its known revision, and the same item otherwise'],
  },
  {
    says: 'yields every known path',
    make: giving((items, { known }) => [
      ...items,
      ...[...known]
        .filter(([path]) => !items.some(item => item.path === path))
        .map(([path, revision]) => ({ type: 'unchanged' as const, path, revision })),
    ]),
    refusedBy: ['yields no path just because it is known'],
  },
  {
    says: 'deletes from the known revisions',
    make: giving((items, { known }) => {
      for (const { path } of items) (known as Map<string, string>).delete(path)
      return items
    }),
    refusedBy: ['does not change the known revisions'],
  },
  {
    says: 'reads its data only once',
    make: right => {
      let first: readonly SourceItem[] | undefined
      return giving((items, { signal }) => (signal.aborted ? items : (first ??= items)))(right)
    },
    refusedBy: [
      'yields the new content at a changed path, with another revision',
      'reports a change at a path, with what a reading yields there',
      'reports a removal, and no longer yields the path',
    ],
  },
  {
    says: 'always yields the same revision',
    make: right => ({
      async *read({ signal }) {
        for await (const item of right.read({ signal, known: new Map() })) yield item.type === 'text' ? { ...item, revision: 'r1' } : item
      },
      watch: resyncing(right),
    }),
    refusedBy: ['yields the new content at a changed path, with another revision'],
  },
  {
    says: 'ignores the signal of a reading',
    make: right => ({ read: ({ known }) => right.read({ known, signal: new AbortController().signal }) }),
    refusedBy: [
      'yields nothing when the signal has aborted',
      'yields at most one more item after the signal aborts, and ends without an error or with `aborted`',
    ],
  },
  {
    says: 'has one path and ignores the signal of a reading',
    make: () => ({
      async *read() {
        yield { type: 'text', path: 'a.yaml', text: 'kind: A' }
      },
    }),
    world: { paths: ['a.yaml'], texts: { 'a.yaml': 'kind: A' }, failures: {}, change: undefined, remove: undefined },
    refusedBy: ['yields nothing when the signal has aborted'],
  },
  {
    says: 'checks the signal of a reading only before the first item',
    make: right => ({
      async *read({ known, signal }) {
        if (!signal.aborted) yield* right.read({ known, signal: new AbortController().signal })
      },
    }),
    refusedBy: ['yields at most one more item after the signal aborts, and ends without an error or with `aborted`'],
  },
  {
    says: 'treats an abort as unreachable data',
    make: right => ({
      async *read(context) {
        for await (const item of right.read(context)) yield item
        if (context.signal.aborted) throw new CallboardError('unreachable', 'It does not answer')
      },
    }),
    refusedBy: [
      'yields nothing when the signal has aborted',
      'yields at most one more item after the signal aborts, and ends without an error or with `aborted`',
    ],
  },
  {
    says: 'throws a string on an abort in the middle',
    make: right => ({
      async *read(context) {
        const wasAborted = context.signal.aborted
        yield* right.read(context)
        // oxlint-disable-next-line no-throw-literal -- a wrong source throws anything
        if (context.signal.aborted && !wasAborted) throw 'stop'
      },
    }),
    refusedBy: ['yields at most one more item after the signal aborts, and ends without an error or with `aborted`'],
  },
  {
    says: 'waits forever when the signal has aborted',
    make: right => ({
      async *read(context) {
        if (context.signal.aborted) await new Promise(() => undefined)
        yield* right.read(context)
      },
    }),
    refusedBy: ['yields nothing when the signal has aborted'],
  },
  {
    says: 'stays aborted',
    make: right => {
      let isOver = false
      return {
        async *read(context) {
          if (isOver) return
          yield* right.read(context)
          isOver = context.signal.aborted
        },
      }
    },
    refusedBy: ['yields all items after a reading that was aborted'],
  },
  ...[
    { says: 'yields nothing when its data cannot be reached', read: () => [] },
    {
      says: 'throws when its data cannot be reached, and yields nothing the second time',
      read: (time: number) => (time === 0 ? new CallboardError('unreachable', 'It does not answer') : []),
    },
    { says: 'throws a string when its data cannot be reached', read: () => 'ECONNREFUSED' },
    { says: 'throws without a message when its data cannot be reached', read: () => new TypeError('') },
  ].map(({ says, read }) => ({
    says,
    world: {
      createUnreachable: () => {
        let time = 0
        return unreachable(() => read(time++))
      },
    },
    refusedBy: ['throws an error with a message each time its data cannot be reached, instead of yielding nothing'],
  })),
  ...[
    { says: 'throws a message with a password', message: 'GET https://reader:s3cret@sheets.acme.test/rows answered 503' },
    { says: 'throws a message with a home folder', message: "ENOENT: no such file or directory, open '/home/ada/catalog'" },
  ].map(({ says, message }) => ({
    says,
    world: { createUnreachable: () => unreachable(() => new CallboardError('unreachable', message)) },
    refusedBy: ['throws an error without credentials and home folders in its message'],
  })),
  {
    says: 'reads its data when it is created',
    world: {
      createUnreachable: () => {
        throw new CallboardError('unreachable', 'It does not answer')
      },
    },
    refusedBy: [
      'throws an error with a message each time its data cannot be reached, instead of yielding nothing',
      'throws an error without credentials and home folders in its message',
    ],
  },
  {
    says: 'reads neighbours under another path',
    make: withFiles(({ read }) => ({
      async read(path, signal) {
        const item = await read(path, signal)
        return item === undefined ? undefined : { ...item, path: `/srv/catalog/${item.path}` }
      },
    })),
    refusedBy: ['reads a neighbour by its path'],
  },
  {
    says: 'does not normalize paths',
    make: withFiles(({ read }) => ({
      read: async (path, signal) => (/^\.\/|^some\//.test(path) ? undefined : read(path, signal)),
    })),
    refusedBy: ['reads a neighbour by a path with dots that stays inside'],
  },
  {
    says: 'throws if there is no file',
    make: withFiles(({ read }) => ({
      async read(path, signal) {
        const item = await read(path, signal)
        if (item === undefined && path.includes('no/such')) throw new CallboardError('not-found', 'There is no such file')
        return item
      },
    })),
    refusedBy: ['reads undefined if there is no file'],
  },
  {
    says: 'keeps its files in an object',
    make: withFiles(({ read }) => ({
      read: async (path, signal) => (path in {} ? (Reflect.get({}, path) as never) : read(path, signal)),
    })),
    refusedBy: ['reads undefined if there is no file'],
  },
  {
    says: 'answers undefined for a path outside',
    make: withFiles(({ read }) => ({ read: async (path, signal) => read(path, signal).catch(() => undefined) })),
    refusedBy: ['refuses to read outside'],
  },
  {
    says: 'takes an absolute path for one inside',
    make: withFiles(({ read }) => ({ read: async (path, signal) => read(path.replace(/^\//, ''), signal) })),
    refusedBy: ['refuses to read outside'],
  },
  {
    says: 'refuses a path outside without a code',
    make: withFiles(({ read }) => ({
      read: async (path, signal) =>
        read(path, signal).catch(() => {
          throw new TypeError(`${path} is outside`)
        }),
    })),
    refusedBy: ['refuses to read outside'],
  },
  {
    says: 'finds files outside',
    make: withFiles(({ glob }) => ({
      glob: async (pattern, signal) => (pattern.startsWith('..') ? ['../outside.yaml'] : glob(pattern, signal)),
    })),
    refusedBy: ['finds nothing outside by a glob'],
  },
  {
    says: 'finds files in the order of its map',
    make: withFiles(({ glob }) => ({ glob: async (pattern, signal) => [...(await glob(pattern, signal))].reverse() })),
    refusedBy: ['finds the files of a glob, sorted, each once'],
  },
  {
    says: 'finds files twice',
    make: withFiles(({ glob }) => ({
      async glob(pattern, signal) {
        const found = await glob(pattern, signal)
        return found.length > 1 ? [...found, ...found].sort() : found
      },
    })),
    refusedBy: ['finds the files of a glob, sorted, each once'],
  },
  {
    says: 'finds only descriptors',
    make: withFiles(({ glob }) => ({
      glob: async (pattern, signal) => (await glob(pattern, signal)).filter(path => pattern !== '**/*' || path.endsWith('.yaml')),
    })),
    refusedBy: ['finds the files of a glob, sorted, each once'],
  },
  {
    says: 'finds more than a glob matches',
    make: withFiles(({ glob }) => ({
      glob: async (pattern, signal) => glob(pattern.startsWith('..') || pattern.startsWith('/') ? pattern : '**/*', signal),
    })),
    refusedBy: ['finds only what a glob matches'],
  },
  {
    says: 'takes files for folders',
    make: withFiles(({ read, isFolder }) => ({
      isFolder: async (path, signal) => (await isFolder(path, signal)) || (await read(path, signal)) !== undefined,
    })),
    refusedBy: ['distinguishes folders from files and from missing paths'],
  },
  {
    says: 'reads a folder as a list of its files',
    make: withFiles(({ read, isFolder, glob }) => ({
      read: async (path, signal) =>
        (await isFolder(path, signal)) ? { type: 'text', path, text: (await glob(`${path}/*`, signal)).join('\n') } : read(path, signal),
    })),
    refusedBy: ['reads undefined at a folder'],
  },
  {
    says: 'reports changes of another path',
    make: telling(() => ({ type: 'touched', path: 'elsewhere.yaml' })),
    refusedBy: [
      'reports a change at a path, with what a reading yields there',
      'reports a second change too',
      'reports a change to every watcher',
      'still reports to other watchers when one stops',
      'reports a removal, and no longer yields the path',
    ],
  },
  {
    says: 'reports a change with the old text',
    make: telling(event =>
      event.type === 'changed' && event.item.type === 'text' ? { type: 'changed', item: { ...event.item, text: 'kind: A' } } : event,
    ),
    refusedBy: ['reports a change at a path, with what a reading yields there'],
  },
  {
    says: 'reports one change and ends',
    make: right => ({
      async *watch(context) {
        for await (const events of right.watch(context)) {
          yield events
          return
        }
      },
    }),
    refusedBy: ['reports a second change too'],
  },
  {
    says: 'reports changes only to the last watcher',
    make: right => {
      let latest = new AbortController()
      return {
        watch({ signal }) {
          latest.abort()
          latest = new AbortController()
          return right.watch({ signal: AbortSignal.any([signal, latest.signal]) })
        },
      }
    },
    refusedBy: ['reports a change to every watcher'],
  },
  {
    says: 'watches forever',
    make: right => ({
      async *watch({ signal }) {
        yield* right.watch({ signal })
        if (!signal.aborted) return
        await new Promise(() => undefined)
      },
    }),
    refusedBy: [
      'stops watching when the signal aborts',
      'does not start to watch when the signal has aborted',
      'still reports to other watchers when one stops',
    ],
  },
  {
    says: 'waits for an abort that already happened',
    make: right => ({
      async *watch({ signal }) {
        if (signal.aborted) await new Promise(() => undefined)
        yield* right.watch({ signal })
      },
    }),
    refusedBy: ['does not start to watch when the signal has aborted'],
  },
  {
    says: 'ends all watchers with one',
    make: right => {
      const all = new AbortController()
      return {
        watch({ signal }) {
          signal.addEventListener('abort', () => all.abort())
          return right.watch({ signal: AbortSignal.any([signal, all.signal]) })
        },
      }
    },
    refusedBy: ['still reports to other watchers when one stops'],
  },
  {
    says: 'reports a removal as a change of a neighbour',
    make: telling(event => (event.type === 'removed' ? { type: 'touched', path: event.path } : event)),
    refusedBy: ['reports a removal, and no longer yields the path'],
  },
]

/** A source whose readings yield different items. */
function giving(
  change: (items: readonly SourceItem[], context: SourceContext) => readonly SourceItem[],
): (right: RightSource) => Partial<Source> {
  return right => ({
    async *read(context) {
      const items: SourceItem[] = []
      for await (const item of right.read(context)) items.push(item)
      for (const item of change(items, context)) {
        if (context.signal.aborted) return
        yield item
      }
    },
  })
}

/** A source whose files answer differently. */
function withFiles(change: (files: RightSource['files']) => Partial<SourceFiles>): (right: RightSource) => Partial<Source> {
  return ({ files }) => ({ files: { ...files, ...change(files) } })
}

/** A source that reports different events. */
function telling(change: (event: SourceEvent) => SourceEvent): (right: RightSource) => Partial<Source> {
  return right => ({
    async *watch(context) {
      for await (const events of right.watch(context)) yield events.map(change)
    },
  })
}

/** Asks for a full reading at each change. */
function resyncing(right: RightSource): RightSource['watch'] {
  return async function* resync(context) {
    for await (const events of right.watch(context)) yield events.map(() => ({ type: 'resync' }) as const)
  }
}

/** A source whose reading yields a list, and throws any other value. */
export function unreachable(read: () => readonly SourceItem[] | Error | string): Source {
  return {
    name: 'unreachable',
    async *read() {
      const answer = read()
      if (!Array.isArray(answer)) throw answer
      yield* answer as readonly SourceItem[]
    },
  }
}

/** The source `memory`, with locations and one path that cannot be read. */
function rightSource(held: MemorySource): RightSource {
  const { files, watch } = held
  const isFolder = files?.isFolder
  if (files === undefined || watch === undefined || isFolder === undefined) throw new TypeError('memory() has files and can be watched')
  return {
    name: 'right',
    root: () => '/srv/catalog',
    files: { ...files, isFolder: async (path, signal) => isFolder(path, signal) },
    async *read(context) {
      for await (const item of held.read(context)) yield { ...item, location: `file:${item.path}` }
      if (!context.signal.aborted) yield broken
    },
    async *watch(context) {
      for await (const events of watch(context))
        yield events.map(event =>
          event.type === 'changed' ? { ...event, item: { ...event.item, location: `file:${event.item.path}` } } : event,
        )
    },
  }
}
