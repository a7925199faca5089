import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { run } from '../run.fixture.ts'

const entity = (kind: string, name: string, rest: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`

/** A company with everything that can contain a path: locations, placeholders, references to folders, CODEOWNERS, a repository in a folder, old names, errors. */
const company: Readonly<Record<string, string>> = {
  'catalog-info.yaml': entity(
    'Location',
    'all',
    'spec:\n  type: file\n  targets: [./teams.yaml, ./services/*/catalog-info.yaml, ./missing.yaml]\n',
  ),
  'teams.yaml': entity('Group', 'team', '  title: Team\nspec: { type: team, children: [] }\n'),
  'services/pay/catalog-info.yaml': entity(
    'API',
    'pay',
    `  annotations:\n    backstage.io/techdocs-ref: dir:.\n    callboard.dev/aliases: old-pay\n    backstage.io/source-location: file:./\nspec: { type: openapi, lifecycle: production, owner: team, definition: { $text: ./openapi.yaml } }\n`,
  ),
  'services/pay/openapi.yaml': 'openapi: 3.1.0\n',
  'services/pay/CODEOWNERS': '* @acme/team\n',
  'services/cart/catalog-info.yaml': `${componentText('cart')}  broken: [\n---\n${componentText('second')}`,
  'nested/.git': 'gitdir: elsewhere\n',
  'nested/CODEOWNERS': '*.js @acme/team\n',
  'nested/catalog-info.yaml': componentText('nested'),
  'CODEOWNERS': '/services/ @acme/team\n',
  'same.yaml': componentText('nested'),
}

function write(root: string, paths: readonly string[], time: Date): void {
  for (const path of paths) {
    writeInto(root, path, company[path] ?? '')
    utimesSync(join(root, path), time, time)
  }
}

function filesIn(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
    .map(path => [path, readFileSync(join(folder, path), 'utf8')])
}

test('the same catalog produces the same bytes wherever and whenever it is read, and no file contains an absolute path', async () => {
  const [one, other] = [tempFolder(), tempFolder()]
  const deep = join(other, 'some/where/much deeper/checkout')
  mkdirSync(deep, { recursive: true })
  const paths = Object.keys(company)
  write(one, paths, new Date(2020, 1, 1))
  write(deep, paths.toReversed(), new Date(2024, 5, 5))
  const outs: (readonly (readonly [string, string])[])[] = []
  for (const [cwd, args] of [
    [one, ['build', '.']],
    [deep, ['build', '.']],
    [deep, ['build']],
    ['/', ['build', one]],
    ['/', ['build', deep]],
  ] as const) {
    const out = join(tempFolder(), 'out')
    expect(await run([...args, '--out', out], { cwd })).toMatchObject({ code: 0 })
    outs.push(filesIn(out))
  }
  const names = outs[0]?.map(([path]) => path)
  expect(names).toEqual(
    expect.arrayContaining([
      'callboard.json',
      'callboard.files.json',
      'badge/component/default/nested.svg',
      'badge/api/default/old-pay.svg',
    ]),
  )
  const [first = [], second, third] = outs
  expect(second).toEqual(first)
  expect(third).toEqual(first)
  const machine = [one, other, tmpdir(), homedir(), process.cwd(), hostname(), 'much deeper'].filter(text => text.length > 3)
  for (const files of outs)
    for (const [path, text] of files)
      for (const part of machine) if (!path.startsWith('callboard/')) expect([path, text.includes(part)]).toEqual([path, false])
})
