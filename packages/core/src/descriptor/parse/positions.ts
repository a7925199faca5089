import { isCollection, isMap, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml'
import type { ParsedDocument } from './parse-documents.ts'
import type { FieldPath } from '../problem.ts'
import { readForPositions } from './read-carefully.ts'
import type { FieldPosition } from '../types.ts'

/** Finds lines and columns in one text. Parses nothing until asked. */
export interface Positions {
  /** The line and column of an offset. */
  at(offset: number): FieldPosition
  /** The position of a field of a document, or of its nearest parent that exists. */
  of(document: ParsedDocument, field: FieldPath, on: 'key' | 'value'): FieldPosition
}

export function createPositions(text: string): Positions {
  let lines: readonly number[] | undefined
  let latest: { readonly document: ParsedDocument; readonly yaml: Document | undefined } | undefined
  const at = (offset: number): FieldPosition => {
    lines ??= lineStarts(text)
    let low = 0
    let high = lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lines[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 }
  }
  return {
    at,
    of(document, field, on) {
      const { chunk, offset, yaml } = document
      if (field.length === 0) return at(offset)
      if (latest?.document !== document) latest = { document, yaml: yaml ?? readForPositions(text.slice(chunk.start, chunk.end)) }
      const found = latest.yaml === undefined ? undefined : findOffset(latest.yaml, field, on)
      return at(found === undefined ? offset : chunk.start + found)
    },
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  if (/\r(?!\n)/.test(text)) {
    for (const { index } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + (text.startsWith('\r\n', index) ? 2 : 1))
  } else {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  }
  return starts
}

function findOffset(yaml: Document, field: FieldPath, on: 'key' | 'value'): number | undefined {
  let node: Node | null = yaml.contents
  let found: number | undefined
  for (const [i, part] of field.entries()) {
    const isLast = i === field.length - 1
    if (isMap(node)) {
      const pair = (node.items as Pair<Node, Node | null>[]).findLast(({ key }) => keyText(key) === String(part))
      if (pair === undefined) return found
      found = pair.key.range?.[0]
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number') {
      node = (node.items as (Node | null)[])[part] ?? null
      found = node?.range?.[0] ?? found
    } else return found
    if (isLast && on === 'value' && node?.range !== undefined && node.range !== null && node.range[1] > node.range[0]) {
      return isCollection(node) && !node.flow ? found : node.range[0]
    }
  }
  return found
}

/** The key as it is in the data. */
function keyText(key: Node): string {
  if (!isScalar(key)) return String(key)
  return key.value === null ? '' : String(key.value)
}
