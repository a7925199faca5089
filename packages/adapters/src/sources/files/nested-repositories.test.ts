import { createCatalog } from '@callboard/core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { files } from './files.ts'

const team = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: ${name} }\nspec: { type: team, children: [] }\n`

test('a checkout, a worktree and a folder with CODEOWNERS are separate repositories', async () => {
  const root = tempFolder({
    'org.yaml': [team('top'), team('shop'), team('docs')].join('---\n'),
    'CODEOWNERS': '* @acme/top\n',
    'shop/.git/HEAD': 'ref: refs/heads/main\n',
    'shop/CODEOWNERS': '/src/ @acme/shop\n',
    'tree/.git': 'gitdir: /elsewhere\n',
    'tree/a.ts': '',
    'site/docs/CODEOWNERS': '/a.md @acme/docs\n',
    'docs/.git/HEAD': '',
    'docs/CODEOWNERS': '/b.md @acme/docs\n',
  })
  const catalog = await createCatalog({ sources: [files(root)] })
  const owner = (path: string) => catalog.owner(path).owner?.name
  expect(['a.ts', 'shop/src/a.ts', 'shop/a.ts', 'tree/a.ts', 'site/a.md', 'docs/b.md'].map(owner)).toEqual([
    'top',
    'shop',
    undefined,
    undefined,
    'docs',
    'docs',
  ])
})

test('a repository that is cloned into a watched folder is noticed by its files', async () => {
  const root = tempFolder({ 'org.yaml': team('top'), 'CODEOWNERS': '* @acme/top\n', 'shop/a.ts': '' })
  const catalog = await createCatalog({ sources: [files(root)], watch: true })
  const owner = (path: string) => catalog.owner(path).owner?.name
  const changes = catalog.changes()[Symbol.asyncIterator]()
  try {
    expect(owner('shop/a.ts')).toBe('top')
    mkdirSync(join(root, 'shop/.git'))
    writeInto(root, 'shop/b.ts', 'x')
    while (owner('shop/a.ts') !== undefined) await changes.next()
    writeInto(root, 'shop/.github/CODEOWNERS', '*.ts @acme/top\n')
    while (owner('shop/a.ts') !== 'top') await changes.next()
    expect(catalog.owner('shop/a.ts').because[0]?.at?.path).toBe('shop/.github/CODEOWNERS')
  } finally {
    await catalog.close()
  }
})
