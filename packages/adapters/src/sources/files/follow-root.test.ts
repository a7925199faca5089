import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { following, withoutRoot } from './follow-folder.fixture.ts'

const slow = 30_000

function link(target: string, path: string): void {
  symlinkSync(target, `${path}.next`)
  renameSync(`${path}.next`, path)
}

/** Two releases of a folder, and `current`, a link to the first. */
function releases(): string {
  const root = tempFolder({
    'one/catalog/a.yaml': componentText('a'),
    'one/catalog/b.yaml': componentText('old'),
    'two/catalog/a.yaml': componentText('a', { owner: 'team-b' }),
    'two/catalog/b.yaml': componentText('new'),
  })
  link('one', join(root, 'current'))
  return root
}

describe('a replaced root is followed', () => {
  test.each([
    ['a link to the folder', 'current', 2],
    ['a folder behind a link', 'current/catalog', 2],
    ['a glob behind a link', 'current/**/*.yaml', 2],
    ['a file behind a link', 'current/catalog/b.yaml', 1],
  ])(
    '%s',
    async (_, path, size) => {
      const root = releases()
      const { catalog, until } = await following(join(root, path))
      expect(catalog.get('component:old')).toBeDefined()
      link('two', join(root, 'current'))
      await until(() => catalog.get('component:new') !== undefined)
      expect(catalog.size).toBe(size)
      writeInto(root, 'two/catalog/b.yaml', componentText('newer'))
      await until(() => catalog.get('component:newer') !== undefined)
      link('one', join(root, 'current'))
      rmSync(join(root, 'two'), { recursive: true })
      await until(() => catalog.get('component:old') !== undefined)
      expect(catalog.size).toBe(size)
      expect(catalog.sources).toMatchObject([{ state: 'fresh' }])
    },
    slow,
  )

  test(
    'two renames in a row',
    async () => {
      const root = releases()
      const { catalog, until } = await following(join(root, 'one'))
      for (const name of ['first', 'second', 'third']) {
        mkdirSync(join(root, 'next'))
        writeInto(root, 'next/catalog/c.yaml', componentText(name))
        renameSync(join(root, 'one'), join(root, `before-${name}`))
        renameSync(join(root, 'next'), join(root, 'one'))
        await until(() => catalog.get(`component:${name}`) !== undefined)
        expect(catalog.size).toBe(1)
      }
      writeInto(root, 'one/catalog/c.yaml', componentText('edited'))
      await until(() => catalog.get('component:edited') !== undefined)
    },
    slow,
  )

  test(
    'two renames in a row of a folder inside',
    async () => {
      const root = releases()
      const { catalog, until } = await following(join(root, 'one'))
      cpSync(join(root, 'two/catalog'), join(root, 'next'), { recursive: true })
      renameSync(join(root, 'one/catalog'), join(root, 'away'))
      renameSync(join(root, 'next'), join(root, 'one/catalog'))
      await until(() => catalog.get('component:new') !== undefined)
      writeInto(root, 'one/catalog/b.yaml', componentText('newer'))
      await until(() => catalog.get('component:newer') !== undefined)
      expect(catalog.size).toBe(2)
    },
    slow,
  )
})

test(
  'entities of a folder that becomes a file are kept, stale, until it is a folder again',
  async () => {
    const root = releases()
    const { catalog, until } = await following(join(root, 'one'))
    renameSync(join(root, 'one'), join(root, 'away'))
    writeInto(root, 'one', 'not a folder')
    await until(() => catalog.sources[0]?.because !== undefined)
    expect(catalog.sources).toMatchObject([{ state: 'stale', because: expect.stringContaining('is a file now'), entities: 2 }])
    rmSync(join(root, 'one'))
    renameSync(join(root, 'away'), join(root, 'one'))
    await until(() => catalog.sources[0]?.because === undefined)
    expect(catalog.size).toBe(2)
  },
  slow,
)

describe('an empty folder', () => {
  test(
    'that replaces one with entities counts as an unmounted volume: they are kept, and followed when it returns',
    async () => {
      const root = tempFolder({ 'volume/a.yaml': componentText('a'), 'volume/b.yaml': componentText('b') })
      let skew = 0
      const { catalog, until } = await following(join(root, 'volume'), { now: () => Date.now() + skew })
      renameSync(join(root, 'volume'), join(root, 'away'))
      mkdirSync(join(root, 'volume'))
      await until(() => catalog.sources[0]?.state === 'stale')
      skew = 60_000
      await catalog.refresh()
      await catalog.refresh()
      expect(catalog.size).toBe(2)
      expect(catalog.sources).toMatchObject([{ state: 'stale', because: expect.stringContaining('may not be mounted') }])
      rmSync(join(root, 'volume'), { recursive: true })
      renameSync(join(root, 'away'), join(root, 'volume'))
      await until(() => catalog.sources[0]?.state === 'fresh')
      writeInto(root, 'volume/c.yaml', componentText('c'))
      await until(() => catalog.size === 3)
    },
    slow,
  )

  test(
    'under an unmounted volume keeps the entities, and health reports it',
    async ({ skip }) => {
      const root = tempFolder({ 'volume/.keep': '' })
      const volume = join(root, 'volume')
      const mount = (...args: readonly string[]): boolean => spawnSync(args[0] ?? '', args.slice(1)).status === 0
      if (process.platform !== 'linux' || !mount('mount', '-t', 'tmpfs', 'none', volume)) return skip('mounting is not allowed here')
      onTestFinished(() => void mount('umount', '-l', volume))
      writeInto(volume, 'a.yaml', componentText('a'))
      const { catalog, until } = await following(volume)
      expect(catalog.size).toBe(1)
      expect(mount('umount', '-l', volume)).toBe(true)
      await until(() => catalog.sources[0]?.state === 'stale')
      expect(catalog.size).toBe(1)
      mount('mount', '-t', 'tmpfs', 'none', volume)
      writeInto(volume, 'a.yaml', componentText('again'))
      await until(() => catalog.get('component:again') !== undefined)
      expect(catalog.sources).toMatchObject([{ state: 'fresh' }])
      expect(mount('umount', '-l', volume)).toBe(true)
    },
    slow,
  )

  test(
    'that was emptied keeps its entities until a second reading confirms it',
    async () => {
      const root = tempFolder({ 'a.yaml': componentText('a'), 'b.yaml': componentText('b') })
      let skew = 0
      const { catalog, until } = await following(root, { now: () => Date.now() + skew })
      for (const path of ['a.yaml', 'b.yaml']) rmSync(join(root, path))
      await until(() => catalog.sources[0]?.state === 'stale')
      expect(catalog.size).toBeGreaterThan(0)
      expect(catalog.sources[0]?.because).toMatch(/^It returned no entities; last time it returned \d/)
      skew = 5000
      await until(() => catalog.sources[0]?.state === 'fresh')
      expect(catalog.size).toBe(0)
      writeInto(root, 'c.yaml', componentText('c'))
      await until(() => catalog.size === 1)
    },
    slow,
  )
})

describe('a path that can no longer be read', () => {
  /** A folder owned by the user that file permissions apply to, until the test is over. */
  function ownFolder(world: Readonly<Record<string, string>>): string {
    const root = tempFolder(world)
    if (process.geteuid?.() === 0) spawnSync('chown', ['-R', '65534', root])
    onTestFinished(() => void spawnSync('chmod', ['-R', 'u+rwx', root]))
    return root
  }

  const location = (target: string): string =>
    `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { target: ${target} }\n`

  test.skipIf(process.platform === 'win32')(
    'is the root: its entities are kept, stale, and it recovers by itself',
    async () => {
      const root = ownFolder({ 'in/a.yaml': componentText('a'), 'in/sub/b.yaml': componentText('b') })
      await withoutRoot(async () => {
        const { catalog, until } = await following(join(root, 'in'))
        chmodSync(join(root, 'in'), 0o000)
        await until(() => catalog.sources[0]?.state === 'stale')
        expect(catalog.sources[0]?.because).toMatch(/permission denied/)
        expect(catalog.size).toBe(2)
        chmodSync(join(root, 'in'), 0o755)
        await until(() => catalog.sources[0]?.state === 'fresh')
        writeInto(root, 'in/sub/b.yaml', componentText('c'))
        await until(() => catalog.get('component:c') !== undefined)
        expect(catalog.size).toBe(2)
        await catalog.close()
      })
    },
    slow,
  )

  test.skipIf(process.platform === 'win32').each([
    ['a folder inside', 'in', 'sub'],
    ['a folder that a Location includes by a pattern', 'in/all.yaml', 'sub'],
    ['one file', 'in', 'sub/b.yaml'],
    ['a file that a Location includes by a pattern', 'in/all.yaml', 'sub/b.yaml'],
  ])(
    'is %s: its entities are kept, stale, and it recovers by itself',
    async (_, path, closed) => {
      const root = ownFolder({
        'in/all.yaml': location('./sub/*.yaml'),
        'in/sub/b.yaml': componentText('b'),
        'in/sub/c.yaml': componentText('c'),
      })
      await withoutRoot(async () => {
        const { catalog, until } = await following(join(root, path))
        expect(catalog.size).toBe(3)
        chmodSync(join(root, 'in', closed), 0o000)
        await until(() => catalog.owner('component:b').stale !== undefined)
        expect(catalog.owner('component:b').stale?.because).toMatch(/permission denied/)
        expect(catalog.size).toBe(3)
        await catalog.refresh()
        expect(catalog.size).toBe(3)
        chmodSync(join(root, 'in', closed), 0o755)
        await until(() => catalog.owner('component:b').stale === undefined)
        writeInto(root, 'in/sub/b.yaml', componentText('d'))
        await until(() => catalog.get('component:d') !== undefined)
        expect(catalog.size).toBe(3)
        await catalog.close()
      })
    },
    slow,
  )
})
