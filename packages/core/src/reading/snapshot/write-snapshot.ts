import { aliasText } from '../../descriptor/alias-text.ts'
import type { DescriptorEdge } from '../../descriptor/types.ts'
import { hashText } from '../../hash.ts'
import type { Kind } from '../../kinds/types.ts'
import type { KeptFile } from '../kept-file.ts'
import { kindsFingerprint } from './kinds-fingerprint.ts'
import { snapshotFormat, type SavedFailure, type SavedFile, type SavedRule, type SavedSnapshot } from './snapshot-format.ts'

/** The parts of one source that are written. */
export interface WrittenSource {
  readonly name: string
  /** Milliseconds since 1970. */
  readonly readAt: number
  /** The time since when it cannot be read; absent if it can. */
  readonly staleSince?: number | undefined
  readonly files: readonly { readonly file: KeptFile; readonly failure: SavedFailure | undefined }[]
}

/** The text of a snapshot, in the form that `readSnapshot` reads. */
export function writeSnapshot(kinds: readonly Kind[], sources: readonly WrittenSource[]): string {
  const rules = new Map<string, number>()
  const targets = new Map<string, number>()
  const saveEdge = ({ type, inverse, target, field }: DescriptorEdge): readonly [number, number] => [
    placeOf(rules, JSON.stringify([type, inverse, ...field])),
    placeOf(targets, target),
  ]
  const contents: string[] = []
  const written = sources.map(({ name, readAt, staleSince, files }) => {
    contents.push(...files.map(({ file }) => JSON.stringify(file.descriptors.map(({ entity }) => entity))))
    const saved = files.map(({ file, failure }) => saveFile(file, failure, saveEdge))
    return { name, readAt, ...(staleSince === undefined ? {} : { staleSince }), files: saved }
  })
  const saved: SavedSnapshot = {
    ...snapshotFormat,
    kinds: kindsFingerprint(kinds),
    rules: [...rules.keys()].map(rule => JSON.parse(rule) as SavedRule),
    targets: [...targets.keys()],
    sources: written,
  }
  const body = [JSON.stringify(saved), ...contents].join('\n')
  return `${hashText(body)}\n${body}`
}

/** The index of a text in a table; a new text is added at the end. */
function placeOf(table: Map<string, number>, text: string): number {
  const place = table.get(text) ?? table.size
  table.set(text, place)
  return place
}

function saveFile(
  file: KeptFile,
  failure: SavedFailure | undefined,
  saveEdge: (edge: DescriptorEdge) => readonly [number, number],
): SavedFile {
  const { origin, hash = '', digest, own, neighbours, locationTargets = [], descriptors, documents, diagnostics } = file
  const isPlain = documents.length === descriptors.length && documents.every(({ valid, diagnostics: found }) => valid && found.length === 0)
  return {
    origin,
    hash,
    digest,
    own,
    ...(failure === undefined ? {} : { failure }),
    reads: [...neighbours.reads],
    globs: [...neighbours.globs],
    locationTargets,
    descriptors: descriptors.map(descriptor => {
      const { ref, index, line, edges } = descriptor
      return [ref, aliasText(descriptor), index, line, ...edges.flatMap(saveEdge)]
    }),
    ...(isPlain ? {} : { documents }),
    diagnostics,
    positions: [...file.positions],
  }
}
