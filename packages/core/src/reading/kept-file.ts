import type { FieldPosition, ParsedFile } from '../descriptor/types.ts'
import { hashText } from '../hash.ts'
import type { ItemOrigin, ObjectItem, TextItem } from '../source/types.ts'
import type { Neighbours } from './neighbours.ts'

/**
 * A parsed file that is kept until the next reading, with what is needed to recognize it. An item of a source becomes a parsed file, then a
 * kept file, and all kept files of a source are its reading.
 */
export interface KeptFile extends ParsedFile {
  /** The fingerprint of the content it was parsed from; absent for data with cycles, which has none. */
  readonly hash: string | undefined
  /** The fingerprint of what a reader can see of it. */
  readonly digest: string
  /** What it read from other files. */
  readonly neighbours: Neighbours
  /** Yielded by the source itself; otherwise only a Location refers to it. */
  readonly own: boolean
  /** The field positions that messages have needed so far, by `positionKey`. */
  readonly positions: ReadonlyMap<string, FieldPosition>
  /** Kept when it has neighbours: it is parsed again when one of them changes. */
  readonly item?: TextItem | ObjectItem | undefined
}

/** The fingerprint of an item's content, and the content's length. */
export function hashItem(item: TextItem | ObjectItem): { readonly hash: string | undefined; readonly bytes: number } {
  if (item.type === 'text') return { hash: hashText(item.text), bytes: item.text.length }
  try {
    const text = JSON.stringify(item.value)
    return { hash: hashText(text), bytes: text.length }
  } catch {
    return { hash: undefined, bytes: 0 }
  }
}

/** True when an item would be parsed exactly as the file was. */
export function isSameItem(file: KeptFile, item: TextItem | ObjectItem, hash: string | undefined): boolean {
  const { location, viewUrl, editUrl } = file.origin
  return hash !== undefined && file.hash === hash && location === item.location && viewUrl === item.viewUrl && editUrl === item.editUrl
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
