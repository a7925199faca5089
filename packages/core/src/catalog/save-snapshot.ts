import type { DescriptorEdge } from '../descriptor/types.ts'
import { hashText } from '../hash.ts'
import { aliasText } from './graph/aliases.ts'
import { fileKey } from './graph/graph-parts.ts'
import type { Staleness } from './graph/graph.ts'
import type { KnownFile } from '../reading/known-file.ts'
import { kindsFingerprint } from '../reading/kinds-fingerprint.ts'
import { snapshotFormat, type SavedFile, type SavedRule, type SavedSnapshot } from '../reading/snapshot-format.ts'
import type { Catalog } from './catalog.ts'

/**
 * The state of a catalog as a text, for `createCatalog({ snapshot })`: the next start does not parse files with the same content again, and
 * shows the last good entities of a source that cannot be read then.
 */
export function saveSnapshot(catalog: Pick<Catalog, 'snapshot'>): string {
  const { snapshot } = catalog
  const { internals } = snapshot
  // Telling the problems finds the positions that the next start shows without a second parse; so does asking for the owners.
  void snapshot.diagnostics
  for (const { ref, descriptor } of internals.sorted) {
    if (descriptor.edges.some(({ type }) => type === 'ownedBy')) internals.locate(ref, ['spec', 'owner'])
  }
  const rules = new Map<string, number>()
  const targets = new Map<string, number>()
  const saveEdge = ({ type, inverse, target, field }: DescriptorEdge): readonly [number, number] => [
    placeOf(rules, JSON.stringify([type, inverse, ...field])),
    placeOf(targets, target),
  ]
  const contents: string[] = []
  const sources = internals.sources.flatMap(({ name, readAt, staleSince }) => {
    if (readAt === undefined) return []
    const files = (internals.files ?? []).filter(
      (file): file is KnownFile => file.source === name && 'hash' in file && file.hash !== undefined,
    )
    contents.push(...files.map(file => JSON.stringify(file.descriptors.map(({ entity }) => entity))))
    const saved = files.map(file => saveFile(file, internals.staleFiles?.get(fileKey(name, file.origin.path)), saveEdge))
    return [{ name, readAt, ...(staleSince === undefined ? {} : { staleSince }), files: saved }]
  })
  const saved: SavedSnapshot = {
    ...snapshotFormat,
    kinds: kindsFingerprint(internals.kinds),
    rules: [...rules.keys()].map(rule => JSON.parse(rule) as SavedRule),
    targets: [...targets.keys()],
    sources,
  }
  const body = [JSON.stringify(saved), ...contents].join('\n')
  return `${hashText(body)}\n${body}`
}

/** The place of a text in a table, where it is put when it is new. */
function placeOf(table: Map<string, number>, text: string): number {
  const place = table.get(text) ?? table.size
  table.set(text, place)
  return place
}

function saveFile(file: KnownFile, stale: Staleness | undefined, saveEdge: (edge: DescriptorEdge) => readonly [number, number]): SavedFile {
  const { origin, hash = '', digest, own, neighbours, dependsOn, locationTargets = [], descriptors, documents, diagnostics } = file
  const plain = documents.length === descriptors.length && documents.every(({ valid, diagnostics: told }) => valid && told.length === 0)
  return {
    origin,
    hash,
    digest,
    own,
    ...(stale === undefined ? {} : { failure: [stale.since, stale.because] as const }),
    neighbours: [...neighbours],
    dependsOn,
    locationTargets,
    descriptors: descriptors.map(descriptor => {
      const { ref, index, line, edges } = descriptor
      return [ref, aliasText(descriptor), index, line, ...edges.flatMap(saveEdge)]
    }),
    ...(plain ? {} : { documents }),
    diagnostics,
    positions: [...file.positions],
  }
}
