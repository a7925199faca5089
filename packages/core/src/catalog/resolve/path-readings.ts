import type { CatalogGraph } from '../graph/graph.ts'
import { knownFolders } from './known-folders.ts'
import { fileOrFolder, isSpecific, pathOf, sameRules, type PathLook } from './look-at-path.ts'
import { decodePath, isHomeFolder, type PathReading } from './read-path.ts'

/** The most likely reading of a path. */
export function bestReading(graph: CatalogGraph, reading: PathReading): PathLook {
  const plain = fileOrFolder(graph, reading)
  for (const [prefix, path] of shorterPaths(graph, reading)) {
    const shorter = fileOrFolder(graph, { ...reading, path })
    if (!sameRules(plain, shorter)) return { ...shorter, removed: [prefix, ...reading.removed] }
  }
  return asDecoded(graph, plain) ?? plain
}

/** A path from the root of a repository in a source, if it can only mean that repository. */
export function inRepository(graph: CatalogGraph, reading: PathReading): PathLook | undefined {
  const { path } = reading
  const [first = '', ...rest] = path.split('/')
  const folders = knownFolders(graph)
  const roots = (graph.repositories ?? []).filter(({ root }) => root !== '')
  if (roots.length === 0 || rest.length === 0 || folders.hasFirst(first)) return undefined
  const [only, ...others] = roots.filter(({ root }) => folders.has(`${root}/${first}`))
  if (only === undefined || others.length > 0) return undefined
  const found = fileOrFolder(graph, { ...reading, path: `${only.root}/${path}` })
  const note = `Read as a path in the repository ${only.root}, the only one with a folder ${first}.`
  return found.nearest !== undefined || isSpecific(found) ? { ...found, note } : undefined
}

/** A path decoded from a URL, if more is known about it than about a name with percent signs. */
function asDecoded(graph: CatalogGraph, plain: PathLook): PathLook | undefined {
  const { reading, rules, nearest } = plain
  const path = decodePath(reading.path)
  if (path === undefined || rules.some(({ pattern }) => pattern.includes('%'))) return undefined
  const found = fileOrFolder(graph, { ...reading, path })
  if (sameRules(plain, found) || (nearest !== undefined && found.nearest === undefined)) return undefined
  return { ...found, note: `Read as the path ${pathOf(path, found.asFolder)}, decoded.` }
}

/**
 * The path without the prefix that `git diff` adds, the revision that `git show` adds, or the folders above a repository, if the rest
 * starts with a known folder.
 */
function shorterPaths(graph: CatalogGraph, { path, isAbsolute, removed }: PathReading): readonly (readonly [string, string])[] {
  const folders = knownFolders(graph)
  const parts = path.split('/')
  const [first = ''] = parts
  if (folders.hasFirst(first)) return []
  const revision = /^[^:]+:(?=[^/:])/.exec(path)?.[0] ?? ''
  const inRevision = path.slice(revision.length)
  if (revision !== '' && folders.hasFirst(inRevision.split('/', 1)[0] ?? '')) return [[revision, inRevision]]
  if (!isAbsolute && !removed.some(part => part.startsWith('../'))) {
    return /^[abciow]$/.test(first) && parts.length > 1 ? [[`${first}/`, parts.slice(1).join('/')]] : []
  }
  for (let from = 1; from < parts.length - 1; from++) {
    if (folders.hasFirst(parts[from] ?? ''))
      return [[`${isAbsolute && !isHomeFolder(first) ? '/' : ''}${parts.slice(0, from).join('/')}/`, parts.slice(from).join('/')]]
  }
  return []
}
