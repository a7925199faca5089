import { readItem } from '../descriptor/read-item.ts'
import { messageOf } from '../errors.ts'
import { hashText } from '../hash.ts'
import { totalLimitError } from '../source/read-items.ts'
import type { ObjectItem, TextItem } from '../source/types.ts'
import { digestFile } from './digest-file.ts'
import { rememberPositions } from './field-positions.ts'
import { hashItem, isSameItem, originOf, type KeptFile } from './kept-file.ts'
import { areSameNeighbours, hasNeighbours, noNeighbours, recordFiles, type Neighbours } from './neighbours.ts'
import { addFile, failPath, type ReadingPass } from './reading-pass.ts'

/**
 * Parses one item and adds it to the reading, or reuses the earlier file if the content is the same. `own` is false for a file that only a
 * Location refers to.
 */
export async function takeItem(pass: ReadingPass, item: TextItem | ObjectItem, own: boolean): Promise<void> {
  const { source, before, draft, name, signal, kinds, limits, sourceLimits } = pass
  const { path } = item
  const { hash, bytes } = hashItem(item)
  draft.bytes += bytes
  if (draft.bytes > sourceLimits.maxBytes) throw totalLimitError('maxBytes', sourceLimits)
  const earlier = before.files.get(path)
  if (earlier !== undefined && isSameItem(earlier, item, hash) && (await areSameNeighbours(earlier.neighbours, source.files, signal))) {
    addFile(pass, takeOver(earlier, item, own))
    return
  }
  const recorded = source.files === undefined ? undefined : recordFiles(source.files)
  try {
    const file = await readItem(item, { source: name, kinds, limits, files: recorded?.files, root: source.root?.(), signal })
    const neighbours = recorded?.seen ?? noNeighbours
    const [failure] = recorded?.failures ?? []
    if (failure !== undefined && earlier !== undefined) {
      failPath(pass, { path, reason: 'unreadable', because: `A file that ${path} includes cannot be read: ${failure}`, byNeighbour: true })
      draft.files.set(path, { ...earlier, own, item, neighbours: joinNeighbours(earlier.neighbours, neighbours) })
      return
    }
    const isAlone = !hasNeighbours(neighbours)
    const digest = item.type === 'text' && isAlone ? digestText(name, item, hash) : digestFile(file)
    addFile(pass, { ...file, ...rememberPositions(file), hash, digest, neighbours, own, ...(isAlone ? {} : { item }) })
  } catch (error) {
    if (signal.aborted) throw error
    failPath(pass, { path, reason: 'unreadable', because: `It cannot be parsed: ${messageOf(error)}` })
  }
}

/** What an earlier file read and what its present text asks for: when either changes, the text is parsed again. */
function joinNeighbours(earlier: Neighbours, now: Neighbours): Neighbours {
  return { reads: new Map([...earlier.reads, ...now.reads]), globs: new Map([...earlier.globs, ...now.globs]) }
}

/** The earlier file, with what may have changed apart from its content. */
function takeOver(earlier: KeptFile, item: TextItem | ObjectItem, own: boolean): KeptFile {
  const hasItem = !hasNeighbours(earlier.neighbours) || earlier.item !== undefined
  if (hasItem && earlier.own === own && earlier.origin.revision === item.revision) return earlier
  return { ...earlier, own, origin: originOf(item), ...(hasItem ? {} : { item }) }
}

/** The fingerprint of a text that includes no other file: its content is enough. */
function digestText(source: string, { path, location, viewUrl, editUrl }: TextItem, hash: string | undefined): string {
  return hashText(JSON.stringify([source, path, location, viewUrl, editUrl, hash]))
}
