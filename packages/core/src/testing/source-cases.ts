import { expect } from 'vitest'
import { isCallboardError, messageOf } from '../errors.ts'
import { checkItem } from '../source/check-item.ts'
import type { FailedItem, Source, SourceEvent, SourceFiles, SourceItem } from '../source/types.ts'
import type { SuiteCase } from './suite-case.ts'

/** The names of the checks, for `skip`. */
export type SourceCheck =
  | 'reads-its-paths'
  | 'reads-again'
  | 'says-unchanged'
  | 'stops-on-abort'
  | 'throws-when-unreachable'
  | 'reads-neighbours'
  | 'refuses-outside'
  | 'globs-sorted'
  | 'tells-changes'
  | 'stops-watching'

/** The data of a source, as far as the suite knows it. */
export interface SourceWorld {
  /** Creates a source with new data at `paths`. */
  readonly create: () => Source | Promise<Source>
  /** Every path that a reading yields, in any order. With fewer than three, the suite cannot test an abort in the middle of a reading. */
  readonly paths: readonly string[]
  /** The texts that a reading must yield at some of the paths. */
  readonly texts?: Readonly<Record<string, string>> | undefined
  /** The paths that cannot be read, and why: a reading yields them as failed, and all others as text or data. @default not checked */
  readonly failures?: Readonly<Record<string, FailedItem['reason']>> | undefined
  /** Creates a source whose data cannot be reached: no folder, a refusal, an invalid answer. */
  readonly createUnreachable?: (() => Source | Promise<Source>) | undefined
  /** A file that `files.read` finds. */
  readonly neighbour?: { readonly path: string; readonly text: string } | undefined
  /** Changes what is at a path of the source last created. */
  readonly change?: ((path: string) => void | Promise<void>) | undefined
  /** Removes what is at a path of the source last created. */
  readonly remove?: ((path: string) => void | Promise<void>) | undefined
  /** The longest time to wait for a change to be reported, in milliseconds. @default 5000 */
  readonly timeoutMs?: number | undefined
}

type SourceCase = SuiteCase<SourceCheck, SourceWorld>

/** Every expectation of the suite for sources that can be tested with the given data. */
export function sourceCases({ texts, failures, createUnreachable, neighbour, change, remove }: SourceWorld): readonly SourceCase[] {
  return [
    ...reading,
    ...(texts === undefined ? [] : readingTexts),
    ...(failures === undefined ? [] : readingFailures),
    ...readingAgain,
    ...(change === undefined ? [] : readingChanges),
    ...stopping,
    ...(createUnreachable === undefined ? [] : unreachable),
    ...(neighbour === undefined ? [] : neighbours),
    ...(neighbour?.path.includes('/') === true ? folders : []),
    ...(change === undefined ? [] : watching),
    ...(remove === undefined ? [] : watchingRemovals),
  ]
}

const reading: readonly SourceCase[] = [
  {
    name: 'has a name',
    checks: ['reads-its-paths'],
    async run({ create }) {
      expect((await create()).name).toMatch(/\S/)
    },
  },
  {
    name: 'yields each of its paths once, and no other',
    checks: ['reads-its-paths'],
    async run({ create, paths }) {
      const items = await readAll(await create())
      expect(items.map(({ path }) => path).sort()).toEqual([...paths].sort())
    },
  },
  {
    name: 'yields items of the documented form',
    checks: ['reads-its-paths'],
    async run({ create }) {
      for (const item of await readAll(await create())) {
        const checked = checkItem(item, 'an item')
        if (checked.type === 'failed' && item.type !== 'failed') expect.fail(checked.message)
        if (item.type === 'failed') expect(item.message, item.path).toMatch(/\S/)
        expect({ ...item }).toEqual(checked)
      }
    },
  },
  {
    name: 'yields relative paths with forward slashes',
    checks: ['reads-its-paths'],
    async run({ create }) {
      const wrong = (await readAll(await create())).filter(({ path }) => /^\/|^[A-Za-z]:|\\|(?:^|\/)\.{1,2}(?:\/|$)|^$/.test(path))
      expect(wrong.map(({ path }) => path)).toEqual([])
    },
  },
  {
    name: 'yields locations without paths of the machine',
    checks: ['reads-its-paths'],
    async run({ create }) {
      const source = await create()
      const items = await readAll(source)
      const root = source.root?.()
      for (const { location } of items) if (location !== undefined) expect(location).toMatch(/^(?:url:https?:\/\/|file:(?!\/))\S/)
      if (root !== undefined) expect(JSON.stringify(items)).not.toContain(JSON.stringify(root).slice(1, -1))
    },
  },
  {
    name: 'yields failures without credentials and home folders in their messages',
    checks: ['reads-its-paths'],
    async run({ create }) {
      for (const item of await readAll(await create())) if (item.type === 'failed') expectNoSecrets(item.message, item.path)
    },
  },
  {
    name: 'yields nothing as unchanged when nothing is known',
    checks: ['reads-its-paths', 'says-unchanged'],
    async run({ create }) {
      expect(pathsOf(await readAll(await create()), 'unchanged')).toEqual([])
    },
  },
]

const readingTexts: readonly SourceCase[] = [
  {
    name: 'yields the text at each path',
    checks: ['reads-its-paths'],
    async run({ create, texts = {} }) {
      const items = await readAll(await create())
      const given = Object.fromEntries(items.flatMap(item => (item.type === 'text' && item.path in texts ? [[item.path, item.text]] : [])))
      expect(given).toEqual(texts)
    },
  },
]

const readingFailures: readonly SourceCase[] = [
  {
    name: 'yields exactly the paths that cannot be read as failed, with the reason',
    checks: ['reads-its-paths'],
    async run({ create, failures }) {
      const items = await readAll(await create())
      expect(Object.fromEntries(items.flatMap(item => (item.type === 'failed' ? [[item.path, item.reason]] : [])))).toEqual(failures)
    },
  },
]

const readingAgain: readonly SourceCase[] = [
  {
    name: 'yields the same items in the same order when it is read again',
    checks: ['reads-again'],
    async run({ create }) {
      const source = await create()
      const first = await readAll(source)
      expect(await readAll(source)).toEqual(first)
    },
  },
  {
    name: 'yields the same items to two concurrent readings',
    checks: ['reads-again'],
    async run({ create }) {
      const source = await create()
      const first = await readAll(source)
      expect(await Promise.all([readAll(source), readAll(source)])).toEqual([first, first])
    },
  },
  {
    name: 'yields all items after a reading that ended early',
    checks: ['reads-again'],
    async run({ create }) {
      const source = await create()
      const first = await readAll(source)
      for await (const item of source.read({ signal: live(), known: new Map() })) if (item.path !== '') break
      expect(await readAll(source)).toEqual(first)
    },
  },
  {
    name: 'does not change earlier items',
    checks: ['reads-again'],
    async run({ create, paths, change }) {
      const source = await create()
      const first = await readAll(source)
      const before = structuredClone(first)
      await change?.(firstOf(paths))
      await readAll(source, revisionsOf(first))
      expect(first).toEqual(before)
    },
  },
  {
    name: 'yields unchanged only for a path at its known revision, and the same item otherwise',
    checks: ['says-unchanged'],
    async run({ create, paths }) {
      const source = await create()
      const first = await readAll(source)
      const known = revisionsOf(first)
      const again = await readAll(source, new Map(known))
      expect(again.map(({ path }) => path).sort()).toEqual([...paths].sort())
      for (const item of again) {
        if (item.type === 'unchanged') expect([item.path, item.revision]).toEqual([item.path, known.get(item.path) ?? 'a known revision'])
        else expect(item).toEqual(first.find(({ path }) => path === item.path))
      }
    },
  },
  {
    name: 'yields a path again if its known revision differs',
    checks: ['says-unchanged'],
    async run({ create, paths }) {
      const known = new Map(paths.map(path => [path, 'no revision of this source']))
      expect(pathsOf(await readAll(await create(), known), 'unchanged')).toEqual([])
    },
  },
  {
    name: 'yields no path just because it is known',
    checks: ['says-unchanged'],
    async run({ create, paths }) {
      const items = await readAll(await create(), new Map([['no/such/path.yaml', 'r1']]))
      expect(items.map(({ path }) => path).sort()).toEqual([...paths].sort())
    },
  },
  {
    name: 'does not change the known revisions',
    checks: ['says-unchanged'],
    async run({ create }) {
      const source = await create()
      const known = new Map([...revisionsOf(await readAll(source)), ['no/such/path.yaml', 'r1']])
      const before = [...known]
      await readAll(source, known)
      expect([...known]).toEqual(before)
    },
  },
]

const readingChanges: readonly SourceCase[] = [
  {
    name: 'yields the new content at a changed path, with another revision',
    checks: ['says-unchanged'],
    async run({ create, paths, change }) {
      const source = await create()
      const first = await readAll(source)
      const path = firstOf(paths)
      await change?.(path)
      const was = first.find(item => item.path === path)
      const now = (await readAll(source, revisionsOf(first))).find(item => item.path === path)
      expect(now?.type === 'text' || now?.type === 'object').toBe(true)
      expect(contentOf(now)).not.toEqual(contentOf(was))
      if (was?.revision !== undefined) expect(now?.revision).not.toBe(was.revision)
    },
  },
]

const stopping: readonly SourceCase[] = [
  {
    name: 'yields nothing when the signal has aborted',
    checks: ['stops-on-abort'],
    async run({ create, timeoutMs }) {
      const items: SourceItem[] = []
      await within(timeoutMs, quietly(takeAll(await create(), AbortSignal.abort(), items)))
      expect(items.map(({ path }) => path)).toEqual([])
    },
  },
  {
    name: 'yields at most one more item after the signal aborts, and ends without an error or with `aborted`',
    checks: ['stops-on-abort'],
    async run({ create, timeoutMs }) {
      const stop = new AbortController()
      const items: SourceItem[] = []
      const taking = takeAll(await create(), stop.signal, items, () => stop.abort())
      await within(timeoutMs, quietly(taking))
      expect(items.length - 1, 'items after the abort').toBeLessThanOrEqual(1)
    },
  },
  {
    name: 'yields all items after a reading that was aborted',
    checks: ['stops-on-abort', 'reads-again'],
    async run({ create, timeoutMs }) {
      const source = await create()
      const first = await readAll(source)
      const stop = new AbortController()
      await within(
        timeoutMs,
        takeAll(source, stop.signal, [], () => stop.abort()).catch(() => undefined),
      )
      expect(await readAll(source)).toEqual(first)
    },
  },
]

const unreachable: readonly SourceCase[] = [
  {
    name: 'throws an error with a message each time its data cannot be reached, instead of yielding nothing',
    checks: ['throws-when-unreachable'],
    async run({ createUnreachable, timeoutMs }) {
      const source = await createUnreachable?.()
      if (source === undefined) return
      for (const time of ['the first time', 'again']) {
        const error = await within(timeoutMs, readAll(source)).then(
          items => `${String(items.length)} items`,
          (reason: unknown) => reason,
        )
        expect(error, time).toBeInstanceOf(Error)
        expect((error as Error).message, time).toMatch(/\S/)
      }
    },
  },
  {
    name: 'throws an error without credentials and home folders in its message',
    checks: ['throws-when-unreachable'],
    async run({ createUnreachable, timeoutMs }) {
      const source = await createUnreachable?.()
      if (source === undefined) return
      const message = await within(timeoutMs, readAll(source)).then(
        () => '',
        (reason: unknown) => messageOf(reason),
      )
      expectNoSecrets(message, 'the error')
    },
  },
]

const neighbours: readonly SourceCase[] = [
  {
    name: 'reads a neighbour by its path',
    checks: ['reads-neighbours'],
    async run({ create, neighbour }) {
      const item = await (await filesOf(create)).read(neighbour?.path ?? '', live())
      expect(item).toMatchObject({ type: 'text', ...neighbour })
    },
  },
  {
    name: 'reads a neighbour by a path with dots that stays inside',
    checks: ['reads-neighbours'],
    async run({ create, neighbour }) {
      const files = await filesOf(create)
      for (const way of ['./', 'some/../'])
        expect((await files.read(`${way}${neighbour?.path ?? ''}`, live()))?.text, way).toBe(neighbour?.text)
    },
  },
  {
    name: 'reads undefined if there is no file',
    checks: ['reads-neighbours'],
    async run({ create, neighbour }) {
      const files = await filesOf(create)
      for (const path of ['no/such/file-here.txt', 'constructor', '__proto__', `${neighbour?.path ?? ''}/below`])
        expect(await files.read(path, live()), path).toBeUndefined()
    },
  },
  {
    name: 'refuses to read outside',
    checks: ['refuses-outside'],
    async run({ create }) {
      const files = await filesOf(create)
      for (const path of ['../outside.yaml', 'a/../../outside.yaml', '..', '/etc/hostname'])
        expect(await outcomeOf(async () => files.read(path, live())), `files.read('${path}')`).toBe('throws `refused`')
    },
  },
  {
    name: 'finds nothing outside by a glob',
    checks: ['refuses-outside'],
    async run({ create }) {
      const files = await filesOf(create)
      for (const pattern of ['../*', '/etc/host*']) expect(await files.glob(pattern, live()).catch(() => []), pattern).toEqual([])
    },
  },
  {
    name: 'finds the files of a glob, sorted, each once',
    checks: ['globs-sorted'],
    async run({ create, neighbour }) {
      const found = await (await filesOf(create)).glob('**/*', live())
      expect(found).toEqual([...new Set(found)].sort())
      expect(found).toContain(neighbour?.path)
    },
  },
  {
    name: 'finds only what a glob matches',
    checks: ['globs-sorted'],
    async run({ create, neighbour }) {
      const files = await filesOf(create)
      expect(await files.glob(neighbour?.path ?? '', live())).toEqual([neighbour?.path])
      expect(await files.glob('**/no-such-file.*', live())).toEqual([])
    },
  },
]

const folders: readonly SourceCase[] = [
  {
    name: 'distinguishes folders from files and from missing paths',
    checks: ['reads-neighbours'],
    async run({ create, neighbour }) {
      const files = await filesOf(create)
      if (files.isFolder === undefined) return
      const path = neighbour?.path ?? ''
      const folder = path.slice(0, path.lastIndexOf('/'))
      expect([await files.isFolder(folder, live()), await files.isFolder(path, live()), await files.isFolder('no/such', live())]).toEqual([
        true,
        false,
        false,
      ])
    },
  },
  {
    name: 'reads undefined at a folder',
    checks: ['reads-neighbours'],
    async run({ create, neighbour }) {
      const path = neighbour?.path ?? ''
      expect(await (await filesOf(create)).read(path.slice(0, path.lastIndexOf('/')), live())).toBeUndefined()
    },
  },
]

const watching: readonly SourceCase[] = [
  {
    name: 'reports a change at a path, with what a reading yields there',
    checks: ['tells-changes'],
    async run({ create, paths, change, timeoutMs }) {
      const source = await create()
      const watcher = watch(source)
      const path = firstOf(paths)
      await readAll(source)
      const reported = watcher.about(path)
      await change?.(path)
      const event = await within(timeoutMs, reported)
      if (event.type === 'changed') expect(event.item).toEqual((await readAll(source)).find(item => item.path === path))
      else expect(event.type).toBe('resync')
      watcher.stop()
    },
  },
  {
    name: 'reports a second change too',
    checks: ['tells-changes'],
    async run({ create, paths, change, timeoutMs }) {
      const source = await create()
      const watcher = watch(source)
      const [first = '', second = first] = paths
      await readAll(source)
      for (const path of [first, second]) {
        const reported = watcher.about(path)
        await change?.(path)
        await within(timeoutMs, reported)
      }
      watcher.stop()
    },
  },
  {
    name: 'reports a change to every watcher',
    checks: ['tells-changes'],
    async run({ create, paths, change, timeoutMs }) {
      const source = await create()
      const [one, other] = [watch(source), watch(source)]
      const path = firstOf(paths)
      await readAll(source)
      const reported = Promise.all([one.about(path), other.about(path)])
      await change?.(path)
      await within(timeoutMs, reported)
      one.stop()
      other.stop()
    },
  },
  {
    name: 'stops watching when the signal aborts',
    checks: ['stops-watching'],
    async run({ create, timeoutMs }) {
      const watcher = watch(await create())
      watcher.stop()
      await within(timeoutMs, watcher.ended)
    },
  },
  {
    name: 'does not start to watch when the signal has aborted',
    checks: ['stops-watching'],
    async run({ create, timeoutMs }) {
      const watcher = watch(await create(), AbortSignal.abort())
      await within(timeoutMs, watcher.ended)
    },
  },
  {
    name: 'still reports to other watchers when one stops',
    checks: ['stops-watching', 'tells-changes'],
    async run({ create, paths, change, timeoutMs }) {
      const source = await create()
      const [one, other] = [watch(source), watch(source)]
      const path = firstOf(paths)
      await readAll(source)
      one.stop()
      await within(timeoutMs, one.ended)
      const reported = other.about(path)
      await change?.(path)
      await within(timeoutMs, reported)
      other.stop()
    },
  },
]

const watchingRemovals: readonly SourceCase[] = [
  {
    name: 'reports a removal, and no longer yields the path',
    checks: ['tells-changes'],
    async run({ create, paths, remove, timeoutMs }) {
      const source = await create()
      const watcher = watch(source)
      const path = firstOf(paths)
      await readAll(source)
      const reported = watcher.about(path)
      await remove?.(path)
      const event = await within(timeoutMs, reported)
      expect(['removed', 'resync']).toContain(event.type)
      expect((await readAll(source)).map(item => item.path)).not.toContain(path)
      watcher.stop()
    },
  },
]

interface Watcher {
  /** The next event that is about a path or asks for a full reading. */
  about(path: string): Promise<SourceEvent>
  /** Settles when the watching has ended. */
  readonly ended: Promise<void>
  stop(): void
}

/** Watches a source from now on, until it is stopped. */
function watch(source: Source, already?: AbortSignal): Watcher {
  const stop = new AbortController()
  const events: SourceEvent[] = []
  let news = Promise.withResolvers<boolean>()
  const follow = async (): Promise<void> => {
    if (source.watch === undefined) throw new TypeError('it has no `watch`, but a `change` is given')
    for await (const batch of source.watch({ signal: already ?? stop.signal })) {
      events.push(...batch)
      news.resolve(true)
      news = Promise.withResolvers()
    }
  }
  const ended = follow()
  ended.then(
    () => news.resolve(false),
    () => news.resolve(false),
  )
  const next = async (path: string, from: number): Promise<SourceEvent> => {
    const found = events.slice(from).find(event => event.type === 'resync' || pathOf(event) === path)
    if (found !== undefined) return found
    if (await news.promise) return next(path, from)
    await ended
    throw new TypeError(`it stopped watching and reported nothing about ${path}`)
  }
  return {
    about(path) {
      const event = next(path, events.length)
      event.catch(() => undefined)
      return event
    },
    ended,
    stop: () => stop.abort(),
  }
}

function pathOf(event: Exclude<SourceEvent, { readonly type: 'resync' }>): string {
  return event.type === 'changed' ? event.item.path : event.path
}

async function readAll(source: Source, known: ReadonlyMap<string, string> = new Map()): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = []
  for await (const item of source.read({ signal: live(), known })) items.push(item)
  return items
}

/** Adds all items of a reading to a list, as they arrive. */
async function takeAll(source: Source, signal: AbortSignal, into: SourceItem[], afterEach?: () => void): Promise<void> {
  for await (const item of source.read({ signal, known: new Map() })) {
    into.push(item)
    afterEach?.()
  }
}

/** Ignores an error that only reports the abort. */
async function quietly(ending: Promise<void>): Promise<void> {
  try {
    await ending
  } catch (error) {
    const { name, code } = error as { readonly name?: unknown; readonly code?: unknown }
    if (name !== 'AbortError' && code !== 'aborted') throw error
  }
}

/** The result of a promise, or an error after the timeout. */
async function within<T>(timeoutMs = 5000, promised: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TypeError(`nothing happened within ${String(timeoutMs)} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([promised, late])
  } finally {
    clearTimeout(timer)
  }
}

async function filesOf(create: SourceWorld['create']): Promise<SourceFiles> {
  const { files } = await create()
  if (files === undefined) throw new TypeError('it has no `files`, but a `neighbour` is given')
  return files
}

/** `returns undefined`, `returns a value`, or `throws` and the code or the message. */
async function outcomeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    return (await act()) === undefined ? 'returns undefined' : 'returns a value'
  } catch (error) {
    return isCallboardError(error) ? `throws \`${error.code}\`` : `throws "${messageOf(error)}" without a code`
  }
}

/** Fails if a message contains a URL with a password, or an absolute path in a home folder. */
function expectNoSecrets(message: string, of: string): void {
  expect(message, of).not.toMatch(urlWithPassword)
  expect(message, of).not.toMatch(pathInHomeFolder)
}

const urlWithPassword = /\/\/[^\s/@]*:[^\s/@]+@/

/** Absolute, so neither `docs/home/a.yaml` nor the path of a URL. */
const pathInHomeFolder = /(?:file:\/\/|(?<![\w\]./~@%-]))(?:\/(?:home|Users)\/[^\s/]|\/root\/|\/?[A-Za-z]:[\\/]Users[\\/])/

function pathsOf(items: readonly SourceItem[], type: SourceItem['type']): readonly string[] {
  return items.filter(item => item.type === type).map(({ path }) => path)
}

function revisionsOf(items: readonly SourceItem[]): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ path, revision }) => (revision === undefined ? [] : [[path, revision] as const])))
}

function contentOf(item: SourceItem | undefined): unknown {
  return item?.type === 'text' ? item.text : item?.type === 'object' ? item.value : undefined
}

function firstOf(paths: readonly string[]): string {
  return paths[0] ?? ''
}

function live(): AbortSignal {
  return new AbortController().signal
}
