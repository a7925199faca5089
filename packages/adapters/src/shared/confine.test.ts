import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tempFolder, writeInto } from '../temp-folder.fixture.ts'
import { confine, isInside } from './confine.ts'

/** A folder `root` next to one whose name starts with the same letters. */
function worlds(): string {
  const world = tempFolder({ 'root/a.yaml': 'a', 'root/folder/b.yaml': 'b', 'root-2/secret.yaml': 'secret' })
  symlinkSync('folder', join(world, 'root', 'inner'))
  symlinkSync('../root-2', join(world, 'root', 'outer'))
  symlinkSync('../root-2/secret.yaml', join(world, 'root', 'secret.yaml'))
  symlinkSync('nowhere', join(world, 'root', 'lost'))
  return world
}

describe('a path in a folder', () => {
  test.each([
    ['a.yaml', 'root/a.yaml'],
    ['./folder/../a.yaml', 'root/a.yaml'],
    ['..a', undefined],
    ['', 'root'],
    ['inner/b.yaml', 'root/folder/b.yaml'],
    ['gone.yaml', undefined],
    ['a.yaml/x', undefined],
    ['lost', undefined],
  ])('%j is %j', async (path, place) => {
    const world = worlds()
    expect(await confine(join(world, 'root'), path)).toBe(place === undefined ? undefined : join(world, place))
  })

  test.each(['..', '../root-2/secret.yaml', 'folder/../../root-2', '/etc/passwd', 'outer', 'outer/secret.yaml', 'secret.yaml'])(
    '%j leads outside and is refused, without revealing an absolute path',
    async path => {
      const world = worlds()
      const error: unknown = await confine(join(world, 'root'), path).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'refused', message: expect.stringContaining(path) })
      expect(String(error)).not.toContain(world)
    },
  )

  test('that leads outside is refused even if nothing exists there', async () => {
    await expect(confine(join(worlds(), 'root'), '../gone')).rejects.toMatchObject({ code: 'refused' })
  })

  test('can be in a folder whose name contains dots', async () => {
    const world = worlds()
    mkdirSync(join(world, 'root', '..data'))
    writeInto(world, 'root/..data/c.yaml', 'c')
    expect(await confine(join(world, 'root'), '..data/c.yaml')).toBe(join(world, 'root', '..data', 'c.yaml'))
  })
})

test('a folder whose name starts with the same letters is not inside', () => {
  expect(['/a/root', '/a/root/b', '/a/root/..b', '/a/root-2', '/a', '/'].map(path => isInside('/a/root', path))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
