import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
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

const groupText = 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: g }\nspec: { type: team, children: [] }\n'

describe('build', () => {
  test('writes a manifest, the data that it refers to, a badge for each entity and old name, and an index', async () => {
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
    expect(Object.keys(written).filter(path => path.startsWith('badge/'))).toHaveLength(9)
    expect(written['index.html']).toMatch(/^<!doctype html>/i)
  })

  test('lists as JSON what was written, and writes the same files for the same catalog', async () => {
    const one = join(tempFolder(), 'one')
    const two = join(tempFolder(), 'two')
    const { code, value } = await runJson(['build', 'shop', '--out', one])
    expect(code).toBe(0)
    expect(value).toEqual({
      out: one,
      files: Object.keys(filesIn(one)).length - 1,
      bytes: expect.any(Number),
      entities: 8,
      revision: expect.any(String),
    })
    await run(['build', 'shop', '--out', two])
    expect(filesIn(two)).toEqual(filesIn(one))
  })

  test('writes the same for the same files in two folders, and no absolute path', async () => {
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

  test('replaces an earlier build, keeps the data of the last two, and leaves other files alone', async () => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a'), 'catalog/b.yaml': componentText('b') })
    const build = async (): Promise<readonly string[]> => {
      expect((await run(['build', 'catalog', '--out', 'out'], { cwd: root })).code).toBe(0)
      return Object.keys(filesIn(join(root, 'out')))
    }
    const dataOf = (paths: readonly string[]): readonly string[] => paths.filter(path => path.startsWith('data/'))
    const first = await build()
    expect(first).toContain('badge/component/default/b.svg')
    writeInto(root, 'out/CNAME', 'portal.shop.example')
    writeInto(root, 'out/data/mine.json', 'mine')
    writeInto(root, 'out/badge/component/default/mine.svg', 'mine')
    writeInto(root, 'catalog/b.yaml', '# nothing\n')
    const second = await build()
    expect(second).not.toContain('badge/component/default/b.svg')
    expect(second).toEqual(expect.arrayContaining(['CNAME', 'badge/component/default/mine.svg', ...dataOf(first)]))
    expect(dataOf(second)).toHaveLength(3)
    // Repeating a build does not count as another one.
    expect(await build()).toEqual(second)
    writeInto(root, 'catalog/c.yaml', componentText('c'))
    const third = await build()
    expect(dataOf(third)).toEqual(expect.arrayContaining(dataOf(second).filter(path => !first.includes(path))))
    expect(dataOf(third)).toHaveLength(3)
    for (const path of dataOf(first)) expect(third.includes(path)).toBe(path === 'data/mine.json')
  })

  test('keeps the earlier build when the catalog cannot be read or is empty', async () => {
    const out = join(tempFolder(), 'out')
    await run(['build', 'shop', '--out', out])
    const before = filesIn(out)
    expect((await run(['build', 'empty', '--out', out])).code).toBe(2)
    expect((await run(['build', 'nowhere', '--out', out])).code).toBe(2)
    expect(filesIn(out)).toEqual(before)
  })

  test.each<readonly [what: string, files: Readonly<Record<string, string>>, out: string, says: RegExp]>([
    ['a folder with other files', { 'out/notes.txt': 'mine' }, 'out', /^callboard: out is not empty and does not contain an earlier build/],
    ['a folder with only index.html', { 'out/index.html': 'mine' }, 'out', /not empty and does not contain an earlier build/],
    ['a folder with only data', { 'out/data/half.json': '{' }, 'out', /not empty and does not contain an earlier build/],
    ['a folder with data and badges', { 'out/data/a.json': '{}', 'out/badge/x.svg': '<svg' }, 'out', /not contain an earlier build/],
    ['a folder with a manifest of something else', { 'out/callboard.json': '{"name":"x"}' }, 'out', /not contain an earlier build/],
    [
      'a build without a list',
      { 'out/callboard.json': '{"callboard":1,"type":"static"}', 'out/index.html': '' },
      'out',
      /earlier version.*new folder/s,
    ],
    [
      'a list from another program',
      { 'out/callboard.files.json': '["index.html"]', 'out/index.html': 'mine' },
      'out',
      /not a list that Callboard wrote/,
    ],
    ['a temporary file from another program', { 'out/callboard.tmp': 'mine' }, 'out', /not contain an earlier build/],
    ['a file', { out: 'mine' }, 'out', /^callboard: out cannot be written to: a file is where a folder belongs/],
    ['a folder below a file', { out: 'mine' }, 'out/deeper/still', /cannot be written to: a file is where a folder belongs/],
    ['the folder of the catalog', {}, 'catalog', /^callboard: catalog is the catalog that is read/],
    ['a folder that contains the catalog', {}, '.', /^callboard: \. contains the catalog that is read/],
  ])('into %s is refused, and nothing is touched', async (_, files, out, says) => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a'), ...files })
    const before = filesIn(root)
    expect(await run(['build', 'catalog', '--out', out], { cwd: root })).toEqual({ code: 2, out: '', err: expect.stringMatching(says) })
    expect(filesIn(root)).toEqual(before)
  })

  test.each(['out', 'out/deeper'])('into %s, where `out` is a link to nothing, is refused with a sentence', async out => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a') })
    symlinkSync(join(root, 'nothing'), join(root, 'out'))
    expect(await run(['build', 'catalog', '--out', out], { cwd: root })).toEqual({
      code: 2,
      out: '',
      err: `callboard: ${out} cannot be written to: a link leads to a place that does not exist. Use a folder for --out.\n`,
    })
  })

  test('counts one entity as one', async () => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a') })
    expect((await run(['build', 'catalog', '--out', 'out'], { cwd: root })).out).toMatch(/^1 entity in \d+ files \(/)
  })

  test('refuses to write into the current folder when the catalog is read from there', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    expect(await run(['build', '--out', '.'], { cwd: root })).toMatchObject({ code: 2, err: expect.stringContaining('is the catalog') })
  })

  test.each(['../victim.txt', '/etc/victim', 'data/../../victim.txt', 'notes.txt', 'data//x', 'data\\..\\x', '', 'C:/x', 'badge/\0', 7])(
    'a list that contains %j is refused, and nothing is touched',
    async path => {
      const root = tempFolder({ 'catalog/a.yaml': componentText('a'), 'victim.txt': 'mine' })
      await run(['build', 'catalog', '--out', 'out'], { cwd: root })
      for (const key of ['files', 'kept', 'writing']) {
        const list = JSON.parse(readFileSync(join(root, 'out/callboard.files.json'), 'utf8')) as {
          readonly [key: string]: readonly unknown[]
        }
        writeInto(root, 'out/callboard.files.json', JSON.stringify({ ...list, [key]: [...(list[key] ?? []), path] }))
        writeInto(root, 'out/notes.txt', 'mine')
        const before = filesIn(root)
        expect(await run(['build', 'catalog', '--out', 'out'], { cwd: root })).toMatchObject({
          code: 2,
          err: expect.stringContaining('not a file of a build'),
        })
        expect(filesIn(root)).toEqual(before)
      }
    },
  )

  test.each([
    ['a listed file that is a link', 'badge/component/default/a.svg', 'victim.txt'],
    ['a listed file that is a folder', 'index.html', undefined],
    ['a listed file behind a linked folder', 'badge', 'elsewhere'],
    ['a file from another program', 'badge/component/default/b.svg', 'mine'],
    ['a link from another program', 'badge/component/default/b.svg', 'victim.txt'],
    ['a folder where a file belongs', 'badge/component/default/b.svg', undefined],
    ['a file where a folder belongs', 'badge/group', 'mine'],
  ])('%s in the way is refused, and nothing is touched', async (_, path, target) => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a'), 'victim.txt': 'mine', 'elsewhere/component/default/a.svg': 'mine' })
    await run(['build', 'catalog', '--out', 'out'], { cwd: root })
    writeInto(root, 'catalog/b.yaml', `${componentText('b')}---\n${groupText}`)
    rmSync(join(root, 'out', path), { recursive: true, force: true })
    if (target === undefined) mkdirSync(join(root, 'out', path))
    else if (target === 'mine') writeInto(root, `out/${path}`, 'mine')
    else symlinkSync(join(root, target), join(root, 'out', path))
    const before = filesIn(root)
    expect(await run(['build', 'catalog', '--out', 'out'], { cwd: root })).toMatchObject({ code: 2, out: '' })
    expect(filesIn(root)).toEqual(before)
    expect(lstatSync(join(root, 'out', path)).isSymbolicLink()).toBe(target === 'victim.txt' || target === 'elsewhere')
  })

  test('stops when it is interrupted, and exits 1', async () => {
    const stopped = AbortSignal.abort()
    expect(await run(['build', 'shop', '--out', join(tempFolder(), 'out')], { signal: stopped })).toMatchObject({ code: 1, out: '' })
  })
})
