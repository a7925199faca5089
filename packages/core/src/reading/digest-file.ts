import type { ParsedFile } from '../descriptor/types.ts'
import { hashText } from '../hash.ts'

/** What a reader can see of one file, as a fingerprint. */
export function digestFile(file: ParsedFile): string {
  const { source, origin, descriptors, diagnostics } = file
  const seen = descriptors.map(({ entity, index, line }) => [index, line, entity])
  return hashText(JSON.stringify([source, origin.path, origin.location, seen, diagnostics]))
}
