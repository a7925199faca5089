import type { ParsedFile } from '../descriptor/types.ts'
import type { KeptFile } from '../reading/kept-file.ts'
import { writeSnapshot } from '../reading/snapshot/write-snapshot.ts'
import type { Catalog } from './catalog.ts'
import { fileKey } from './graph/graph-parts.ts'

/**
 * The state of a catalog as text, for `createCatalog({ snapshot })`: the next start does not parse files with the same content again, and
 * uses the last good entities of a source that cannot be read then.
 */
export function saveSnapshot(catalog: Pick<Catalog, 'snapshot'>): string {
  const { snapshot } = catalog
  const { internals } = snapshot
  // Collecting the problems finds the positions that the next start needs without a second parse; so does locating the owners.
  void snapshot.diagnostics
  for (const { ref, descriptor } of internals.sorted) {
    if (descriptor.edges.some(({ type }) => type === 'ownedBy')) internals.locate(ref, ['spec', 'owner'])
  }
  const kept = (internals.files ?? []).filter(isKept)
  const sources = internals.sources.flatMap(({ name, readAt, staleSince }) => {
    if (readAt === undefined) return []
    const files = kept
      .filter(({ source }) => source === name)
      .map(file => {
        const stale = internals.staleFiles?.get(fileKey(name, file.origin.path))
        return { file, failure: stale === undefined ? undefined : ([stale.since, stale.because] as const) }
      })
    return [{ name, readAt, staleSince, files }]
  })
  return writeSnapshot(internals.kinds, sources)
}

/** Files without a fingerprint are parsed again at the next start. */
function isKept(file: ParsedFile): file is KeptFile {
  return 'hash' in file && file.hash !== undefined
}
