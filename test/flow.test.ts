import { describe, expect, test } from 'vitest'
import { crowdedFolders, flow, importCircles, importsWithin, sourceFiles, wrongImports, wrongImportsOf } from './support/flow.ts'

describe('the direction of imports', () => {
  test('no import in a package points backwards', () => {
    expect(wrongImports()).toEqual([])
  })

  test('every row of the table has files', () => {
    for (const { src, table } of flow) {
      const files = sourceFiles(src)
      const empty = table.filter(({ name }) => {
        const path = `${src}/${name.replace(/\/\*$/, '')}`
        return !files.some(file => file === path || file.startsWith(`${path}/`))
      })
      expect(empty, src).toEqual([])
    }
  })

  test('the table itself never points backwards', () => {
    for (const { table } of flow) {
      const names = table.map(({ name }) => name)
      const back = table.flatMap(({ name, parts }, at) =>
        parts.filter(other => !names.slice(0, at).includes(other)).map(other => `${name} → ${other}`),
      )
      expect(back).toEqual([])
    }
  })
})

describe('a wrong import is reported with its line', () => {
  const wrong: readonly (readonly [what: string, file: string, text: string, reported: string])[] = [
    [
      'of a later folder',
      'packages/core/src/catalog/x.ts',
      "\nimport { a } from '../server/x.ts'",
      ":2 imports '../server/x.ts': catalog may not import server",
    ],
    [
      'of a type',
      'packages/core/src/kinds/x.ts',
      "import type { A } from '../catalog/catalog.ts'",
      ":1 imports '../catalog/catalog.ts': kinds may not import catalog",
    ],
    [
      'in a type',
      'packages/core/src/source/x.ts',
      "type A = import('../catalog/catalog.ts').A",
      ":1 imports '../catalog/catalog.ts': source may not import catalog",
    ],
    [
      'at run time',
      'packages/core/src/client/x.ts',
      "\n\nawait import('../server/index.ts')",
      ":3 imports '../server/index.ts': client may not import server",
    ],
    [
      'by an export',
      'packages/core/src/index.ts',
      "export { a } from './server/index.ts'",
      ":1 imports './server/index.ts': index.ts may not import server",
    ],
    [
      'of Node in the core',
      'packages/core/src/hash.ts',
      "import { join } from 'node:path'",
      ":1 imports 'node:path': hash.ts may not import it",
    ],
    [
      'of a DOM library in the core',
      'packages/core/src/client/x.ts',
      "import { html } from 'lit'",
      ":1 imports 'lit': client may not import it",
    ],
    [
      'of another package of this repository in the core',
      'packages/core/src/testing/x.ts',
      "import '@callboard/adapters/files'",
      ': testing may not import it',
    ],
    [
      'of the whole core in an element',
      'packages/widgets/src/owner-badge/x.ts',
      "import { a } from '@callboard/core'",
      ': owner-badge may not import it',
    ],
    [
      'of one element in another',
      'packages/widgets/src/owner-badge/x.ts',
      "import '../entity-card/define.ts'",
      ': owner-badge may not import entity-card',
    ],
    ['of an unpublished entry', 'packages/adapters/src/cli/x.ts', "import '@callboard/core/dist/ref.js'", ': cli may not import it'],
    [
      'of the files of another package',
      'packages/adapters/src/cli/x.ts',
      "import '../../../core/src/ref.ts'",
      ': outside of packages/adapters/src',
    ],
    [
      'of one source in another',
      'packages/adapters/src/sources/git/x.ts',
      "import { files } from '../files/files.ts'",
      ":1 imports '../files/files.ts': sources/git may not import sources/files",
    ],
    [
      'of a library that another source uses',
      'packages/adapters/src/sources/git/x.ts',
      "import { watch } from 'chokidar'",
      ":1 imports 'chokidar': sources/git may not import it, as packages/adapters/src/sources/files/watch-files.ts does",
    ],
    [
      'of a library that is not a dependency',
      'packages/adapters/src/sources/git/x.ts',
      "import { a } from '@octokit/rest'",
      ': sources/git may not import it',
    ],
    [
      'of the command in a source',
      'packages/adapters/src/sources/git/x.ts',
      "import { visible } from '../../cli/output/visible.ts'",
      ': sources/git may not import cli',
    ],
    [
      'of a source in shared code',
      'packages/adapters/src/shared/x.ts',
      "import { files } from '../sources/files/files.ts'",
      ': shared may not import sources/files',
    ],
    ['of a library in shared code', 'packages/adapters/src/shared/x.ts', "import picomatch from 'picomatch'", ': shared may not import it'],
    [
      'of a source in the server',
      'packages/adapters/src/node/x.ts',
      "import { files } from '../sources/files/files.ts'",
      ': node may not import sources/files',
    ],
    ['of a test', 'packages/core/src/catalog/x.ts', "import './made-files.fixture.ts'", ': a file of tests'],
    [
      'that is computed',
      'packages/core/src/catalog/x.ts',
      'const a = (b: string) => import(b)',
      ":1 imports '(computed)': catalog may not import it",
    ],
  ]
  test.each(wrong)('%s', (_, file, text, reported) => {
    const [first, ...more] = wrongImportsOf(file, text)
    expect(first).toContain(`${file}:`)
    expect(first).toContain(reported)
    expect(more).toEqual([])
  })

  test('a file in no row of the table is reported', () => {
    expect(wrongImportsOf('packages/core/src/magic/x.ts', '')).toEqual([
      'packages/core/src/magic/x.ts:1 belongs to no part of the table in test/support/flow.ts',
    ])
  })

  test('a source may import libraries that no other source uses, and shared code', () => {
    const text = "import 'yaml'\nimport '../../shared/confine.ts'\nimport './y.ts'\nimport 'node:fs'\nimport '@callboard/core'"
    expect(wrongImportsOf('packages/adapters/src/sources/git/x.ts', text)).toEqual([])
    expect(wrongImportsOf('packages/adapters/src/cli/x.ts', "import '../sources/git/git.ts'")).toEqual([])
  })

  test('an import in a comment or a string does not count', () => {
    expect(wrongImportsOf('packages/core/src/hash.ts', "// import 'node:fs'\nconst a = `import 'node:fs'`")).toEqual([])
  })
})

describe('the folders', () => {
  test.each(flow.map(({ src }) => src))('%s has no circular imports', src => {
    expect(importCircles(importsWithin(src))).toEqual([])
  })

  test('a circular import is reported once, with its full path', () => {
    const files = new Map([
      ['a.ts', ['b.ts', 'd.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['b.ts']],
      ['d.ts', ['d.ts']],
    ])
    expect(importCircles(files)).toEqual(['b.ts → c.ts → b.ts', 'd.ts → d.ts'])
  })

  test('no folder of the core has more than sixteen source files, except for the list of kinds', () => {
    const files = sourceFiles('packages/core/src').filter(file => !file.startsWith('packages/core/src/kinds/'))
    expect(crowdedFolders(files, 16)).toEqual([])
  })

  test('a crowded folder is reported with its number of files', () => {
    expect(crowdedFolders(['x/a.ts', 'x/b.ts', 'x/y/c.ts'], 1)).toEqual(['x: 2'])
  })
})
