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

describe('a target without files', () => {
  const missing = '5:11 The Location target "./none/*.yaml" matches no files. Correct the path, or set `presence: optional`.'

  test('may be a pattern, which is reported unless the target is optional', async () => {
    expect(await reported('target: ./none/*.yaml')).toEqual([missing])
    expect(await reported('target: ./none/*.yaml\n  presence: optional')).toEqual([])
  })

  test.each(['./none.yaml', './teams', 'https://example.com/a.yaml', '../../a.yaml'])('leaves the Location valid: %s', async target => {
    const catalog = await createCatalog({
      sources: [memory({ files: { 'x/all.yaml': location(`target: ${target}`) }, neighbours: { 'x/teams/a.yaml': '' } })],
    })
    expect(catalog.diagnostics.map(({ code }) => code)).toEqual(['descriptor/location'])
    expect(catalog.get('location:all')?.spec).toEqual({ target })
  })
})

test('Locations refer to at most 10,000 files of a source, and what is beyond is reported', async () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`many/${String(i).padStart(5, '0')}.yaml`, '#\n']))
  const neighbours = { ...many, 'many/09999.yaml': component('last') }
  const read = async (more: Readonly<Record<string, string>>) => {
    const files = { 'all.yaml': location('target: ./many/*.yaml') }
    const catalog = await createCatalog({ sources: [memory({ files, neighbours: { ...neighbours, ...more } })] })
    const problems = catalog.diagnostics.filter(({ code }) => code === 'descriptor/location')
    return { names: [...catalog.entities].map(({ metadata }) => metadata.name), problems }
  }
  expect(await read({})).toEqual({ names: ['last', 'all'], problems: [] })
  expect(await read({ 'many/10000.yaml': component('beyond') })).toMatchObject({
    names: ['last', 'all'],
    problems: [
      { severity: 'warning', at: { path: 'all.yaml', line: 5, column: 11 }, message: expect.stringContaining('more than 10000 files') },
    ],
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
