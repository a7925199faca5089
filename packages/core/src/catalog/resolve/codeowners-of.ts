import { isInFolder } from '../../codeowners/match-codeowners.ts'
import type { CodeownersFile } from '../../codeowners/types.ts'
import type { CatalogGraph } from '../graph/graph.ts'

/**
 * The CODEOWNERS files for a path: those of the innermost repository around it in each source, or else those at the roots of the sources. A
 * repository without CODEOWNERS inherits no owners from the one around it.
 */
export function codeownersOf(graph: CatalogGraph, path: string, source: string | undefined): readonly CodeownersFile[] {
  const files = graph.codeowners.filter(file => source === undefined || file.source === source)
  const roots = new Map<string, string>()
  for (const repository of graph.repositories ?? files) {
    if (source !== undefined && repository.source !== source) continue
    if (!isInFolder(repository.root, path)) continue
    const known = roots.get(repository.source)
    if (known === undefined || repository.root.length > known.length) roots.set(repository.source, repository.root)
  }
  const isNested = [...roots.values()].some(root => root !== '')
  return files.filter(file => roots.get(file.source) === file.root && (file.root !== '' || !isNested))
}

/** The root of the innermost repository around a path of a source. */
export function repositoryRoot(graph: CatalogGraph, path: string, source: string): string {
  let found = ''
  for (const { source: name, root } of graph.repositories ?? []) {
    if (name === source && root.length > found.length && isInFolder(root, path)) found = root
  }
  return found
}
