import type { Entity } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'
import { stringifyRef } from '../ref.ts'
import { checkEnvelope } from './check/check-envelope.ts'
import { checkDeprecated, checkNumbers, checkRiskyKeys } from './check/check-habits.ts'
import { checkSpec } from './check/check-spec.ts'
import { checkUrls } from './check/check-urls.ts'
import { completeEntity } from './complete-entity.ts'
import { isPlainObject } from './check/complaints.ts'
import { deriveEdges } from './derive-edges.ts'
import { fillPlaceholders, mayHoldPlaceholder, type PlaceholderContext } from './fill-placeholders.ts'
import { findKind } from './check/find-kind.ts'
import { isApiVersion, isKindName } from './check/format-rules.ts'
import { locationTargets } from './location-targets.ts'
import type { ParsedDocument } from './parse/parse-documents.ts'
import type { FieldPath, Problem } from './problem.ts'
import type { DescriptorEdge, LocationTarget } from './types.ts'

/** The entity in a document, and every problem with it. */
export interface CheckedDocument {
  readonly problems: readonly Problem[]
  /** The data with placeholders filled in, valid or not. */
  readonly data: unknown
  /** Absent when the document is not valid. */
  readonly descriptor?: { readonly ref: string; readonly entity: Entity; readonly edges: readonly DescriptorEdge[] } | undefined
  readonly targets: readonly LocationTarget[]
}

/**
 * Checks a document in the order of Backstage's catalog, without stopping at the first problem: placeholders, envelope, kind, relations.
 */
export async function checkEntity(
  document: ParsedDocument,
  index: number,
  text: string,
  kinds: readonly Kind[],
  placeholders: PlaceholderContext,
): Promise<CheckedDocument> {
  const problems: Problem[] = [...document.problems]
  const report = (problem: Problem): void => {
    problems.push(problem)
  }
  const stop = (data?: unknown): CheckedDocument => ({ problems, data, targets: [] })
  if (document.data === undefined) return stop()
  const {
    chunk: { start, end },
  } = document
  const isText = end > start
  const part = isText ? text.slice(start, end) : ''
  let data: unknown = document.data
  if (document.hasOddNumbers) data = checkNumbers(data, report)
  let open: readonly FieldPath[] = []
  if (!isText || mayHoldPlaceholder(part)) ({ data, open } = await fillPlaceholders(data, placeholders, report))
  if (!isPlainObject(data)) {
    report({
      code: 'descriptor/not-an-object',
      severity: 'error',
      message: `A document must be a mapping with apiVersion, kind, metadata and spec, but is ${Array.isArray(data) ? 'a list' : (JSON.stringify(data)?.slice(0, 80) ?? 'nothing')}`,
      hint: Array.isArray(data) ? 'Write one document for each entity, separated by lines of `---`.' : undefined,
    })
    return stop(data)
  }
  if (!isText || part.includes('__proto__') || part.includes('constructor')) checkRiskyKeys(data, report)
  checkEnvelope(data, report)
  const { kind: kindName, apiVersion } = data
  const kind =
    typeof kindName === 'string' && isKindName(kindName)
      ? findKind(kinds, kindName, typeof apiVersion === 'string' && isApiVersion(apiVersion) ? apiVersion : undefined)
      : undefined
  if (kind !== undefined && 'code' in kind) report(kind)
  else if (kind !== undefined) checkSpec(kind, data, open, report)
  checkUrls(data, report)
  checkDeprecated(data, report)
  const spec = data['spec']
  if (kind === undefined || 'code' in kind || hasError(problems)) return stop(data)
  const { namespace = 'default', name } = data['metadata'] as { readonly namespace?: string; readonly name: string }
  const edges = isPlainObject(spec) ? deriveEdges(kind, spec, namespace, open, report) : []
  const targets = kind.kind === 'Location' ? locationTargets(data, index, placeholders, report) : []
  if (hasError(problems)) return stop(data)
  const entity = completeEntity(data, kind, placeholders.origin)
  return { problems, data: entity, descriptor: { ref: stringifyRef({ kind: kind.kind, namespace, name }), entity, edges }, targets }
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}
