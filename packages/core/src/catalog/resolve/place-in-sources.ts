import { readPath } from './read-path.ts'
import type { FilePlace } from './look-at-path.ts'

/** The place of an absolute path of this machine, in the innermost source that contains it. `roots` are the folders by source name. */
export function placeInSources(query: string, roots: ReadonlyMap<string, string>): FilePlace | undefined {
  if (roots.size === 0 || query.length > 1000) return undefined
  const reading = readPath(query)
  if (reading === undefined || reading.absolute === undefined) return undefined
  let best: { readonly source: string; readonly root: string } | undefined
  for (const [source, folder] of roots) {
    const root = readPath(`${folder}/`)?.path ?? ''
    const isInside = root === '' || reading.path.startsWith(`${root}/`)
    if (isInside && (best === undefined || root.length > best.root.length)) best = { source, root }
  }
  if (best === undefined) return undefined
  const { source, root } = best
  const path = root === '' ? reading.path : reading.path.slice(root.length + 1)
  return { source, path: reading.isFolder ? `${path}/` : path, removed: reading.removed }
}
