import type { CatalogGraph, CatalogNode } from '../graph.ts'

const folders = new WeakMap<CatalogGraph, ReadonlyMap<string, CatalogNode>>()

/** The entity whose descriptor lies in the closest folder around a path, the root of a source not counted: everything would be its. */
export function nearestEntity(graph: CatalogGraph, path: string): CatalogNode | undefined {
  let byFolder = folders.get(graph)
  if (byFolder === undefined) folders.set(graph, (byFolder = indexFolders(graph)))
  const parts = path.replace(/^(?:\.?\/)+/, '').split('/')
  for (let length = parts.length - 1; length > 0; length--) {
    const found = byFolder.get(parts.slice(0, length).join('/'))
    if (found !== undefined) return found
  }
  return undefined
}

/** Only files that say by their name that they describe their folder, and only the first component in each. */
function indexFolders(graph: CatalogGraph): ReadonlyMap<string, CatalogNode> {
  const byFolder = new Map<string, CatalogNode>()
  for (const node of graph.sorted) {
    const { path, entity } = node.descriptor
    const slash = path.lastIndexOf('/')
    if (slash <= 0 || !/^catalog-info\.(?:ya?ml|json)$/.test(path.slice(slash + 1)) || entity.kind !== 'Component') continue
    const folder = path.slice(0, slash)
    if (!byFolder.has(folder)) byFolder.set(folder, node)
  }
  return byFolder
}
