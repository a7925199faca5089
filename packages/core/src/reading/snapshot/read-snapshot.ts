import type { Descriptor, DescriptorEdge, DocumentReport } from '../../descriptor/types.ts'
import type { Diagnostic } from '../../diagnostics.ts'
import { diagnosticCodes } from '../../diagnostics.ts'
import type { Entity } from '../../entity.ts'
import { CallboardError } from '../../errors.ts'
import { hashText } from '../../hash.ts'
import type { Kind } from '../../kinds/types.ts'
import { stringifyRef } from '../../ref.ts'
import type { ItemOrigin } from '../../source/types.ts'
import { kindsFingerprint } from './kinds-fingerprint.ts'
import { positionKey } from '../field-positions.ts'
import type { KeptFile } from '../kept-file.ts'
import type { FailedPath, Reading } from '../reading.ts'
import { snapshotFormat, type SavedFile } from './snapshot-format.ts'

/** The last reading of one source. */
export interface RestoredSource {
  readonly reading: Reading
  readonly readAt: number
  /** The time since when it could not be read; absent if it could. */
  readonly staleSince?: number | undefined
}

/** The last reading of each source, by its name. */
export interface RestoredSnapshot {
  readonly sources: ReadonlyMap<string, RestoredSource>
}

/**
 * Parses the text of `saveSnapshot`. `undefined` for anything else: another format, other kinds, a damaged text. The text is untrusted:
 * every shape that readers rely on is checked.
 */
export function readSnapshot(text: string, kinds: readonly Kind[]): RestoredSnapshot | undefined {
  try {
    const lines = linesOf(text)
    const fingerprint = lines.next().value ?? ''
    if (fingerprint !== hashText(text.slice(fingerprint.length + 1))) return undefined
    const saved: unknown = JSON.parse(lines.next().value ?? '')
    if (!isObject(saved) || saved['callboard'] !== snapshotFormat.callboard || saved['format'] !== snapshotFormat.format) return undefined
    if (saved['kinds'] !== kindsFingerprint(kinds)) return undefined
    const tables = { rules: list(saved['rules']).map(restoreRule), targets: list(saved['targets']).map(canonicalRef) }
    const sources = list(saved['sources']).map(source => {
      const { name, readAt, staleSince, files } = object(source)
      const known = list(files).map(file => restoreFile(string(name), tables, file, lines.next().value ?? ''))
      const reading = {
        files: new Map(known.map(file => [file.origin.path, file])),
        failed: new Map(list(files).flatMap((file, i) => restoreFailure(string(name), known[i]?.origin.path ?? '', object(file)))),
        repositories: [],
        problems: [],
        globs: new Map(),
      }
      return [
        string(name),
        { reading, readAt: number(readAt), ...(staleSince === undefined ? {} : { staleSince: number(staleSince) }) },
      ] as const
    })
    return { sources: new Map(sources) }
  } catch {
    return undefined
  }
}

/** Why a file could not be read. */
function restoreFailure(
  source: string,
  path: string,
  { failure }: Readonly<Record<string, unknown>>,
): readonly (readonly [string, FailedPath])[] {
  if (failure === undefined) return []
  const [since, because] = [number(list(failure)[0]), string(list(failure)[1])]
  return [
    [path, { since, because, diagnostic: { code: 'source/unreadable-file', severity: 'error', message: because, at: { source, path } } }],
  ]
}

function restoreFile(source: string, tables: Tables, value: unknown, content: string): KeptFile {
  const file = object(value) as unknown as SavedFile
  const origin = checkOrigin(file.origin)
  const entities = new KeptEntities(content)
  const descriptors = list(file.descriptors).map((saved, i) => new KeptDescriptor(source, origin.path, tables, list(saved), i, entities))
  const positions = new Map(
    list(file.positions).map(pair => {
      const [key, position] = list(pair)
      const { line, column } = object(position)
      return [string(key), { line: number(line), column: number(column) }]
    }),
  )
  let documents = file.documents === undefined ? undefined : list(file.documents).map(checkReport)
  return {
    source,
    origin,
    hash: string(file.hash),
    digest: string(file.digest),
    own: file.own === true,
    neighbours: { reads: restoreAnswers(file.reads), globs: restoreAnswers(file.globs) },
    locationTargets: list(file.locationTargets).map(checkTarget),
    descriptors,
    // Created on first use, which is rare.
    get documents() {
      return (documents ??= descriptors.map(reportOf))
    },
    diagnostics: list(file.diagnostics).map(checkDiagnostic),
    positions,
    locate: (index, field) => positions.get(positionKey(index, field)),
  }
}

/** Requests to neighbours, and the fingerprints of the results. */
function restoreAnswers(value: unknown): ReadonlyMap<string, string> {
  return new Map(list(value).map(pair => [string(list(pair)[0]), string(list(pair)[1])]))
}

/** A descriptor whose entity is parsed on first use. */
class KeptDescriptor implements Descriptor {
  readonly ref: string
  /** The text of its annotation for old names. */
  readonly aliases: string
  readonly source: string
  readonly path: string
  readonly index: number
  readonly line: number
  readonly edges: readonly DescriptorEdge[]
  readonly #place: number
  readonly #entities: KeptEntities
  #entity: Entity | undefined

  constructor(source: string, path: string, tables: Tables, saved: readonly unknown[], place: number, entities: KeptEntities) {
    this.ref = canonicalRef(saved[0])
    this.aliases = string(saved[1])
    this.source = source
    this.path = path
    this.index = number(saved[2])
    this.line = number(saved[3])
    this.edges = restoreEdges(tables, saved)
    this.#place = place
    this.#entities = entities
  }

  get entity(): Entity {
    return (this.#entity ??= this.#entities.at(this.#place, this.ref))
  }
}

/** The entities of one file, parsed when the first of them is used. */
class KeptEntities {
  #text: string
  #entities: readonly unknown[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Throws `unexpected-answer` for content that `saveSnapshot` did not write: its fingerprint is right, but its shape is not. */
  at(place: number, ref: string): Entity {
    try {
      if (this.#entities === undefined) {
        this.#entities = list(JSON.parse(this.#text)).map(checkEntity)
        this.#text = ''
      }
      const entity = this.#entities[place] as Entity
      const { kind, metadata } = entity
      if (stringifyRef({ kind, namespace: metadata.namespace, name: metadata.name }) === ref) return entity
    } catch (error) {
      throw new CallboardError('unexpected-answer', `The saved snapshot has no entity for ${ref}: delete the snapshot`, { cause: error })
    }
    throw new CallboardError('unexpected-answer', `The saved snapshot has a different entity for ${ref}: delete the snapshot`)
  }
}

function restoreEdges(tables: Tables, saved: readonly unknown[]): readonly DescriptorEdge[] {
  const edges: DescriptorEdge[] = []
  for (let i = 4; i < saved.length; i += 2) {
    const rule = tables.rules[number(saved[i])]
    const target = tables.targets[number(saved[i + 1])]
    if (rule === undefined || target === undefined) throw damaged()
    edges.push({ type: rule.type, inverse: rule.inverse, target, field: rule.field })
  }
  return edges
}

/** The lines of a text, one at a time. */
function* linesOf(text: string): Generator<string, undefined, undefined> {
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start)
    yield text.slice(start, end === -1 ? text.length : end)
    if (end === -1) return undefined
    start = end + 1
  }
  return undefined
}

function checkEntity(value: unknown): Entity {
  const { apiVersion, kind, metadata, spec } = object(value)
  const { name, namespace, uid, etag, title, description, labels, annotations, tags, links } = object(metadata)
  string(apiVersion)
  string(kind)
  string(name)
  if (namespace !== undefined) string(namespace)
  if (uid !== undefined) string(uid)
  if (etag !== undefined) string(etag)
  if (title !== undefined) string(title)
  if (description !== undefined) string(description)
  if (labels !== undefined) checkStrings(labels)
  if (annotations !== undefined) checkStrings(annotations)
  if (tags !== undefined) for (const tag of list(tags)) string(tag)
  if (links !== undefined) for (const link of list(links)) string(object(link)['url'])
  if (spec !== undefined) object(spec)
  return value as Entity
}

function checkStrings(value: unknown): void {
  const map = object(value)
  for (const key in map) string(map[key])
}

/** A rule of the table; its edges share the field. */
interface RestoredRule {
  readonly type: string
  readonly inverse: string
  readonly field: readonly (string | number)[]
}

interface Tables {
  readonly rules: readonly RestoredRule[]
  readonly targets: readonly string[]
}

function restoreRule(value: unknown): RestoredRule {
  const [type, inverse, ...field] = list(value)
  return { type: string(type), inverse: string(inverse), field: field.map(step) }
}

function checkOrigin(value: unknown): ItemOrigin {
  const origin = object(value)
  string(origin['path'])
  for (const key of ['revision', 'location', 'viewUrl', 'editUrl']) {
    if (origin[key] !== undefined) string(origin[key])
  }
  return value as ItemOrigin
}

function checkTarget(value: unknown): NonNullable<KeptFile['locationTargets']>[number] {
  const { path, written, optional, index, field } = object(value)
  return {
    path: string(path),
    ...(written === undefined ? {} : { written: string(written) }),
    optional: optional === true,
    index: number(index),
    field: list(field).map(step),
  }
}

function checkReport(value: unknown): DocumentReport {
  const { index, line, entityRef, valid, diagnostics } = object(value)
  return {
    index: number(index),
    line: number(line),
    ...(entityRef === undefined ? {} : { entityRef: string(entityRef) }),
    valid: valid === true,
    diagnostics: list(diagnostics).map(checkDiagnostic),
  }
}

function checkDiagnostic(value: unknown): Diagnostic {
  const { code, severity, message, at, hint, entityRef, text } = object(value)
  if (!Object.hasOwn(diagnosticCodes, string(code)) || !['error', 'warning', 'info'].includes(string(severity))) throw damaged()
  string(message)
  const { source, path, line, column } = object(at)
  string(source)
  string(path)
  for (const place of [line, column]) if (place !== undefined) number(place)
  for (const words of [hint, entityRef, text]) if (words !== undefined) string(words)
  return value as Diagnostic
}

function reportOf({ index, line, ref }: Descriptor): DocumentReport {
  return { index, line, entityRef: ref, valid: true, diagnostics: [] }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw damaged()
  return value
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged()
  return value
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw damaged()
  return value
}

function canonicalRef(value: unknown): string {
  const ref = string(value)
  if (!/^[^:/]+:[^/]+\/[^]/.test(ref) || ref !== ref.toLowerCase()) throw damaged()
  return ref
}

function number(value: unknown): number {
  if (!Number.isFinite(value)) throw damaged()
  return value as number
}

function step(value: unknown): string | number {
  return typeof value === 'number' ? number(value) : string(value)
}

/** Never seen: whoever reads a snapshot ignores it, or says what is wrong. */
function damaged(): TypeError {
  return new TypeError('damaged')
}
