import type { Catalog, OwnerAnswer } from '@callboard/core'
import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, resolve, sep } from 'node:path'

/**
 * The answer for a query as a shell completes it: a path from the current folder, if a source contains that file or folder. The exact name of an entity means the
 * entity, and a path that does not exist means one from the root of its repository.
 */
export function ownerOnDisk(catalog: Catalog, query: string, cwd: string): OwnerAnswer {
  const isExplicit = /^\.{1,2}(?:[\\/]|$)/.test(query)
  const { how } = catalog.resolve(query)
  if (!isExplicit && (how === 'ref' || how === 'name' || how === 'alias' || how === 'title')) return catalog.owner(query)
  const [path, place] = splitPlace(query)
  const there = pathOnDisk(path, cwd) ?? (isExplicit ? resolve(realpathSync(cwd), path) : undefined)
  if (there === undefined || !isInSource(catalog, there)) return catalog.owner(query)
  const answer = catalog.owner(`${there}${place}`)
  // A word that is also a folder without an owner may still be close to a name.
  if (answer.state === 'unmatched' && answer.entity === undefined && !/[\\/]/.test(query)) return catalog.owner(query)
  return { ...answer, query }
}

/** A path, and the line and column after it. */
function splitPlace(query: string): readonly [path: string, place: string] {
  const [place = ''] = /(?::\d+(?::\d+)?:?|#L\d+.*|\(\d+(?:,\d+)?\))$/.exec(query) ?? []
  return [query.slice(0, query.length - place.length), place]
}

/** The real path of a file or folder; a folder ends with a slash. */
function pathOnDisk(path: string, cwd: string): string | undefined {
  try {
    const real = realpathSync(resolve(cwd, path))
    return statSync(real).isDirectory() ? `${real}${sep}` : real
  } catch {
    return undefined
  }
}

function isInSource(catalog: Catalog, path: string): boolean {
  return isAbsolute(path) && [...catalog.roots().values()].some(root => path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`))
}
