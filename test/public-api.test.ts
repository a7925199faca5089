import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageNames, readManifest } from './support/packed.ts'
import { acceptCommand, acceptedApi, apiChanges, exportedNames, readPublicApi } from './support/public-api.ts'

const root = join(import.meta.dirname, '..')

describe('the public names', () => {
  test('are the accepted ones', () => {
    const changes = apiChanges(acceptedApi(), readPublicApi())
    expect(changes, `Exported names changed. If that is intended, describe it in a changeset and accept it: ${acceptCommand}`).toEqual([])
  })

  test('cover every package, and every entry with code has a name or an effect', () => {
    const api = readPublicApi()
    expect(Object.keys(api)).toEqual(
      expect.arrayContaining(['@callboard/core', '@callboard/core/client', '@callboard/widgets', '@callboard/adapters/files']),
    )
    const empty = Object.entries(api).filter(([entry, names]) => names.length === 0 && !entry.endsWith('/define'))
    expect(empty).toEqual([])
  })
})

describe('the subpaths', () => {
  test.each(packageNames)('of %s list the source first, so that the type checker reads it and not the last build', name => {
    const entries = Object.values(readManifest(join(root, 'packages', name)).exports).filter(
      to => typeof to !== 'string' && to['@callboard/source'] !== undefined,
    )
    expect(entries.length).toBeGreaterThan(1)
    expect(entries.map(to => Object.keys(to))).toEqual(entries.map(() => ['@callboard/source', 'types', 'default']))
  })

  test('of the adapters include the name of each source', () => {
    const { exports } = readManifest(join(root, 'packages', 'adapters'))
    const names = globSync('packages/adapters/src/sources/*', { cwd: root }).map(folder => basename(folder))
    const wanted = names.map(name => [
      `./${name}`,
      {
        '@callboard/source': `./src/sources/${name}/${name}.ts`,
        'types': `./dist/sources/${name}/${name}.d.ts`,
        'default': `./dist/sources/${name}/${name}.js`,
      },
    ])
    expect(wanted.length).toBeGreaterThan(0)
    expect(exports).toMatchObject(Object.fromEntries(wanted))
  })
})

describe('a change of public names', () => {
  test('is reported by entry, with removed and added names', () => {
    const before = { '@callboard/core': ['memory', 'type Entity'], '@callboard/core/old': ['a'], './x': './x.json' }
    const after = { '@callboard/core': ['memory', 'type Thing'], './x': './y.json' }
    expect(apiChanges(before, after)).toEqual([
      '- @callboard/core type Entity',
      '- @callboard/core/old',
      '- @callboard/core/old a',
      '- ./x is ./x.json',
      '+ @callboard/core type Thing',
      '+ ./x is ./y.json',
    ])
    expect(apiChanges(before, before)).toEqual([])
  })

  test('is seen in every form of export, with types separate', () => {
    const text = `export { b, type C, d as e } from './x.ts'
export type { F } from './y.ts'
export interface G {}
export const a = 1
export class H {}
export function i() {}
const hidden = 'export const no = 1'`
    expect(exportedNames('x.ts', text)).toEqual(['H', 'a', 'b', 'e', 'i', 'type C', 'type F', 'type G'])
  })

  test.each(["export * from './x.ts'", 'export default 1'])('%s has no name to track', text => {
    expect(() => exportedNames('x.ts', text)).toThrow('every export has a name')
  })
})
