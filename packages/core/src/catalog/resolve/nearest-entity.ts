import { isInFolder } from '../../codeowners/match-codeowners.ts'
import { repositoryRoot } from './codeowners-of.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'

const folders = new WeakMap<CatalogGraph, ReadonlyMap<string, readonly CatalogNode[]>>()

/** The entity whose descriptor lies in the closest folder around a path, the root of a source not counted: everything would be its. */
export function nearestEntity(graph: CatalogGraph, path: string, source?: string): CatalogNode | undefined {
  let byFolder = folders.get(graph)
  if (byFolder === undefined) folders.set(graph, (byFolder = indexFolders(graph)))
  let folder = path.replace(/^(?:\.?\/)+/, '')
  for (let slash = folder.lastIndexOf('/'); slash > 0; slash = folder.lastIndexOf('/')) {
    folder = folder.slice(0, slash)
    const found = byFolder.get(folder)?.find(node => source === undefined || node.descriptor.source === source)
    if (found !== undefined) {
      // What lies in a repository is not described by the one around it.
      return isInFolder(repositoryRoot(graph, path, found.descriptor.source), found.descriptor.path) ? found : undefined
    }
  }
  return undefined
}

/** Only files that say by their name that they describe their folder, and only the first component of each. */
function indexFolders(graph: CatalogGraph): ReadonlyMap<string, readonly CatalogNode[]> {
  const byFolder = new Map<string, CatalogNode[]>()
  for (const node of graph.sorted) {
    const { path, entity } = node.descriptor
    const slash = path.lastIndexOf('/')
    if (slash <= 0 || !/^catalog-info\.(?:ya?ml|json)$/.test(path.slice(slash + 1)) || entity.kind !== 'Component') continue
    const folder = path.slice(0, slash)
    const there = byFolder.get(folder)
    if (there === undefined) byFolder.set(folder, [node])
    else there.push(node)
  }
  return byFolder
}
