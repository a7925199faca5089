import type { Catalog, Diagnostic } from '@callboard/core'

/** What `validate` reports for one document. `path` is relative to the path that was given. */
export interface DocumentLine {
  readonly source: string
  readonly path: string
  /** Which document of the file, from 0. */
  readonly index: number
  readonly line: number
  readonly entityRef?: string | undefined
  /** No diagnostic of severity `error`. */
  readonly valid: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** Every document of a catalog with its problems, those found in the document and those found in the graph. Sorted by source, path and index. */
export function documentLines(catalog: Catalog): readonly DocumentLine[] {
  const byFile = new Map<string, Diagnostic[]>()
  for (const diagnostic of catalog.diagnostics) {
    const key = `${diagnostic.at.source}\n${diagnostic.at.path}`
    const list = byFile.get(key)
    if (list === undefined) byFile.set(key, [diagnostic])
    else list.push(diagnostic)
  }
  const lines: DocumentLine[] = []
  for (const { source, path, documents } of catalog.documents) {
    const key = `${source}\n${path}`
    const others = new Set(byFile.get(key))
    byFile.delete(key)
    for (const document of documents) for (const diagnostic of document.diagnostics) others.delete(diagnostic)
    const extra = documents.map((): Diagnostic[] => [])
    for (const diagnostic of others) {
      const at = documents.findLastIndex(document => document.line <= (diagnostic.at.line ?? 1))
      extra[Math.max(0, at)]?.push(diagnostic)
    }
    for (const [i, { index, line, entityRef, diagnostics }] of documents.entries()) {
      const all = [...diagnostics, ...(extra[i] ?? [])].sort(
        (a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0),
      )
      lines.push({
        source,
        path,
        index,
        line,
        ...(entityRef === undefined ? {} : { entityRef }),
        valid: all.every(({ severity }) => severity !== 'error'),
        diagnostics: all,
      })
    }
    if (documents.length === 0 && others.size > 0) lines.push(fileLine(source, path, [...others]))
  }
  // Files without a document: unreadable, too large, outside.
  for (const [key, diagnostics] of byFile) {
    const [source = '', path = ''] = key.split('\n')
    if (path !== '') lines.push(fileLine(source, path, diagnostics))
  }
  return lines.sort((a, b) => compare(a.source, b.source) || compare(a.path, b.path) || a.index - b.index)
}

function fileLine(source: string, path: string, diagnostics: readonly Diagnostic[]): DocumentLine {
  return {
    source,
    path,
    index: 0,
    line: diagnostics[0]?.at.line ?? 1,
    valid: diagnostics.every(({ severity }) => severity !== 'error'),
    diagnostics,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
