import { isCallboardError } from '../errors.ts'
import type { ItemOrigin, SourceFiles } from '../source/types.ts'
import type { Report } from './check/complaints.ts'
import type { Limits } from './limits.ts'
import { parseDocuments } from './parse/parse-documents.ts'
import { quote, type FieldPath } from './problem.ts'
import { resolveTarget } from './source-path.ts'

/** What filling placeholders needs. One is created for each file. */
export interface PlaceholderContext {
  readonly origin: ItemOrigin
  readonly files: SourceFiles | undefined
  /** The source's folder on this machine. */
  readonly root?: string | undefined
  readonly limits: Limits
  readonly signal: AbortSignal
  /** How many characters of data files were parsed so far. */
  parsed: number
}

/** Data with its placeholders filled in. */
export interface Filled {
  readonly data: unknown
  /** Placeholders that are left because their file could not be read. */
  readonly open: readonly FieldPath[]
}

/** True when a text may contain a placeholder. */
export function mayHoldPlaceholder(text: string): boolean {
  return text.includes('$text') || text.includes('$json') || text.includes('$yaml')
}

/** Fields that identify the entity: they must be known before any placeholder is filled in. */
const unfilled: ReadonlySet<string> = new Set(['', 'apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'])

/**
 * Replaces each `{ $text | $json | $yaml: path }` with the content of the file. As in Backstage, a mapping with further keys next to one
 * that starts with `$` is left as it is, kind, name and namespace must not be placeholders, and the inserted content is not searched for
 * more. Unlike in Backstage, a placeholder stays as written when its file cannot be read.
 */
export async function fillPlaceholders(data: unknown, context: PlaceholderContext, report: Report): Promise<Filled> {
  const open: FieldPath[] = []
  const walk = async (value: unknown, field: FieldPath): Promise<unknown> => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) value[i] = await walk(value[i], [...field, i])
      return value
    }
    const map = value as Record<string, unknown>
    const keys = Object.keys(map)
    const [first = ''] = keys
    if (!keys.some(key => key.startsWith('$'))) {
      for (const key of keys) {
        const item = map[key]
        const filled = await walk(item, [...field, key])
        if (filled !== item) Object.defineProperty(map, key, { value: filled, writable: true, enumerable: true, configurable: true })
      }
      return value
    }
    if (unfilled.has(field.join('.'))) return value
    if (keys.length !== 1 || !(first === '$text' || first === '$json' || first === '$yaml')) return value
    const filled = await fill(first, map[first], [...field, first], context, report)
    if (filled !== undefined) return filled.value
    open.push(field)
    return value
  }
  return { data: await walk(data, []), open }
}

async function fill(
  key: '$text' | '$json' | '$yaml',
  target: unknown,
  field: FieldPath,
  context: PlaceholderContext,
  report: Report,
): Promise<{ readonly value: unknown } | undefined> {
  const { origin, files, root, limits, signal } = context
  const wrong = (severity: 'error' | 'warning' | 'info', message: string, hint?: string): undefined => {
    report({ code: 'descriptor/placeholder', severity, message, hint, text: typeof target === 'string' ? target : undefined, field })
  }
  if (typeof target !== 'string') return wrong('error', `The placeholder ${key} needs a path, but is ${quote(target)}`)
  const resolved = resolveTarget(target, origin.path, origin.location, root)
  if ('url' in resolved) return wrong('info', `${key}: ${quote(target)} is not fetched; the placeholder stays as written`)
  if ('outside' in resolved)
    return wrong('warning', `${key}: ${quote(target)} leads outside the source and is not read`, 'Move the file into the source.')
  let text: string | undefined
  try {
    text = (await files?.read(resolved.path, signal))?.text
  } catch (error) {
    if (signal.aborted) throw error
    const why = isCallboardError(error) ? error.message : 'it cannot be read'
    return wrong('warning', `${key}: ${quote(target)} stays as written: ${why}`)
  }
  if (text === undefined && (await isFolder(files, resolved.path, signal)))
    return wrong('warning', `${key}: ${quote(target)} is a folder; the placeholder stays as written`, 'Use the path of a file in it.')
  if (text === undefined)
    return wrong('warning', `${key}: there is no file ${quote(resolved.path)}; the placeholder stays as written`, 'Correct the path.')
  if (key !== '$text') context.parsed += text.length
  if (text.length > limits.maxFileBytes || context.parsed > limits.maxFileBytes) {
    return wrong('warning', `${key}: ${quote(target)} is larger than the limit \`maxFileBytes\`; the placeholder stays as written`)
  }
  if (key === '$text') return { value: text }
  return parseTarget(key, text, resolved.path, limits, wrong)
}

async function isFolder(files: SourceFiles | undefined, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await files?.isFolder?.(path, signal)) === true
  } catch {
    return false
  }
}

function parseTarget(
  key: '$json' | '$yaml',
  text: string,
  path: string,
  limits: Limits,
  wrong: (severity: 'error', message: string) => undefined,
): { readonly value: unknown } | undefined {
  if (key === '$json') {
    try {
      return { value: JSON.parse(text) as unknown }
    } catch {
      return wrong('error', `$json: ${quote(path)} is not valid JSON`)
    }
  }
  const { documents, problems } = parseDocuments(text.replace(/^\ufeff/, ''), path, limits)
  const [only] = documents
  const problem = [...problems, ...documents.flatMap(document => document.problems)].find(({ severity }) => severity === 'error')
  if (problem !== undefined) return wrong('error', `$yaml: ${quote(path)} cannot be read: ${problem.message}`)
  if (only === undefined || documents.length !== 1) {
    return wrong('error', `$yaml: ${quote(path)} must contain exactly one document, but contains ${String(documents.length)}`)
  }
  return { value: only.data }
}
