import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What gets installed along with the packages. A change that adds one says why, here and in DESIGN.md; there are at most ten. */
const dependencies: readonly string[] = [
  'chokidar',
  'fastest-levenshtein',
  'js-yaml',
  'ky',
  'lit',
  'picomatch',
  'tinyglobby',
  'yaml',
  'zod',
]

interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest

test('the packages depend on these and nothing else', () => {
  const names = readdirSync(join(root, 'packages')).flatMap(name => Object.keys(manifestOf(join('packages', name)).dependencies ?? {}))
  expect([...new Set(names)].filter(name => !name.startsWith('@callboard/')).sort()).toEqual(dependencies)
  expect(dependencies.length).toBeLessThanOrEqual(10)
})

test('each of them is in the table of libraries in DESIGN.md', () => {
  const [, table = ''] = /^## Libraries\n(.*?)^## /ms.exec(readFileSync(join(root, 'DESIGN.md'), 'utf8')) ?? []
  expect(dependencies.filter(name => !table.includes(`\`${name}\``))).toEqual([])
})

test.each(['cyclonedx', 'spdx'])('npm writes the bill of materials of the checkout as %s', async format => {
  const { stdout } = await promisify(execFile)('npm', ['sbom', `--sbom-format=${format}`], {
    cwd: root,
    maxBuffer: 100_000_000,
    shell: process.platform === 'win32',
  })
  const bill = JSON.parse(stdout) as {
    readonly components?: readonly { readonly name: string }[]
    readonly packages?: readonly { readonly name: string }[]
  }
  expect((bill.components ?? bill.packages ?? []).map(({ name }) => name)).toEqual(expect.arrayContaining([...dependencies]))
})
