// `node --conditions=@callboard/source test/support/public-api.ts --write` writes the exports derived from lists, and accepts the current exports of the packages.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { packageNames, readManifest } from './packed.ts'
import { writeLists } from './widget-lists.ts'

const root: string = join(import.meta.dirname, '..', '..')
const listFile: string = join(root, 'test', 'public-api.json')

/** For each entry, such as `@callboard/core/client`: its names in order, types as `type Name`; or the file, if it is not a source module. */
export type PublicApi = Readonly<Record<string, readonly string[] | string>>

/** The command that accepts a change of the public names. */
export const acceptCommand = 'npm run public-api'

/** The current exports of the packages. */
export function readPublicApi(): PublicApi {
  return Object.fromEntries(
    packageNames.flatMap(name => {
      const folder = join(root, 'packages', name)
      const { name: full, exports } = readManifest(folder)
      return Object.entries(exports).map(([path, to]) => {
        const source = typeof to === 'string' ? undefined : to['@callboard/source']
        const file = typeof to === 'string' ? to : (to['types'] ?? '')
        return [full + path.slice(1), source === undefined ? file : exportedNames(source, readFileSync(join(folder, source), 'utf8'))]
      })
    }),
  )
}

/** The checked-in list. */
export function acceptedApi(): PublicApi {
  return JSON.parse(readFileSync(listFile, 'utf8')) as PublicApi
}

/** The names that a module exports, sorted, values before types. @throws TypeError for `export *` and default exports, whose names cannot be read here. */
export function exportedNames(file: string, text: string): string[] {
  const { errors, module } = parseSync(file, text)
  if (errors[0] !== undefined) throw new TypeError(`${file}: ${errors[0].message}`)
  const entries = module.staticExports.flatMap(({ entries: list }) => list)
  return entries
    .map(({ exportName, isType }) => {
      if (exportName.kind !== 'Name' || exportName.name === null) throw new TypeError(`${file}: every export has a name of its own here`)
      return `${isType ? 'type ' : ''}${exportName.name}`
    })
    .sort((a, b) => Number(a.startsWith('type ')) - Number(b.startsWith('type ')) || (a < b ? -1 : 1))
}

/** One line for each name or entry that was added, removed or changed: `- @callboard/core createCatalog`. */
export function apiChanges(before: PublicApi, after: PublicApi): string[] {
  const was = lines(before)
  const is = lines(after)
  return [
    ...was.filter(line => !is.includes(line)).map(line => `- ${line}`),
    ...is.filter(line => !was.includes(line)).map(line => `+ ${line}`),
  ]
}

function lines(api: PublicApi): string[] {
  return Object.entries(api).flatMap(([entry, names]) =>
    typeof names === 'string' ? [`${entry} is ${names}`] : [entry, ...names.map(name => `${entry} ${name}`)],
  )
}

if (import.meta.main && process.argv.includes('--write')) {
  writeLists()
  writeFileSync(listFile, `${JSON.stringify(readPublicApi(), undefined, 2)}\n`)
}
