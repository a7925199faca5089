import { describe, expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { createCatalog } from './create-catalog.ts'
import type { Catalog } from './catalog.ts'

const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})
const component = (name: string, owner: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: ${owner} }\n`

const neighbours = {
  'CODEOWNERS': '* @acme/top\n*.sql @acme/dba\n',
  'shop/.git/HEAD': 'ref: refs/heads/main\n',
  'shop/.github/CODEOWNERS': '/src/ @acme/shop\n',
  'bare/.git': 'gitdir: ../.git/modules/bare\n',
  'libs/ui/docs/CODEOWNERS': '/a.ts @acme/ui\n',
  'libs/lab/.gitlab/CODEOWNERS': '[Code]\n/src/ @acme/lab\n',
}
const source = () =>
  memory({
    entities: ['top', 'dba', 'shop', 'ui', 'lab'].map(group),
    files: { 'shop/pay/catalog-info.yaml': component('pay', 'nobody'), 'bare/catalog-info.yaml': component('bare', 'ui') },
    neighbours,
  })
const owner = (catalog: Catalog, path: string): string | undefined => catalog.owner(path).owner?.name

describe('a repository in the folder of a source', async () => {
  const catalog = await createCatalog({ sources: [source()] })

  test.each([
    ['README.md', 'top'],
    ['libs/x/a.sql', 'dba'],
    ['shop/src/a.ts', 'shop'],
    ['shop/src/a.sql', 'shop'],
    ['shop/README.md', undefined],
    ['shop/src', 'shop'],
    ['libs/ui/a.ts', 'ui'],
    ['libs/ui/b.ts', undefined],
    ['libs/lab/src/a.c', 'lab'],
    ['bare/a.ts', 'ui'],
    ['bare/a.sql', 'ui'],
  ])('has CODEOWNERS of its own: %s', (path, name) => {
    expect(owner(catalog, path)).toBe(name)
  })

  test('reports the path of the file that decides', () => {
    expect(catalog.owner('shop/src/a.ts').because[0]).toMatchObject({
      step: 'codeowners',
      at: { path: 'shop/.github/CODEOWNERS', line: 1 },
    })
  })

  test('has owners from its own CODEOWNERS, never from those of outer repositories', () => {
    expect(catalog.owner('pay').because.map(({ step, outcome, at }) => [step, outcome, at?.path])).toEqual([
      ['spec.owner', 'unknown-entity', 'shop/pay/catalog-info.yaml'],
      ['codeowners', 'no-match', 'shop/.github/CODEOWNERS'],
    ])
  })

  test('matches a path from its own root if only it has that folder', () => {
    expect(catalog.owner('pay/a.ts')).toMatchObject({ file: 'shop/pay/a.ts', entity: { name: 'pay' }, match: { confidence: 'high' } })
    expect(catalog.owner('src/a.ts')).toMatchObject({ file: 'src/a.ts', owner: { name: 'top' } })
  })
})

test('a repository in a folder called docs uses its own CODEOWNERS', async () => {
  const neighbours = { 'CODEOWNERS': '* @acme/dba\n', 'site/docs/.git/HEAD': '', 'site/docs/CODEOWNERS': '*.md @acme/shop\n' }
  const catalog = await createCatalog({ sources: [memory({ entities: ['dba', 'shop'].map(group), neighbours })] })
  expect(['site/a.md', 'site/docs/a.md'].map(path => owner(catalog, path))).toEqual(['dba', 'shop'])
})

test('a descriptor above a repository does not describe its content', async () => {
  const files = { 'mono/catalog-info.yaml': component('mono', 'top') }
  const nested = memory({ entities: [group('top')], files, neighbours: { 'mono/vendor/.git/HEAD': 'ref: refs/heads/main\n' } })
  const catalog = await createCatalog({ sources: [nested] })
  expect(catalog.owner('mono/src/a.ts').entity?.name).toBe('mono')
  expect(catalog.owner('mono/vendor/a.ts').entity).toBe(undefined)
})

test('CODEOWNERS at the root of another source do not apply in a repository', async () => {
  const other = memory({ name: 'other', neighbours: { CODEOWNERS: '* @acme/dba\n' } })
  const catalog = await createCatalog({ sources: [source(), other] })
  expect(owner(catalog, 'shop/src/a.ts')).toBe('shop')
  expect(owner(catalog, 'shop/README.md')).toBe(undefined)
})

test('added and removed repositories are noticed', async () => {
  const followed = source()
  const catalog = await createCatalog({ sources: [followed], watch: true })
  const changes = catalog.changes()[Symbol.asyncIterator]()
  const next = changes.next()
  followed.writeNeighbour('libs/x/.git/HEAD', 'ref: refs/heads/main\n')
  await next
  expect(owner(catalog, 'libs/x/a.sql')).toBe(undefined)
  const after = changes.next()
  followed.remove('shop/.github/CODEOWNERS')
  await after
  expect(owner(catalog, 'shop/src/a.sql')).toBe(undefined)
  const last = changes.next()
  followed.remove('shop/.git/HEAD')
  await last
  expect(owner(catalog, 'shop/src/a.sql')).toBe('dba')
  await catalog.close()
})

test('a source that cannot find its repositories keeps the earlier ones', async () => {
  const inner = source()
  let fails = false
  const catalog = await createCatalog({
    sources: [
      {
        name: 'remote',
        read: context => inner.read(context),
        files: {
          read: (path, signal) => inner.files?.read(path, signal) ?? Promise.resolve(undefined),
          glob: (pattern, signal) =>
            fails ? Promise.reject(new Error('no')) : (inner.files?.glob(pattern, signal) ?? Promise.resolve([])),
        },
      },
    ],
  })
  fails = true
  await catalog.refresh()
  expect(owner(catalog, 'shop/src/a.ts')).toBe('shop')
  expect(catalog.diagnostics).toContainEqual(
    expect.objectContaining({ code: 'source/unreadable-file', message: 'Cannot look for repositories in remote: no' }),
  )
})

test('a CODEOWNERS that cannot be read keeps its rules, and is no longer reported when it can be read again', async () => {
  const inner = source()
  let fails = false
  const catalog = await createCatalog({
    sources: [
      {
        name: 'remote',
        read: context => inner.read(context),
        files: {
          read: (path, signal) =>
            fails && path === 'CODEOWNERS'
              ? Promise.reject(new Error('no'))
              : (inner.files?.read(path, signal) ?? Promise.resolve(undefined)),
          glob: (pattern, signal) => inner.files?.glob(pattern, signal) ?? Promise.resolve([]),
        },
      },
    ],
  })
  const reported = () => catalog.diagnostics.filter(({ at }) => at.path === 'CODEOWNERS').map(({ code, message }) => `${code} ${message}`)
  const before = [owner(catalog, 'libs/x/a.sql'), ...reported()]
  expect(before).toEqual(['dba'])
  fails = true
  await catalog.refresh()
  expect([owner(catalog, 'libs/x/a.sql'), ...reported()]).toEqual(['dba', 'source/unreadable-file CODEOWNERS cannot be read: no'])
  fails = false
  await catalog.refresh()
  expect([owner(catalog, 'libs/x/a.sql'), ...reported()]).toEqual(before)
})

describe('a CODEOWNERS at the root without a section', () => {
  const ask = async (more: Readonly<Record<string, string>>): Promise<string | undefined> =>
    owner(
      await createCatalog({
        sources: [memory({ entities: [group('top')], neighbours: { CODEOWNERS: 'docs/a.md @acme/top\n', ...more } })],
      }),
      'sub/docs/a.md',
    )

  test('is read as GitHub reads it', async () => {
    expect(await ask({})).toBeUndefined()
  })

  test('is read as GitLab reads it if there is a GitLab pipeline next to it', async () => {
    expect(await ask({ '.gitlab-ci.yml': 'test: { script: make }\n' })).toBe('top')
  })
})
