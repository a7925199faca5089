import { describe, expect, test } from 'vitest'
import type { Source, SourceEvent, SourceItem } from '../source/types.ts'

/** What the suite tries, by name: `skip` takes these. */
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

/** The source that is tried, its world, and what it cannot do. */
export interface SourceSuite {
  /** A fresh source over a world that holds `paths`. */
  readonly create: () => Source | Promise<Source>
  /** Every path that a reading gives, in any order. */
  readonly paths: readonly string[]
  /** A source whose world cannot be reached: no folder, a refusal, an answer that is none. */
  readonly createUnreachable?: (() => Source | Promise<Source>) | undefined
  /** A file that `files.read` finds. */
  readonly neighbour?: { readonly path: string; readonly text: string } | undefined
  /** Changes what is at a path of the source last created. */
  readonly change?: ((path: string) => void | Promise<void>) | undefined
  /** Checks that cannot hold, each with its reason, which the run prints. */
  readonly skip?: Readonly<Partial<Record<SourceCheck, string>>> | undefined
  /** Longest wait for a change to be told. @default 5000 */
  readonly timeoutMs?: number | undefined
}

/**
 * The published suite of the `Source` contract, for vitest: call it at the top of a test file.
 *
 * @example
 * describeSource('csv', { create: () => csv({ text }), paths: ['row-2', 'row-3'] })
 */
export function describeSource(name: string, suite: SourceSuite): void {
  const { create, paths, createUnreachable, neighbour, change, skip = {}, timeoutMs = 5000 } = suite
  const check = (id: SourceCheck, says: string, applies: boolean, run: () => Promise<void>): void => {
    const reason = skip[id]
    if (reason !== undefined) test.skip(`${says} [skipped: ${reason}]`, run)
    else if (applies) test(says, run, timeoutMs + 1000)
  }

  describe(`source ${name}`, () => {
    check('reads-its-paths', 'gives each path once, as text, data or a failure', true, async () => {
      const items = await readAll(await create())
      expect(items.map(item => item.path).sort()).toEqual([...paths].sort())
      expect(items.filter(item => item.type === 'unchanged')).toEqual([])
    })

    check('reads-again', 'gives the same when read again, and two readings at once do not disturb each other', true, async () => {
      const source = await create()
      const first = await readAll(source)
      const [second, third] = await Promise.all([readAll(source), readAll(source)])
      expect([second, third]).toEqual([first, first])
    })

    check('says-unchanged', 'says unchanged only for the revision it gave, and the same text for the same revision', true, async () => {
      const source = await create()
      const first = await readAll(source)
      const known = new Map(first.flatMap(({ path, revision }) => (revision === undefined ? [] : [[path, revision] as const])))
      const again = await readAll(source, known)
      expect(again.map(({ path }) => path).sort()).toEqual([...paths].sort())
      for (const item of again) {
        if (item.type === 'unchanged') expect(known.has(item.path)).toBe(true)
        else expect(item).toEqual(first.find(({ path }) => path === item.path))
      }
      const other = await readAll(source, new Map(paths.map(path => [path, 'no revision of this source'])))
      expect(other.filter(item => item.type === 'unchanged')).toEqual([])
    })

    check('stops-on-abort', 'ends quietly, or throws, when the signal aborts', true, async () => {
      const source = await create()
      const stop = new AbortController()
      stop.abort()
      const items: SourceItem[] = []
      try {
        for await (const item of source.read({ signal: stop.signal, known: new Map() })) items.push(item)
      } catch {
        return
      }
      expect(items.length).toBeLessThanOrEqual(1)
    })

    check(
      'throws-when-unreachable',
      'throws when it cannot see its world: absence is never an empty reading',
      createUnreachable !== undefined,
      async () => {
        const source = await createUnreachable?.()
        if (source !== undefined) await expect(readAll(source)).rejects.toThrow()
      },
    )

    check('reads-neighbours', 'reads a file by path, and answers undefined for none', neighbour !== undefined, async () => {
      const { files } = await create()
      expect((await files?.read(neighbour?.path ?? '', live()))?.text).toBe(neighbour?.text)
      expect(await files?.read('no/such/file-here.txt', live())).toBeUndefined()
    })

    check('refuses-outside', 'refuses paths that lead outside', neighbour !== undefined, async () => {
      const { files } = await create()
      for (const path of ['../outside.yaml', 'a/../../outside.yaml', '/etc/hostname']) {
        await expect(files?.read(path, live()), path).rejects.toMatchObject({ isCallboardError: true, code: 'refused' })
      }
    })

    check('globs-sorted', 'names the files of a glob, sorted', neighbour !== undefined, async () => {
      const { files } = await create()
      const found = (await files?.glob('**/*', live())) ?? []
      expect(found).toEqual([...found].sort())
      expect(found).toContain(neighbour?.path)
    })

    check('tells-changes', 'tells a change at a path', change !== undefined, async () => {
      const source = await create()
      const stop = new AbortController()
      const iterator = source.watch?.({ signal: stop.signal })[Symbol.asyncIterator]()
      const next = iterator?.next()
      const path = paths[0] ?? ''
      await readAll(source)
      await change?.(path)
      const events: SourceEvent[] = []
      for (let step = await next; step?.done === false; step = await iterator?.next()) {
        events.push(...step.value)
        if (events.some(event => event.type === 'resync' || (event.type === 'changed' && event.item.path === path))) break
      }
      stop.abort()
      expect(events.length).toBeGreaterThan(0)
    })

    check('stops-watching', 'stops watching when the signal aborts', change !== undefined, async () => {
      const source = await create()
      const stop = new AbortController()
      const iterator = source.watch?.({ signal: stop.signal })[Symbol.asyncIterator]()
      const next = iterator?.next()
      stop.abort()
      expect((await next)?.done).toBe(true)
    })
  })
}

async function readAll(source: Source, known: ReadonlyMap<string, string> = new Map()): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = []
  for await (const item of source.read({ signal: live(), known })) items.push(item)
  return items
}

function live(): AbortSignal {
  return new AbortController().signal
}
