import type { ParsedFile } from '../descriptor/types.ts'
import { hashText } from '../hash.ts'

/** A fingerprint of everything in a file that a reader can see. */
export function digestFile(file: ParsedFile): string {
  const { source, origin, descriptors, diagnostics } = file
  const seen = descriptors.map(({ entity, index, line }) => [index, line, entity])
  return hashText(JSON.stringify([source, origin.path, origin.location, seen, diagnostics]))
}
