import { describe, expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { createCatalog } from './create-catalog.ts'
import type { CatalogChange } from './catalog.ts'

const component = (name: string, spec = 'owner: team-a', more = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
${more}spec:
  type: service
  lifecycle: production
  ${spec}
`
const group = (name: string): string => `apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: ${name}
spec:
  type: team
  children: []
`
const world = { 'a.yaml': component('pay'), 'b.yaml': [component('shop'), group('team-a')].join('---\n') }
const codesOf = (diagnostics: readonly { readonly code: string }[]): readonly string[] => diagnostics.map(({ code }) => code)

describe('a catalog', () => {
  test('answers from the content of its sources', async () => {
    const catalog = await createCatalog({ sources: [memory({ files: world })] })
    expect(catalog.size).toBe(3)
    expect(catalog.diagnostics).toEqual([])
    expect(catalog.get('component:default/pay')?.relations).toEqual([{ type: 'ownedBy', targetRef: 'group:default/team-a' }])
    expect(catalog.owner('pay').owner?.ref).toBe('group:default/team-a')
    expect(catalog.query({ filter: { kind: 'component' } }).totalItems).toBe(2)
    expect([...catalog.entities].map(({ metadata }) => metadata.name)).toEqual(['pay', 'shop', 'team-a'])
    expect(catalog.origin('pay')).toMatchObject({ source: 'memory', path: 'a.yaml', index: 0, line: 1 })
    expect(catalog.documents.map(({ path, documents }) => [path, documents.length])).toEqual([
      ['a.yaml', 1],
      ['b.yaml', 2],
    ])
    expect(catalog.sources).toMatchObject([{ name: 'memory', state: 'fresh', entities: 3 }])
  })

  test('reports errors of the file system without the paths of the machine', async () => {
    const error = Object.assign(new Error("ENOENT: no such file or directory, rename '/srv/acme/a.csv' -> '/srv/b.csv'"), {
      path: '/srv/acme/a.csv',
      dest: '/srv/b.csv',
    })
    const catalog = await createCatalog({
      sources: [
        {
          name: 'csv',
          // oxlint-disable-next-line require-yield -- it fails
          async *read() {
            throw error
          },
        },
      ],
    })
    expect(catalog.sources).toMatchObject([{ because: "ENOENT: no such file or directory, rename 'a.csv' -> 'b.csv'" }])
  })

  test('has the same revision for the same content, and another for other content', async () => {
    const revision = async (files: Readonly<Record<string, string>>): Promise<string> =>
      (await createCatalog({ sources: [memory({ files })] })).revision
    expect(await revision(world)).toBe(await revision(Object.fromEntries(Object.entries(world).reverse())))
    expect(await revision(world)).not.toBe(await revision({ ...world, 'a.yaml': component('pay', 'owner: team-b') }))
  })

  test('has the same revision regardless of which file was parsed first', async () => {
    const location = (name: string, more = ''): string =>
      `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: ${name} }\nspec: { targets: [./missing.yaml] }\n${more}`
    const slow = component('pay', 'owner: team-a\n  definition: { $text: ./api.txt }').replace('Component', 'API')
    const source = memory({ files: { 'a.yaml': location('a', `---\n${slow}`), 'b.yaml': location('b') }, neighbours: { 'api.txt': 'x' } })
    const catalog = await createCatalog({ sources: [source] })
    const { revision } = catalog
    source.write('b.yaml', location('c'))
    await catalog.refresh()
    source.write('b.yaml', location('b'))
    await catalog.refresh()
    expect(catalog.revision).toBe(revision)
  })

  test('uses the first source when two disagree, and distinguishes sources with the same name', async () => {
    const catalog = await createCatalog({
      sources: [memory({ files: world }), memory({ files: { 'c.yaml': component('Pay', 'owner: other') } })],
    })
    expect(catalog.owner('pay').owner?.ref).toBe('group:default/team-a')
    expect(catalog.diagnostics).toMatchObject([{ code: 'catalog/duplicate-entity', at: { source: 'memory (2)', path: 'c.yaml' } }])
  })

  test('finds entities by old names', async () => {
    const catalog = await createCatalog({
      sources: [memory({ files: world })],
      aliases: { 'component:default/payments': 'component:default/pay' },
    })
    expect(catalog.get('component:default/payments')?.metadata.name).toBe('pay')
  })

  test('reads the files that Locations refer to, each once, and reports missing ones', async () => {
    const location =
      'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets: [./a.yaml, ./x/y.yaml, ./none.yaml]\n'
    const source = memory({ files: { ...world, 'all.yaml': location }, neighbours: { 'x/y.yaml': component('deep') } })
    const catalog = await createCatalog({ sources: [source] })
    expect(catalog.size).toBe(5)
    expect(catalog.origin('deep')?.path).toBe('x/y.yaml')
    expect(catalog.diagnostics).toMatchObject([{ code: 'descriptor/location', at: { path: 'all.yaml' } }])
    source.writeNeighbour('x/y.yaml', component('deeper'))
    const { changes } = await catalog.refresh()
    expect(changes.map(({ ref, change }) => `${change} ${ref}`)).toContain('removed component:default/deep')
  })

  test('survives Locations that refer to each other', async () => {
    const location = (name: string, target: string): string =>
      `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: ${name}\nspec:\n  targets: [./${target}]\n`
    const source = memory({
      files: { 'a.yaml': location('a', 'b.yaml') },
      neighbours: { 'b.yaml': location('b', 'c.yaml'), 'c.yaml': location('c', 'b.yaml') },
    })
    const catalog = await createCatalog({ sources: [source] })
    expect([...catalog.entities].map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    [['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'], '.github/CODEOWNERS'],
    [['CODEOWNERS', 'docs/CODEOWNERS'], 'CODEOWNERS'],
    [['docs/CODEOWNERS', '.gitlab/CODEOWNERS'], 'docs/CODEOWNERS'],
    [['.gitlab/CODEOWNERS'], '.gitlab/CODEOWNERS'],
    [['sub/CODEOWNERS'], 'sub/CODEOWNERS'],
  ])('of the CODEOWNERS files %j keeps %s', async (paths, kept) => {
    const catalog = await createCatalog({
      sources: [memory({ files: world, neighbours: Object.fromEntries(paths.map(path => [path, '* @acme/a'])) })],
    })
    expect(catalog.snapshot.internals.codeowners[0]?.path).toBe(kept)
  })

  test('does not load a CODEOWNERS of 3 MB, and reports it', async () => {
    const catalog = await createCatalog({ sources: [memory({ files: world, neighbours: { CODEOWNERS: '* @acme/a\n'.repeat(320_000) } })] })
    expect(catalog.snapshot.internals.codeowners.length).toBe(0)
    expect(catalog.diagnostics).toMatchObject([{ code: 'source/too-large', at: { path: 'CODEOWNERS' } }])
  })

  test('cannot be mutated', async () => {
    const catalog = await createCatalog({ sources: [memory({ files: world })] })
    const entity = catalog.get('pay')
    expect(() => {
      Object.assign(entity?.metadata ?? {}, { name: 'other' })
    }).toThrow(TypeError)
    expect(() => {
      Array.prototype.push.call(entity?.relations, {})
    }).toThrow(TypeError)
  })

  test.each([
    [{ sources: undefined as never }, 'invalid-options'],
    [{ sources: [{}] as never }, 'invalid-options'],
    [{ sources: [], refreshEveryMs: -1 }, 'invalid-options'],
    [{ sources: [], aliases: { nonsense: 'component:a' } }, 'invalid-ref'],
    [{ sources: [], fallbackOwner: '' }, 'invalid-ref'],
  ])('rejects wrong options: %j', async (options, code) => {
    await expect(createCatalog(options)).rejects.toMatchObject({ code })
  })

  test.each([
    ['maxFileBytes', 200, `# ${'x'.repeat(200)}\n`],
    ['maxDocuments', 1, `${component('big')}---\n${component('big-2')}`],
    ['maxDepth', 3, `${component('big')}  deep: [[]]\n`],
    ['maxAliasNodes', 2, `${component('big')}  a: &a [1]\n  b: [*a, *a]\n`],
    ['maxKeys', 4, `${component('big')}  own: [1, 2, 3, 4, 5]\n`],
  ])('reports a file that exceeds `%s`, and reads the others', async (limit, most, text) => {
    const source = memory({ files: { 'a.yaml': component('small'), 'big.yaml': text, 'z.yaml': component('last') } })
    const catalog = await createCatalog({ sources: [source], limits: { [limit]: most } })
    expect(catalog.diagnostics.filter(({ code }) => code === 'descriptor/limit')).toMatchObject([
      { severity: 'error', at: { path: 'big.yaml' }, hint: expect.stringContaining(limit) },
    ])
    expect([...catalog.entities].map(({ metadata }) => metadata.name)).toEqual(['last', 'small'])
    expect((await createCatalog({ sources: [source] })).diagnostics.filter(({ code }) => code === 'descriptor/limit')).toEqual([])
  })

  test('without sources has no answers', async () => {
    const catalog = await createCatalog({ sources: [] })
    expect([catalog.size, catalog.get('a'), catalog.query().items]).toEqual([0, undefined, []])
  })

  test('reports a source without descriptors', async () => {
    const catalog = await createCatalog({ sources: [memory()] })
    expect(codesOf(catalog.diagnostics)).toEqual(['source/empty'])
  })

  test('keeps reporting a watched source without descriptors, whatever else changes there', async () => {
    const source = memory({ files: { 'a.yaml': group('team-a') } })
    const catalog = await createCatalog({ sources: [source], watch: true })
    const changes = catalog.changes()[Symbol.asyncIterator]()
    source.remove('a.yaml')
    await changes.next()
    expect(codesOf(catalog.diagnostics)).toEqual(['source/empty'])
    source.writeNeighbour('CODEOWNERS', '* @team-a\n')
    await changes.next()
    expect(codesOf(catalog.diagnostics)).toEqual(['source/empty'])
    source.write('a.yaml', group('team-a'))
    await changes.next()
    expect(codesOf(catalog.diagnostics)).toEqual([])
    await catalog.close()
  })
})

describe('a refresh', () => {
  test('replaces the snapshot, returns the difference, and keeps what did not change', async () => {
    const source = memory({ files: world })
    const catalog = await createCatalog({ sources: [source] })
    const { snapshot } = catalog
    const shop = catalog.get('shop')
    source.write('a.yaml', component('pay', 'owner: team-b'))
    const diff = await catalog.refresh()
    expect(diff.changes.map(({ ref, fields }) => [ref, ...fields])).toEqual([
      ['component:default/pay', 'relations.ownedBy', 'spec.owner'],
      ['group:default/team-a', 'relations.ownerOf'],
    ])
    expect(catalog.get('shop')).toBe(shop)
    expect(snapshot.owner('pay').owner?.ref).toBe('group:default/team-a')
    expect(catalog.revision).not.toBe(snapshot.revision)
  })

  test('without changes changes nothing', async () => {
    const catalog = await createCatalog({
      sources: [
        memory({
          files: world,
          entities: [{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', metadata: { name: 'ada' }, spec: { memberOf: [] } }],
        }),
      ],
    })
    const { snapshot } = catalog
    expect((await catalog.refresh()).changes).toEqual([])
    expect(catalog.snapshot).toBe(snapshot)
  })

  test('reads a file again when a file that it includes has changed', async () => {
    const api = component('pay', 'owner: team-a\n  definition:\n    $text: ./api.txt').replace('Component', 'API')
    const source = memory({ files: { ...world, 'api.yaml': api }, neighbours: { 'api.txt': 'one' } })
    const catalog = await createCatalog({ sources: [source], watch: true })
    const definition = (): unknown => catalog.get('api:default/pay')?.spec?.['definition']
    expect(definition()).toBe('one')
    const changes = catalog.changes()[Symbol.asyncIterator]()
    source.writeNeighbour('api.txt', 'two')
    expect((await changes.next()).value).toMatchObject({ diff: { changes: [{ ref: 'api:default/pay', fields: ['spec.definition'] }] } })
    expect(definition()).toBe('two')
    await catalog.close()
  })
})

describe('changes', () => {
  test('of a watched source arrive on their own, and a slow consumer gets them merged', async () => {
    const source = memory({ files: world })
    const catalog = await createCatalog({ sources: [source], watch: true })
    const changes = catalog.changes()[Symbol.asyncIterator]()
    const next = async (): Promise<CatalogChange> => (await changes.next()).value as CatalogChange
    const first = next()
    source.write('a.yaml', component('pay', 'owner: team-b'))
    expect((await first).diff.changes[0]).toMatchObject({ ref: 'component:default/pay', ownerAfter: 'group:default/team-b' })
    const { revision } = catalog
    const seen = catalog.changes()[Symbol.asyncIterator]()
    source.write('c.yaml', component('new'))
    await seen.next()
    source.remove('b.yaml')
    await seen.next()
    const joined = await next()
    expect(joined.diff.from).toBe(revision)
    expect(joined.diff.changes.map(({ ref, change }) => `${change} ${ref}`)).toEqual([
      'added component:default/new',
      'removed component:default/shop',
      'removed group:default/team-a',
    ])
    expect(joined.revision).toBe(catalog.revision)
    await catalog.close()
    expect(await next()).toBeUndefined()
  })

  test('include files that Locations refer to, new files and CODEOWNERS, but not other files', async () => {
    const location = 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets: [./x/*.yaml]\n'
    const source = memory({ files: { ...world, 'all.yaml': location }, neighbours: { 'x/1.yaml': component('one') } })
    const catalog = await createCatalog({ sources: [source], watch: true })
    const changes = catalog.changes()[Symbol.asyncIterator]()
    const next = async (): Promise<readonly string[]> =>
      ((await changes.next()).value as CatalogChange).diff.changes.map(({ change, ref }) => `${change} ${ref}`)
    source.writeNeighbour('readme.md', 'kind: [')
    source.writeNeighbour('x/2.yaml', component('two', 'owner: nobody'))
    expect(await next()).toEqual(['added component:default/two'])
    source.writeNeighbour('x/1.yaml', component('other', 'owner: nobody'))
    expect(await next()).toEqual(['removed component:default/one', 'added component:default/other', 'changed group:default/team-a'])
    source.remove('x/2.yaml')
    expect(await next()).toEqual(['removed component:default/two'])
    source.writeNeighbour('CODEOWNERS', '* @acme/a')
    expect(await next()).toEqual([])
    expect(catalog.snapshot.internals.codeowners.length).toBe(1)
    await catalog.close()
  })

  test('end when their signal aborts', async () => {
    const catalog = await createCatalog({ sources: [memory({ files: world })] })
    const stop = new AbortController()
    const next = catalog.changes({ signal: stop.signal })[Symbol.asyncIterator]().next()
    stop.abort()
    expect((await next).done).toBe(true)
  })

  test('lead to the same catalog as a new reading', async () => {
    const source = memory({ files: world })
    const catalog = await createCatalog({ sources: [source], watch: true })
    const changes = catalog.changes()[Symbol.asyncIterator]()
    const edits = [
      () => source.write('a.yaml', component('pay', 'owner: team-b')),
      () => source.write('d.yaml', [group('team-b'), component('shop', 'owner: team-b')].join('---\n')),
      () => source.remove('b.yaml'),
      () => source.write('b.yaml', world['b.yaml']),
      () => source.write('a.yaml', 'kind: ['),
    ]
    for (const edit of edits) {
      edit()
      await changes.next()
      const fresh = await createCatalog({ sources: [memory({ files: Object.fromEntries(await filesOf(source)) })] })
      expect(catalog.revision).toBe(fresh.revision)
      expect([...catalog.entities]).toEqual([...fresh.entities])
      expect(catalog.diagnostics).toEqual(fresh.diagnostics)
    }
    await catalog.close()
  })
})

test('a closed catalog still answers, and no longer refreshes', async () => {
  const catalog = await createCatalog({ sources: [memory({ files: world })], watch: true, refreshEveryMs: 10 })
  await catalog.close()
  expect(catalog.size).toBe(3)
  await expect(catalog.refresh()).rejects.toMatchObject({ code: 'aborted' })
})

async function filesOf(source: ReturnType<typeof memory>): Promise<readonly (readonly [string, string])[]> {
  const files: (readonly [string, string])[] = []
  for await (const item of source.read({ signal: new AbortController().signal, known: new Map() })) {
    if (item.type === 'text') files.push([item.path, item.text])
  }
  return files
}
