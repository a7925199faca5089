import { isInFolder } from '../../codeowners/match-codeowners.ts'
import { repositoryRoot } from './codeowners-of.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'

const folders = new WeakMap<CatalogGraph, ReadonlyMap<string, readonly CatalogNode[]>>()

/** The entity whose descriptor is in the closest folder around a path. Descriptors at a root do not count: they would match everything. */
export function nearestEntity(graph: CatalogGraph, path: string, source?: string): CatalogNode | undefined {
  let byFolder = folders.get(graph)
  if (byFolder === undefined) folders.set(graph, (byFolder = indexFolders(graph)))
  let folder = path.replace(/^(?:\.?\/)+/, '')
  for (let slash = folder.lastIndexOf('/'); slash > 0; slash = folder.lastIndexOf('/')) {
    folder = folder.slice(0, slash)
    const found = byFolder.get(folder)?.find(node => source === undefined || node.descriptor.source === source)
    if (found !== undefined) {
      // A descriptor of the repository around it does not describe a nested repository.
      return isInFolder(repositoryRoot(graph, path, found.descriptor.source), found.descriptor.path) ? found : undefined
    }
  }
  return undefined
}

/** Uses only files whose name says that they describe their folder, and only the first component of each. */
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
