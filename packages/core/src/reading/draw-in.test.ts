import { describe, expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { createCatalog } from '../catalog/create-catalog.ts'
import { saveSnapshot } from '../catalog/save-snapshot.ts'

const component = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: a }\n`

const location = (spec: string): string => `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec:\n  ${spec}\n`

async function reported(spec: string, path = 'x/all.yaml'): Promise<readonly string[]> {
  const source = memory({ files: { [path]: location(spec), 'x/teams/a.yaml': component('a') }, neighbours: { 'x/more/deep/n.txt': '' } })
  const { diagnostics } = await createCatalog({ sources: [source] })
  return diagnostics
    .filter(({ code }) => code === 'descriptor/location')
    .map(({ message, hint, at }) => `${String(at.line)}:${String(at.column)} ${message}. ${hint ?? ''}`)
}

describe('a target that is a folder', () => {
  const says = (written: string, pattern: string): string =>
    `5:11 The Location target "${written}" is a folder. Use the path of a file, or a pattern such as "${pattern}".`

  test.each([
    ['./teams', './teams/*.yaml'],
    ['./teams/', './teams/*.yaml'],
    ['teams', 'teams/*.yaml'],
    ['more', 'more/*.yaml'],
    ['/x/teams', '/x/teams/*.yaml'],
    ['./', './*.yaml'],
    ['..', '../*.yaml'],
  ])('is reported as a folder, as written: %s', async (written, pattern) => {
    expect(await reported(`target: ${written}`)).toEqual([says(written, pattern)])
  })

  test('is reported as a folder even if the target is optional', async () => {
    expect(await reported('target: ./teams\n  presence: optional')).toEqual([says('./teams', './teams/*.yaml')])
    expect(await reported('target: ./teams/\n  presence: optional')).toEqual([says('./teams/', './teams/*.yaml')])
    expect(await reported('target: ./none\n  presence: optional')).toEqual([])
  })

  test('is distinguished from a missing file', async () => {
    expect(await reported('target: ./none')).toEqual([
      '5:11 The Location target "./none" refers to a file that does not exist. Correct the path, or set `presence: optional`.',
    ])
  })

  test('is reported with the same message after a restart', async () => {
    const source = memory({ files: { 'all.yaml': location('target: ./teams'), 'teams/a.yaml': component('a') } })
    const first = await createCatalog({ sources: [source] })
    const second = await createCatalog({ sources: [source], snapshot: saveSnapshot(first) })
    expect(second.diagnostics).toEqual(first.diagnostics)
  })
})

test('a placeholder with the path of a folder is reported', async () => {
  const api =
    'apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: { name: a }\nspec: { type: openapi, lifecycle: production, owner: a, definition: { $text: ./spec } }\n'
  const { diagnostics } = await createCatalog({ sources: [memory({ files: { 'a.yaml': api }, neighbours: { 'spec/openapi.yaml': '' } })] })
  expect(diagnostics.find(({ code }) => code === 'descriptor/placeholder')?.message).toBe(
    '$text: "./spec" is a folder; the placeholder stays as written',
  )
})
