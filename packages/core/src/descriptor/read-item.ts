import type { Diagnostic } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import { stringifyRef } from '../ref.ts'
import type { ItemOrigin, ObjectItem, SourceFiles, TextItem } from '../source/types.ts'
import { checkEntity } from './check-entity.ts'
import { isPlainObject } from './check/complaints.ts'
import { copyPlainData } from './copy-plain-data.ts'
import { findPlainField } from './parse/find-plain-field.ts'
import { isKindName, isName, isNamespace } from './check/format-rules.ts'
import { resolveLimits } from './limits.ts'
import { parseDocuments, type ParsedDocument, type ParsedText } from './parse/parse-documents.ts'
import { createPositions, type Positions } from './parse/positions.ts'
import type { Problem } from './problem.ts'
import type { Chunk } from './parse/split-documents.ts'
import type { Descriptor, DescriptorLimits, DocumentReport, LocationTarget, ParsedFile } from './types.ts'

/** What reading an item needs. */
export interface ReadItemContext {
  /** The name of the source. */
  readonly source: string
  /** The kinds that entities may have; any other is `descriptor/unknown-kind`. */
  readonly kinds: readonly Kind[]
  /** Where placeholders are read from. @default nowhere */
  readonly files?: SourceFiles | undefined
  /** The source's folder on this machine: absolute paths below it belong to the source. */
  readonly root?: string | undefined
  /** Ends the reading of placeholder targets. */
  readonly signal: AbortSignal
  /** The limits for the file; each has a default. */
  readonly limits?: DescriptorLimits | undefined
}

/** Reads one item of a source: its documents, their entities and relations, and every problem. Never throws, whatever the content. */
export async function readItem(item: TextItem | ObjectItem, context: ReadItemContext): Promise<ParsedFile> {
  const limits = resolveLimits(context.limits)
  const origin = originOf(item)
  const text = item.type === 'text' ? item.text.replace(/^\ufeff/, '') : ''
  const parsed = item.type === 'text' ? parseDocuments(text, item.path, limits) : objectDocument(item, limits)
  const positions = item.type === 'text' ? createPositions(text) : undefined
  const toDiagnostics = diagnosticsMaker(context.source, item.path, positions)
  const placeholders = {
    origin,
    files: context.files,
    root: context.root,
    limits,
    signal: context.signal,
    parsed: 0,
  }
  const descriptors: Descriptor[] = []
  const documents: DocumentReport[] = []
  const targets: LocationTarget[] = []
  for (const [index, document] of parsed.documents.entries()) {
    if (document.data === null && document.problems.length === 0) continue
    const line = positions?.at(document.offset).line ?? 1
    const found = await checkEntity(document, index, text, context.kinds, placeholders)
    const entityRef = found.descriptor?.ref ?? refOf(found.data)
    const diagnostics = toDiagnostics(found.problems, document, entityRef)
    const valid = !diagnostics.some(({ severity }) => severity === 'error')
    documents.push({ index, line, ...(entityRef === undefined ? {} : { entityRef }), valid, diagnostics })
    if (!valid || found.descriptor === undefined) continue
    descriptors.push({ ...found.descriptor, source: context.source, path: item.path, index, line })
    targets.push(...found.targets)
  }
  const own = toDiagnostics(fileProblems(text, item.type, parsed), undefined, undefined)
  if (own.some(({ severity }) => severity === 'error'))
    documents.push({ index: 0, line: own[0]?.at.line ?? 1, valid: false, diagnostics: own })
  const reported = documents.flatMap(({ diagnostics }) => diagnostics)
  return {
    source: context.source,
    origin,
    descriptors,
    documents,
    diagnostics: own.every(diagnostic => reported.includes(diagnostic)) ? reported : [...own, ...reported],
    ...(targets.length === 0 ? {} : { locationTargets: targets }),
    locate: createLocate(text, item, limits, chunksOf(parsed)),
  }
}

function objectDocument(item: ObjectItem, limits: ReturnType<typeof resolveLimits>): ParsedText {
  const copied = copyPlainData(item.value, limits)
  const [data, problems] = 'data' in copied ? [copied.data, []] : [undefined, [copied]]
  return { documents: [{ data, problems, offset: 0, chunk: { start: 0, end: 0 }, hasOddNumbers: true }], problems: [] }
}

/** The problems of the file itself. */
function fileProblems(text: string, type: 'text' | 'object', { documents, problems }: ParsedText): readonly Problem[] {
  if (type === 'object') return problems
  const found = [...problems]
  if (problems.length === 0 && documents.every(({ data }) => data === null)) {
    found.push({ code: 'descriptor/empty', severity: 'info', message: 'The file contains no documents', offset: 0 })
  }
  const garbled = text.search(/[\0\ufffd]/)
  if (garbled !== -1) {
    const what = text[garbled] === '\0' ? 'a NUL character' : 'bytes that are not UTF-8'
    found.push({
      code: 'descriptor/yaml-syntax',
      severity: 'warning',
      message: `The file contains ${what}`,
      offset: garbled,
      hint: 'Save it as UTF-8.',
    })
  }
  return found
}

/** Turns problems into diagnostics, in the order of the text. */
function diagnosticsMaker(source: string, path: string, positions: Positions | undefined) {
  return (problems: readonly Problem[], document: ParsedDocument | undefined, entityRef: string | undefined): readonly Diagnostic[] =>
    problems
      .map(({ code, severity, message, hint, text, offset, field = [], on = 'value' }): Diagnostic => {
        const place =
          positions === undefined
            ? undefined
            : offset !== undefined
              ? positions.at(offset)
              : document === undefined
                ? undefined
                : positions.of(document, field, on)
        return {
          code,
          severity,
          message,
          at: { source, path, ...place },
          ...(hint === undefined ? {} : { hint }),
          ...(entityRef === undefined ? {} : { entityRef }),
          ...(text === undefined ? {} : { text: text.slice(0, 200) }),
        }
      })
      .toSorted((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0))
}

/** Looks up positions. The file is parsed again when the first position needs it, so only its text is kept until then. */
function createLocate(
  text: string,
  item: TextItem | ObjectItem,
  limits: ReturnType<typeof resolveLimits>,
  chunks: readonly (Chunk | undefined)[],
): ParsedFile['locate'] {
  if (item.type === 'object') return () => undefined
  const { path } = item
  let parsed: ParsedText | undefined
  let positions: Positions | undefined
  return (index, field) => {
    positions ??= createPositions(text)
    const [parent, child] = field
    const chunk = chunks[index]
    if (chunk !== undefined && field.length === 2 && typeof parent === 'string' && typeof child === 'string') {
      const offset = findPlainField(text, chunk.start, chunk.end, parent, child)
      if (offset !== undefined) return positions.at(offset)
    }
    parsed ??= parseDocuments(text, path, limits)
    const document = parsed.documents[index]
    return document === undefined ? undefined : positions.of(document, field, 'value')
  }
}

/** The part of the text that belongs to each document alone. */
function chunksOf({ documents }: ParsedText): readonly (Chunk | undefined)[] {
  return documents.map(({ chunk }, i) => {
    const isShared = documents[i - 1]?.chunk.start === chunk.start || documents[i + 1]?.chunk.start === chunk.start
    return isShared ? undefined : { start: chunk.start, end: chunk.end }
  })
}

/** The reference of a document that may be invalid, if its three parts are valid. */
function refOf(data: unknown): string | undefined {
  if (!isPlainObject(data) || !isPlainObject(data['metadata'])) return undefined
  const {
    kind,
    metadata: { name, namespace = 'default' },
  } = data as { kind?: unknown; metadata: { name?: unknown; namespace?: unknown } }
  if (typeof kind !== 'string' || typeof name !== 'string' || typeof namespace !== 'string') return undefined
  return isKindName(kind) && isName(name) && isNamespace(namespace) ? stringifyRef({ kind, namespace, name }) : undefined
}

function originOf({ path, revision, location, viewUrl, editUrl }: ItemOrigin): ItemOrigin {
  return {
    path,
    ...(revision === undefined ? {} : { revision }),
    ...(location === undefined ? {} : { location }),
    ...(viewUrl === undefined ? {} : { viewUrl }),
    ...(editUrl === undefined ? {} : { editUrl }),
  }
}
