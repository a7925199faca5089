import type { FieldPosition, ReadFile } from '../descriptor/types.ts'
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

/** The fingerprint of an item's content. */
export function hashItem(item: TextItem | ObjectItem): string | undefined {
  if (item.type === 'text') return hashText(item.text)
  try {
    return hashText(JSON.stringify(item.value))
  } catch {
    return undefined
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

/** The same files, writing down what was asked and the fingerprint of each answer. */
export function recordFiles(files: SourceFiles): { readonly files: SourceFiles; readonly seen: Map<string, string> } {
  const seen = new Map<string, string>()
  return {
    seen,
    files: {
      async read(path, signal) {
        const item = await files.read(path, signal)
        seen.set(`read ${path}`, item === undefined ? '' : hashText(item.text))
        return item
      },
      async glob(pattern, signal) {
        const paths = await files.glob(pattern, signal)
        seen.set(`glob ${pattern}`, hashText(paths.join('\n')))
        return paths
      },
    },
  }
}

/** True when every neighbour that a file read still gives the same answer. */
export async function hasSameNeighbours(file: KnownFile, files: SourceFiles | undefined, signal: AbortSignal): Promise<boolean> {
  if (file.neighbours.size === 0) return true
  if (files === undefined) return false
  const { files: recording, seen } = recordFiles(files)
  try {
    for (const [question, answer] of file.neighbours) {
      const path = question.slice(5)
      await (question.startsWith('read ') ? recording.read(path, signal) : recording.glob(path, signal))
      if (seen.get(question) !== answer) return false
    }
    return true
  } catch {
    return false
  }
}
