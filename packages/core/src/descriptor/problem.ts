import type { DiagnosticCode, Severity } from '../diagnostics.ts'
import type { Limits } from './limits.ts'

/** The path of a field from the root of its document. */
export type FieldPath = readonly (string | number)[]

/** A problem in a document, before its line and column are looked up, which costs a second parse. */
export interface Problem {
  readonly code: DiagnosticCode
  readonly severity: Severity
  readonly message: string
  readonly hint?: string | undefined
  /** The offending text. */
  readonly text?: string | undefined
  /** Its offset in the text of the file. */
  readonly offset?: number | undefined
  /** The field it is about. @default the root */
  readonly field?: FieldPath | undefined
  /** Which part of the field is meant. @default 'value' */
  readonly on?: 'key' | 'value' | undefined
}

const names: Readonly<Record<keyof Limits, string>> = {
  maxFileBytes: 'bytes in the file',
  maxDocuments: 'documents in the file',
  maxDepth: 'levels of nesting',
  maxAliasNodes: 'nodes created by aliases',
  maxKeys: 'keys in a mapping, items in a list or tokens in one place',
}

/** The problem of an exceeded limit. */
export function limitProblem(limit: keyof Limits, limits: Limits, offset: number | undefined, field?: FieldPath): Problem {
  return {
    code: 'descriptor/limit',
    severity: 'error',
    message: `More than ${String(limits[limit])} ${names[limit]}; ${limit === 'maxFileBytes' || limit === 'maxDocuments' ? 'the file' : 'the document'} was not read`,
    hint: `Split it, or raise the limit \`${limit}\`.`,
    offset,
    field,
  }
}

/** A text as messages quote it: one line, at most 80 characters, invisible characters escaped. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const isLong = text.length > 80
  const quoted = JSON.stringify(isLong ? text.slice(0, 77) : text).replace(unseen, escapeLetter)
  return isLong ? `${quoted.slice(0, -1)}…"` : quoted
}

/** Unusual spaces, zero-width characters, and characters that change the writing direction. */
const unseen = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g

function escapeLetter(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A field as messages show it: `spec.dependsOn[2]`, `metadata.annotations["github.com/project-slug"]`. */
export function fieldName(field: FieldPath): string {
  if (field.length === 0) return 'the document'
  return field
    .map((part, i) => {
      if (typeof part === 'number') return `[${String(part)}]`
      if (/^[\w-]+$/.test(part)) return i === 0 ? part : `.${part}`
      return `[${quote(part)}]`
    })
    .join('')
}
