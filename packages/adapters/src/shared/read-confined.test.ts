import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tempFolder, writeInto } from '../temp-folder.fixture.ts'
import { openConfined, readBytes, readConfined } from './read-confined.ts'

describe('a file in a folder', () => {
  test('is read as text, and is reported unchanged for the revision it already had', async () => {
    const root = tempFolder({ 'a.yaml': 'kind: A' })
    const first = await readConfined(root, 'a.yaml', 100)
    expect(first).toEqual({ text: 'kind: A', revision: expect.stringMatching(/^\d+:\d+:7:\d+$/) })
    const revision = typeof first === 'object' ? first.revision : ''
    expect(await readConfined(root, 'a.yaml', 100, revision)).toBe('unchanged')
    expect(await readConfined(root, 'a.yaml', 100, 'another')).toEqual(first)
    writeInto(root, 'a.yaml', 'kind: Longer')
    expect(await readConfined(root, 'a.yaml', 100, revision)).toMatchObject({ text: 'kind: Longer' })
  })

  test('can have as many bytes as the limit, but not one more', async () => {
    const root = tempFolder({ 'a.txt': '12345' })
    expect(await readBytes(root, 'a.txt', 5)).toMatchObject({ bytes: expect.objectContaining({ length: 5 }) })
    await expect(readBytes(root, 'a.txt', 4)).rejects.toMatchObject({
      code: 'limit-exceeded',
      message: expect.stringMatching(/5 bytes.* 4$/),
    })
  })

  test('is undefined for a folder or a missing path', async () => {
    const root = tempFolder({})
    mkdirSync(join(root, 'folder'))
    expect([await readBytes(root, 'folder'), await readConfined(root, 'gone', 9), await openConfined(root, 'folder')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('behind a link is read inside the folder and refused outside, even for a known revision', async () => {
    const world = tempFolder({ 'root/a.yaml': 'a', 'other/b.yaml': 'b' })
    const root = join(world, 'root')
    symlinkSync('a.yaml', join(root, 'link.yaml'))
    symlinkSync('../other/b.yaml', join(root, 'out.yaml'))
    const inside = await readConfined(root, 'link.yaml', 9)
    expect(inside).toMatchObject({ text: 'a' })
    expect(await readConfined(root, 'link.yaml', 9, typeof inside === 'object' ? inside.revision : '')).toBe('unchanged')
    const outside = await readConfined(join(world, 'other'), 'b.yaml', 9)
    const revision = typeof outside === 'object' ? outside.revision : ''
    await expect(readConfined(root, 'out.yaml', 9, revision)).rejects.toMatchObject({ code: 'refused' })
  })
})
