import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { following } from './follow-folder.fixture.ts'
import { interestIn } from './interest.ts'

/** How many paths the system watches for this process. */
function watchedPlaces(): number {
  let count = 0
  for (const fd of readdirSync('/proc/self/fdinfo')) {
    try {
      count += readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8').split('inotify wd:').length - 1
    } catch {
      // It has been closed in the meantime.
    }
  }
  return count
}

/** A folder like a home folder: many files, none of them relevant to the catalog. */
function home(world: Readonly<Record<string, string>>): string {
  const others = Array.from({ length: 200 }, (_, i) => [`mail/${String(i % 20)}/${String(i)}.txt`, ''] as const)
  const beside = Array.from({ length: 100 }, (_, i) => [`note-${String(i)}.txt`, ''] as const)
  return tempFolder({ ...Object.fromEntries([...others, ...beside]), ...world })
}

const location = `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: [./teams/*.yaml, ./more/one.yaml] }\n`
const api = `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: { name: pay }\nspec: { type: openapi, lifecycle: production, owner: a, definition: { $text: ./specs/pay.txt } }\n`

describe('a source of one file', () => {
  test.skipIf(process.platform !== 'linux')('watches the file and its folder, and nothing else in it', async () => {
    const root = home({ 'catalog-info.yaml': componentText('a') })
    const before = watchedPlaces()
    const { catalog, until } = await following(join(root, 'catalog-info.yaml'))
    writeInto(root, 'catalog-info.yaml', componentText('b'))
    await until(() => catalog.get('component:b') !== undefined)
    expect(watchedPlaces() - before).toBeLessThan(6)
    writeInto(root, 'next', componentText('c'))
    renameSync(join(root, 'next'), join(root, 'catalog-info.yaml'))
    await until(() => catalog.get('component:c') !== undefined)
    writeInto(root, 'catalog-info.yaml', componentText('d'))
    await until(() => catalog.get('component:d') !== undefined)
  })

  test.skipIf(process.platform !== 'linux')(
    'follows the files that the descriptor refers to and CODEOWNERS, even if they appear later',
    async () => {
      const root = home({
        'all.yaml': `${location}---\n${api}`,
        'specs/pay.txt': 'one',
        'teams/a.yaml': componentText('a'),
        'teams/n.txt': '',
      })
      const before = watchedPlaces()
      const { catalog, until } = await following(join(root, 'all.yaml'))
      expect(catalog.size).toBe(3)
      writeInto(root, 'specs/pay.txt', 'two')
      await until(() => catalog.get('api:pay')?.spec?.['definition'] === 'two')
      writeInto(root, 'teams/a.yaml', componentText('b'))
      await until(() => catalog.get('component:b') !== undefined)
      writeInto(root, 'teams/c.yaml', componentText('c'))
      await until(() => catalog.get('component:c') !== undefined)
      writeInto(root, 'more/one.yaml', componentText('d'))
      await until(() => catalog.get('component:d') !== undefined)
      writeInto(root, '.github/CODEOWNERS', '* @acme/web\n')
      await until(() => catalog.owner('src/main.ts').because.some(({ at }) => at?.path === '.github/CODEOWNERS'))
      expect(catalog.size).toBe(5)
      expect(watchedPlaces() - before).toBeLessThan(20)
    },
  )
})

describe('what matters to a source of one file', () => {
  test('is the requested paths and the folders above them', () => {
    const interest = interestIn('catalog/all.yaml')
    interest.ask('specs/v1/pay.txt')
    expect(['catalog/all.yaml', 'specs/v1/pay.txt', 'catalog/other.yaml', 'specs'].map(interest.hasFile)).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(['', 'catalog', 'specs', 'specs/v1', 'specs/v2', 'mail'].map(interest.hasFolder)).toEqual([true, true, true, true, false, false])
  })

  test('is nothing outside the folder, and each path once', () => {
    const interest = interestIn('all.yaml')
    const reported: string[] = []
    interest.onNew = place => reported.push(place)
    for (const path of ['../secret.txt', 'a/../../secret.txt', './a.txt', 'a.txt', 'all.yaml']) interest.ask(path)
    for (const pattern of ['teams/*.yaml', 'teams/*.yaml']) interest.askAll(pattern)
    expect(reported).toEqual(['a.txt', 'teams'])
  })

  test('is as deep as the pattern', () => {
    const flat = interestIn('all.yaml')
    flat.askAll('teams/*/catalog-info.yaml')
    expect(['teams', 'teams/a', 'teams/a/b'].map(flat.hasFolder)).toEqual([true, true, false])
    const deep = interestIn('all.yaml')
    deep.askAll('teams/**/catalog-info.yaml')
    expect(['teams', 'teams/a', 'teams/a/b/c/d/e', 'other'].map(deep.hasFolder)).toEqual([true, true, true, false])
    expect(['teams/a/b/c/catalog-info.yaml', 'teams/a/b/c/other.yaml'].map(deep.hasFile)).toEqual([true, false])
  })
})
