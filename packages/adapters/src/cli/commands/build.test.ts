import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { fixtures, run, runJson } from '../run.fixture.ts'

function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
  return Object.fromEntries(paths.sort().map(path => [path, readFileSync(join(folder, path), 'utf8')]))
}

describe('build', () => {
  test('writes a manifest, the data that it names, a badge for each entity and an index', async () => {
    const out = join(tempFolder(), 'site/portal')
    const { code, out: said } = await run(['build', 'shop', '--out', out])
    expect(code).toBe(0)
    expect(said).toMatch(/^8 entities in \d+ files \(\d+ kB\): .*site\/portal\n$/)
    const written = filesIn(out)
    const manifest = JSON.parse(written['callboard.json'] ?? '') as {
      type: string
      entities: number
      data: { index: string; owners: string[]; entities: string[] }
    }
    expect(manifest).toMatchObject({ callboard: 1, type: 'static', entities: 8 })
    for (const path of [manifest.data.index, ...manifest.data.owners, ...manifest.data.entities]) expect(written).toHaveProperty([path])
    expect(Object.keys(written).filter(path => path.startsWith('badge/'))).toHaveLength(8)
    expect(written['index.html']).toMatch(/^<!doctype html>/i)
  })

  test('as JSON says what was written, and the same catalog gives the same files', async () => {
    const one = join(tempFolder(), 'one')
    const two = join(tempFolder(), 'two')
    const { code, value } = await runJson(['build', 'shop', '--out', one])
    expect(code).toBe(0)
    expect(value).toEqual({
      out: one,
      files: Object.keys(filesIn(one)).length,
      bytes: expect.any(Number),
      entities: 8,
      revision: expect.any(String),
    })
    await run(['build', 'shop', '--out', two])
    expect(filesIn(two)).toEqual(filesIn(one))
  })

  test('of the same files in two folders writes the same, and no path of the machine', async () => {
    const [one, two] = [tempFolder(), tempFolder()]
    for (const root of [one, two]) cpSync(join(fixtures, 'shop'), join(root, 'catalog'), { recursive: true })
    const outs = [tempFolder(), tempFolder(), tempFolder()]
    await run(['build', join(one, 'catalog'), '--out', outs[0] ?? ''])
    await run(['build', join(two, 'catalog'), '--out', outs[1] ?? ''])
    await run(['build', '--out', outs[2] ?? ''], { cwd: join(one, 'catalog') })
    const [first, ...others] = outs.map(filesIn)
    expect(others).toEqual([first, first])
    expect(JSON.stringify(first)).not.toContain(one)
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(5)
  })

  test('replaces an earlier build, even one that was broken off, and leaves other files alone', async () => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a'), 'catalog/b.yaml': componentText('b') })
    const build = async (): Promise<Readonly<Record<string, string>>> => {
      expect((await run(['build', 'catalog', '--out', 'out'], { cwd: root })).code).toBe(0)
      return filesIn(join(root, 'out'))
    }
    const first = await build()
    expect(first).toHaveProperty(['badge/component/default/b.svg'])
    writeInto(root, 'out/CNAME', 'portal.shop.example')
    writeInto(root, 'catalog/b.yaml', '# nothing\n')
    const second = await build()
    expect(second).not.toHaveProperty(['badge/component/default/b.svg'])
    expect(Object.keys(second).filter(path => path.startsWith('data/'))).toHaveLength(1)
    expect(second).toHaveProperty('CNAME')
    const brokenOff = tempFolder({ 'data/half.json': '{', 'badge/x.svg': '<svg' })
    expect((await run(['build', 'shop', '--out', brokenOff])).code).toBe(0)
    expect(filesIn(brokenOff)).not.toHaveProperty(['data/half.json'])
  })

  test('keeps the earlier build when the catalog cannot be read or holds nothing', async () => {
    const out = join(tempFolder(), 'out')
    await run(['build', 'shop', '--out', out])
    const before = filesIn(out)
    expect((await run(['build', 'empty', '--out', out])).code).toBe(2)
    expect((await run(['build', 'nowhere', '--out', out])).code).toBe(2)
    expect(filesIn(out)).toEqual(before)
  })

  test('touches no folder that is not its own', async () => {
    const folder = tempFolder({ 'index.html': 'mine', 'notes.txt': 'mine' })
    expect(await run(['build', 'shop', '--out', folder])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is not empty and holds no earlier build/),
    })
    expect(filesIn(folder)).toEqual({ 'index.html': 'mine', 'notes.txt': 'mine' })
    expect(readdirSync(fixtures).sort()).toEqual(['empty', 'shop', 'troubled'])
  })

  test('says in one sentence where it cannot write', async () => {
    const root = tempFolder({ 'out/data': 'a file where a folder belongs' })
    expect(await run(['build', 'shop', '--out', join(root, 'out')])).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^callboard: \S+\/out\/data\/\S+ cannot be written: a file is where a folder belongs\.\n$/),
    })
    expect((await run(['build', 'shop', '--out', join(root, 'out/data/deeper')])).err).toMatch(
      /^callboard: [^\n]+ cannot be written: a file is where a folder belongs\.\n$/,
    )
  })

  test('stops when it is interrupted, and exits 1', async () => {
    const stopped = AbortSignal.abort()
    expect(await run(['build', 'shop', '--out', join(tempFolder(), 'out')], { signal: stopped })).toMatchObject({ code: 1, out: '' })
  })
})
