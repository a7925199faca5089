import type { FieldPosition, ReadFile } from '../descriptor/types.ts'
import { isCallboardError, messageOf } from '../errors.ts'
import { hashText } from '../hash.ts'
import type { ItemOrigin, ObjectItem, SourceFiles, TextItem } from '../source/types.ts'

/** A file as it was read, with what it takes to know it again. */
export interface KnownFile extends ReadFile {
  /** Of the content it was read from; absent when that has none (data with loops). */
  readonly hash: string | undefined
  /** Of what a reader can see of it. */
  readonly digest: string
  /** What it read of its neighbours, and the fingerprint of each answer. */
  readonly neighbours: ReadonlyMap<string, string>
  /** Yielded by the source itself; otherwise only named by a Location. */
  readonly own: boolean
  /** Where the fields stand that messages needed so far, by `positionKey`. */
  readonly positions: ReadonlyMap<string, FieldPosition>
  /** Kept when it has neighbours, whose change makes it be read again. */
  readonly item?: TextItem | ObjectItem | undefined
}

/** The fingerprint of an item's content, and how long that is. */
export function hashItem(item: TextItem | ObjectItem): { readonly hash: string | undefined; readonly bytes: number } {
  if (item.type === 'text') return { hash: hashText(item.text), bytes: item.text.length }
  try {
    const text = JSON.stringify(item.value)
    return { hash: hashText(text), bytes: text.length }
  } catch {
    return { hash: undefined, bytes: 0 }
  }
}

/** True when an item would be read exactly as the file was. */
export function isSameItem(file: KnownFile, item: TextItem | ObjectItem, hash: string | undefined): boolean {
  const { location, viewUrl, editUrl } = file.origin
  return hash !== undefined && file.hash === hash && location === item.location && viewUrl === item.viewUrl && editUrl === item.editUrl
}

/** One string for a field of a document. */
export function positionKey(index: number, field: readonly (string | number)[]): string {
  return JSON.stringify([index, ...field])
}

/** Makes a file remember the positions it was asked for. */
export function rememberPositions(file: Pick<ReadFile, 'locate'>): Pick<KnownFile, 'locate' | 'positions'> {
  const positions = new Map<string, FieldPosition>()
  return {
    positions,
    locate(index, field) {
      const key = positionKey(index, field)
      const found = positions.get(key) ?? file.locate(index, field)
      if (found !== undefined) positions.set(key, found)
      return found
    },
  }
}

/** The part of an item that a file keeps. */
export function originOf({ path, revision, location, viewUrl, editUrl }: ItemOrigin): ItemOrigin {
  return {
    path,
    ...(revision === undefined ? {} : { revision }),
    ...(location === undefined ? {} : { location }),
    ...(viewUrl === undefined ? {} : { viewUrl }),
    ...(editUrl === undefined ? {} : { editUrl }),
  }
}

/** What a file asked of its neighbours. */
export interface RecordedFiles {
  readonly files: SourceFiles
  /** Each question, and the fingerprint of its answer. */
  readonly seen: Map<string, string>
  /** Why questions stayed without an answer: what may be otherwise next time. */
  readonly failures: string[]
}

/** The same files, writing down what was asked and what was answered. */
export function recordFiles(files: SourceFiles): RecordedFiles {
  const seen = new Map<string, string>()
  const failures: string[] = []
  const record = async <T>(question: string, answer: Promise<T>, fingerprint: (answer: T) => string): Promise<T> => {
    try {
      const given = await answer
      seen.set(question, fingerprint(given))
      return given
    } catch (error) {
      const refused = isCallboardError(error, 'refused')
      seen.set(question, refused ? 'refused' : 'failed')
      if (!refused) failures.push(messageOf(error))
      throw error
    }
  }
  return {
    seen,
    failures,
    files: {
      ...(files.isFolder === undefined ? {} : { isFolder: (path, signal) => files.isFolder?.(path, signal) ?? Promise.resolve(false) }),
      read: (path, signal) => record(`read ${path}`, files.read(path, signal), item => (item === undefined ? '' : hashText(item.text))),
      glob: (pattern, signal) => record(`glob ${pattern}`, files.glob(pattern, signal), paths => hashText(paths.join('\n'))),
    },
  }
}

/** True when every neighbour that a file read still gives the same answer. */
export async function hasSameNeighbours(file: KnownFile, files: SourceFiles | undefined, signal: AbortSignal): Promise<boolean> {
  if (file.neighbours.size === 0) return true
  if (files === undefined) return false
  const { files: recording, seen, failures } = recordFiles(files)
  for (const [question, answer] of file.neighbours) {
    const path = question.slice(5)
    try {
      await (question.startsWith('read ') ? recording.read(path, signal) : recording.glob(path, signal))
    } catch {
      if (failures.length > 0) return false
    }
    if (seen.get(question) !== answer) return false
  }
  return true
}
