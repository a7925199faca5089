import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalog } from '../catalog/catalog.ts'
import { createCatalog } from '../catalog/create-catalog.ts'
import { memory, type MemorySource } from '../source/memory.ts'
import type { SourceLimits } from '../source/read-items.ts'
import type { Source, SourceFiles } from '../source/types.ts'

const group = 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: b }\nspec: { type: team, children: [] }\n'
const component = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: b }\n`
const api = (name: string, text: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: { name: ${name} }\nspec: { type: openapi, lifecycle: production, owner: b, definition: { $text: ${text} } }\n`
const location = (...targets: readonly string[]): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: ${JSON.stringify(targets)} }\n`

/** What readers of a catalog see. */
function shown(catalog: Catalog): unknown {
  return {
    revision: catalog.revision,
    entities: [...catalog.entities],
    diagnostics: catalog.diagnostics,
    owners: ['x.md', 'sub/x.md', 'sub/docs/a.go', 'n/d.yaml'].map(path => catalog.owner(path).owner?.ref),
  }
}

const definition = (catalog: Catalog, name: string): unknown => catalog.get(`api:${name}`)?.spec?.['definition']
const codes = (catalog: Catalog): readonly string[] => catalog.diagnostics.map(({ code, at }) => `${code} ${at.path}`)

/** The files of a source, of which some cannot be read. */
function failing({ files }: MemorySource, failed: ReadonlySet<string>): SourceFiles {
  return {
    read: (path, signal) =>
      failed.has(path) ? Promise.reject(new Error('no')) : (files?.read(path, signal) ?? Promise.resolve(undefined)),
    glob: (pattern, signal) => (failed.has('*') ? Promise.reject(new Error('no')) : (files?.glob(pattern, signal) ?? Promise.resolve([]))),
  }
}

interface Followed {
  readonly catalog: Catalog
  /** Resolves when the catalog has applied every change so far. */
  settle(): Promise<void>
  /** What a catalog shows that is created now. */
  fresh(): Promise<unknown>
}

/** A catalog that watches a source. */
async function follow(source: MemorySource, files: SourceFiles | undefined = source.files): Promise<Followed> {
  const waiting = new Map<string, () => void>()
  const read: Source = { name: 'files', mayBeEmpty: 'at-once', read: context => source.read(context), ...(files && { files }) }
  const catalog = await createCatalog({
    sources: [
      {
        ...read,
        async *watch(context) {
          for await (const events of source.watch?.(context) ?? []) {
            yield events
            for (const event of events) if (event.type === 'touched') waiting.get(event.path)?.()
          }
        },
      },
    ],
    watch: true,
    now: () => 0,
  })
  return {
    catalog,
    settle: () =>
      new Promise(resolve => {
        const path = `settled/${String(waiting.size)}`
        waiting.set(path, resolve)
        source.writeNeighbour(path, '')
      }),
    fresh: async () => shown(await createCatalog({ sources: [read], now: () => 0 })),
  }
}

describe('a watched catalog shows what a new one would:', () => {
  test('a file of a Location, after a file that it includes has changed', async () => {
    const source = memory({
      files: { 'all.yaml': location('./n/d.yaml') },
      neighbours: { 'n/d.yaml': api('d', './x.txt'), 'n/x.txt': 'one' },
    })
    const { catalog, settle, fresh } = await follow(source)
    source.writeNeighbour('n/x.txt', 'two')
    await settle()
    expect(definition(catalog, 'd')).toBe('two')
    expect(shown(catalog)).toEqual(await fresh())
    await catalog.close()
  })

  test('a descriptor that another file includes, after it was removed and written again', async () => {
    const source = memory({ files: { 'a.yaml': api('a', './b.yaml'), 'b.yaml': component('b') } })
    const { catalog, settle, fresh } = await follow(source)
    source.remove('b.yaml')
    await settle()
    expect(catalog.get('component:b')).toBeUndefined()
    source.write('b.yaml', component('b'))
    await settle()
    expect(catalog.get('component:b')).toBeDefined()
    expect(shown(catalog)).toEqual(await fresh())
    await catalog.close()
  })

  test('a descriptor that only a Location referred to, after the source itself yields it', async () => {
    const source = memory({ files: { 'all.yaml': location('./n/d.yaml') }, neighbours: { 'n/d.yaml': component('d') } })
    const { catalog, settle, fresh } = await follow(source)
    source.write('n/d.yaml', component('e'))
    source.remove('all.yaml')
    await settle()
    expect(catalog.get('component:e') ?? catalog.get('component:d')).toBeDefined()
    expect(shown(catalog)).toEqual(await fresh())
    await catalog.close()
  })

  test.each<[string, string]>([
    ['with the same text', 'one'],
    ['with another text', 'two'],
  ])('a file that includes one that could not be read for a while, and is back %s', async (_, text) => {
    const failed = new Set<string>()
    const source = memory({ files: { 'a.yaml': api('a', './x.txt') }, neighbours: { 'x.txt': 'one' } })
    const { catalog, settle, fresh } = await follow(source, failing(source, failed))
    failed.add('x.txt')
    source.writeNeighbour('x.txt', text)
    await settle()
    expect(codes(catalog)).toContain('source/unreadable-file a.yaml')
    expect(definition(catalog, 'a')).toBe('one')
    failed.clear()
    source.writeNeighbour('x.txt', text)
    await settle()
    expect(codes(catalog)).not.toContain('source/unreadable-file a.yaml')
    expect(definition(catalog, 'a')).toBe(text)
    expect(shown(catalog)).toEqual(await fresh())
    await catalog.close()
  })

  test.each<[string, string]>([
    ['the failed file', 'y.txt'],
    ['the file that was included before', 'x.txt'],
  ])('a file that changed while what it includes could not be read, after %s was touched', async (_, touched) => {
    const failed = new Set<string>(['y.txt'])
    const source = memory({ files: { 'a.yaml': api('a', './x.txt') }, neighbours: { 'x.txt': 'one', 'y.txt': 'two' } })
    const { catalog, settle, fresh } = await follow(source, failing(source, failed))
    source.write('a.yaml', api('a2', './y.txt'))
    await settle()
    expect(definition(catalog, 'a')).toBe('one')
    failed.clear()
    source.writeNeighbour(touched, 'three')
    await settle()
    expect(definition(catalog, 'a2')).toBe(touched === 'y.txt' ? 'three' : 'two')
    expect(shown(catalog)).toEqual(await fresh())
    await catalog.close()
  })

  test('the owners of CODEOWNERS, after a GitLab pipeline has come and gone', async () => {
    const source = memory({ files: { 'b.yaml': group }, neighbours: { CODEOWNERS: '*.md @acme/b\n!x.md\n' } })
    const { catalog, settle, fresh } = await follow(source)
    const github = shown(catalog)
    source.writeNeighbour('.gitlab-ci.yml', 'test: {}\n')
    await settle()
    expect(shown(catalog)).toEqual(await fresh())
    expect(shown(catalog)).not.toEqual(github)
    source.remove('.gitlab-ci.yml')
    await settle()
    expect(shown(catalog)).toEqual(github)
    await catalog.close()
  })
})

test('a file that itself cannot be read stays as it was, whatever happens to what it includes', async () => {
  const source = memory({ files: { 'a.yaml': api('a', './x.txt') }, neighbours: { 'x.txt': 'one' } })
  const { watch } = source
  let fails = false
  const seen = Promise.withResolvers<void>()
  const catalog = await createCatalog({
    sources: [
      {
        ...source,
        async *watch(context) {
          for await (const events of watch?.call(source, context) ?? []) {
            yield events.map(event =>
              event.type === 'changed' && fails
                ? { type: 'changed', item: { type: 'failed', path: event.item.path, reason: 'too-large', message: 'It is too large' } }
                : event,
            )
            if (events.some(event => event.type === 'touched' && event.path === 'end')) seen.resolve()
          }
        },
      },
    ],
    watch: true,
  })
  fails = true
  source.write('a.yaml', api('a2', './x.txt'))
  source.writeNeighbour('x.txt', 'two')
  source.writeNeighbour('end', '')
  await seen.promise
  expect(definition(catalog, 'a')).toBe('one')
  expect(codes(catalog)).toContain('source/too-large a.yaml')
  await catalog.close()
})

test('a refresh that is aborted while the files of Locations are read changes nothing', async () => {
  const inner = memory({ files: { 'all.yaml': location('./n/d.yaml') }, neighbours: { 'n/d.yaml': component('d') } })
  const started = Promise.withResolvers<void>()
  let isSlow = false
  const catalog = await createCatalog({
    sources: [
      {
        ...inner,
        files: {
          glob: async () => [],
          async read(path, signal) {
            if (!isSlow) return await inner.files?.read(path, signal)
            started.resolve()
            await new Promise(resolve => {
              signal.addEventListener('abort', resolve)
            })
            return undefined
          },
        },
      },
    ],
  })
  const before = shown(catalog)
  const state = catalog.sources
  isSlow = true
  const controller = new AbortController()
  const refreshed = catalog.refresh({ signal: controller.signal })
  await started.promise
  controller.abort()
  await expect(refreshed).rejects.toMatchObject({ code: 'aborted' })
  isSlow = false
  expect(shown(catalog)).toEqual(before)
  expect(catalog.sources.map(({ readAt }) => readAt)).toEqual(state.map(({ readAt }) => readAt))
  await catalog.close()
})

describe('files that never answer', () => {
  const hanging = async (question: keyof SourceFiles, sourceLimits: SourceLimits) => {
    const inner = memory({
      files: { 'a.yaml': component('a'), 'all.yaml': location('./n/*.yaml') },
      neighbours: { 'n/d.yaml': component('d') },
    })
    const started = Promise.withResolvers<void>()
    const state = { hangs: false }
    const ask = <T>(asked: keyof SourceFiles, answer: () => Promise<T> | undefined, none: T): Promise<T> => {
      if (!state.hangs || asked !== question) return answer() ?? Promise.resolve(none)
      started.resolve()
      return new Promise(() => undefined)
    }
    const files: SourceFiles = {
      read: (path, signal) => ask('read', () => inner.files?.read(path, signal), undefined),
      glob: (pattern, signal) => ask('glob', () => inner.files?.glob(pattern, signal), []),
      repositoryMarks: () => ask('repositoryMarks', () => undefined, []),
    }
    const catalog = await createCatalog({ sources: [{ ...inner, files }], sourceLimits })
    state.hangs = true
    return { inner, catalog, started: started.promise, state }
  }

  test.each(['read', 'glob', 'repositoryMarks'] as const)('do not block the refresh after an aborted one: %s', async question => {
    const { inner, catalog, started, state } = await hanging(question, {})
    const controller = new AbortController()
    const refreshed = catalog.refresh({ signal: controller.signal })
    await started
    controller.abort()
    await expect(refreshed).rejects.toMatchObject({ code: 'aborted' })
    state.hangs = false
    inner.write('a.yaml', component('a2'))
    await catalog.refresh()
    expect(catalog.get('component:a2')).toBeDefined()
    expect(catalog.sources).toMatchObject([{ state: 'fresh' }])
  })

  test.each(['read', 'glob', 'repositoryMarks'] as const)('fail the source after maxReadMs: %s', async question => {
    const { catalog } = await hanging(question, { maxReadMs: 200 })
    await catalog.refresh()
    expect(catalog.size).toBe(3)
    expect(catalog.sources).toMatchObject([{ state: 'stale', because: expect.stringContaining('sourceLimits.maxReadMs') }])
  })
})

test('a search for repositories that failed is reported until it succeeds at the next change', async () => {
  const failed = new Set<string>(['*'])
  const source = memory({ files: { 'b.yaml': group }, neighbours: { 'sub/CODEOWNERS': '*.md @acme/b\n' } })
  const { catalog, settle, fresh } = await follow(source, failing(source, failed))
  expect(codes(catalog)).toEqual(['source/unreadable-file '])
  await settle()
  expect(codes(catalog)).toEqual(['source/unreadable-file '])
  expect(catalog.owner('sub/x.md').owner).toBeUndefined()
  failed.clear()
  await settle()
  expect(codes(catalog)).toEqual([])
  expect(catalog.owner('sub/x.md').owner?.name).toBe('b')
  expect(shown(catalog)).toEqual(await fresh())
  await catalog.close()
})

test('the revision depends on the problems of CODEOWNERS', async () => {
  const ask = async (text: string): Promise<string> =>
    (await createCatalog({ sources: [memory({ files: { 'b.yaml': group }, neighbours: { CODEOWNERS: text } })] })).revision
  expect(await ask('!x.md\n')).not.toBe(await ask('# none\n'))
})

test('files that throw at once fail only the file that asks for them', async () => {
  const inner = memory({ files: { 'a.yaml': api('a', './x.txt'), 'b.yaml': group }, neighbours: { 'x.txt': 'one' } })
  let fails = false
  const throwing = (): never => {
    throw new Error('no')
  }
  const catalog = await createCatalog({
    sources: [
      {
        ...inner,
        files: {
          read: (path, signal) => (fails ? throwing() : (inner.files?.read(path, signal) ?? throwing())),
          glob: (pattern, signal) => (fails ? throwing() : (inner.files?.glob(pattern, signal) ?? throwing())),
        },
      },
    ],
  })
  fails = true
  await catalog.refresh()
  expect(catalog.sources).toMatchObject([{ state: 'fresh', entities: 2 }])
  expect(codes(catalog)).toContain('source/unreadable-file a.yaml')
  expect(definition(catalog, 'a')).toBe('one')
})

const own = ['a.yaml', 'sub/c.yaml', 'all.yaml']
const beside = ['n/d.yaml', 'n/e.yaml', 'n/f/g.yaml', 'x.txt', 'n/x.txt', 'sub/x.txt']
const marks = ['CODEOWNERS', 'sub/CODEOWNERS', 'sub/.git/HEAD', 'sub/docs/CODEOWNERS', '.gitlab-ci.yml', 'sub/.gitlab-ci.yml']
const name = fc.constantFrom('p', 'q')
const target = fc.constantFrom('./n/*.yaml', './n/d.yaml', './n/**/*.yaml', './none.yaml', './n', '../n/e.yaml')
const including = fc.tuple(name, fc.constantFrom('./x.txt', './a.yaml', '../n/d.yaml')).map(([one, text]) => api(one, text))
const ownText = fc.oneof(
  name.map(component),
  including,
  fc.array(target, { minLength: 1, maxLength: 2 }).map(list => location(...list)),
  fc.constant('no: ['),
)
const textOf = (path: string): fc.Arbitrary<string> =>
  path.endsWith('.txt')
    ? fc.constantFrom('one', 'two', '')
    : path.endsWith('.yaml')
      ? fc.oneof(name.map(component), including, fc.constant(location('./f/g.yaml')))
      : fc.constantFrom('* @acme/b\n', '*.md @acme/b\n!x.md\n', '/docs/ @acme/b\n', '[Docs] @acme/b\n*.md\n')
const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('write' as const), fc.constantFrom(...own, 'n/d.yaml'), ownText) },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...beside, ...marks)
      .chain(path => fc.tuple(fc.constant('beside' as const), fc.constant(path), textOf(path))),
  },
  { weight: 4, arbitrary: fc.tuple(fc.constant('remove' as const), fc.constantFrom(...own, ...beside, ...marks), fc.constant('')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('put' as const), fc.constantFrom('data', 'n/d.yaml'), name) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('settle' as const), fc.constant(''), fc.constant('')) },
)

test('any sequence of changes leads a watched catalog to what a new one shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 25 }), async steps => {
      const source = memory({ files: { 'b.yaml': group, 'a.yaml': api('a', './x.txt'), 'all.yaml': location('./n/*.yaml') } })
      const { catalog, settle, fresh } = await follow(source)
      for (const [action, path, text] of steps) {
        if (action === 'write') source.write(path, text)
        else if (action === 'beside') source.writeNeighbour(path, text)
        else if (action === 'remove') source.remove(path)
        else if (action === 'put')
          source.put(path, {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: text },
            spec: { type: 'team', children: [] },
          })
        else await settle()
      }
      await settle()
      expect(shown(catalog)).toEqual(await fresh())
      await catalog.close()
    }),
    { numRuns: 150 },
  )
})
