import type { Descriptor, ParsedFile } from '../../descriptor/types.ts'
import type { Position } from '../../diagnostics.ts'
import type { Kind } from '../../kinds/types.ts'
import type { AliasClaim, AliasConflict } from './aliases.ts'
import type { Links } from './link-nodes.ts'
import type { Selection } from './select-descriptors.ts'

/** The parts a graph is built from. */
export interface GraphParts extends Selection, Links {
  readonly files: readonly ParsedFile[]
  readonly kinds: readonly Kind[]
  readonly aliases: ReadonlyMap<string, string>
  readonly aliasClaims: ReadonlyMap<string, readonly (AliasClaim | AliasConflict)[]>
  readonly aliasConflicts: readonly AliasConflict[]
  readonly digests: WeakMap<object, string>
  fileOf(descriptor: Descriptor): ParsedFile | undefined
}

/** The position of a field of a document, or the document's first line if the field cannot be found. */
export function positionOf(parts: Pick<GraphParts, 'fileOf'>, descriptor: Descriptor, field: readonly (string | number)[]): Position {
  const { source, path, index, line } = descriptor
  const found = parts.fileOf(descriptor)?.locate(index, field)
  return found === undefined ? { source, path, line } : { source, path, line: found.line, column: found.column }
}

/** One string for a path of a source. */
export function fileKey(source: string, path: string): string {
  return `${source}\n${path}`
}
