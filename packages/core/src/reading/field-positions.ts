import type { FieldPosition, ParsedFile } from '../descriptor/types.ts'
import type { KeptFile } from './kept-file.ts'

/** One string for a field of a document. */
export function positionKey(index: number, field: readonly (string | number)[]): string {
  return JSON.stringify([index, ...field])
}

/** Makes a file remember the positions that were looked up. */
export function rememberPositions(file: Pick<ParsedFile, 'locate'>): Pick<KeptFile, 'locate' | 'positions'> {
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
