import { isPlainObject, type PlainObject, type Report } from './complaints.ts'
import { quote, type FieldPath } from '../problem.ts'

const replacements: ReadonlyMap<string, string> = new Map([
  ['backstage.io/github-actions-id', 'Use the annotation `github.com/project-slug`.'],
  ['backstage.io/definition-at-location', 'Write `$text: <path>` in `spec.definition`.'],
  ['jenkins.io/github-folder', 'Use the annotation `jenkins.io/job-full-name`.'],
])

/** Warns of deprecated annotations and fields. */
export function checkDeprecated(data: PlainObject, report: Report): void {
  const { metadata, spec } = data
  const annotations = isPlainObject(metadata) ? metadata['annotations'] : undefined
  if (isPlainObject(annotations)) {
    for (const [key, hint] of replacements) {
      if (Object.hasOwn(annotations, key)) reportDeprecated(key, hint, ['metadata', 'annotations', key], report)
    }
  }
  if (isPlainObject(spec) && Object.hasOwn(spec, 'EXPERIMENTAL_formDecorators')) {
    reportDeprecated('EXPERIMENTAL_formDecorators', 'Use `formDecorators`.', ['spec', 'EXPERIMENTAL_formDecorators'], report)
  }
}

function reportDeprecated(name: string, hint: string, field: FieldPath, report: Report): void {
  report({
    code: 'descriptor/deprecated',
    severity: 'warning',
    message: `${quote(name)} is deprecated`,
    hint,
    text: name,
    field,
    on: 'key',
  })
}

/** Warns of keys that are unsafe in programs that copy data carelessly: `__proto__`, and a `constructor` with a `prototype`. */
export function checkRiskyKeys(data: unknown, report: Report, field: FieldPath = []): void {
  if (typeof data !== 'object' || data === null) return
  const isList = Array.isArray(data)
  for (const key of Object.keys(data)) {
    const value = (data as PlainObject)[key]
    const path = [...field, isList ? Number(key) : key]
    if (key === '__proto__' || (key === 'constructor' && isPlainObject(value) && Object.hasOwn(value, 'prototype'))) {
      report({
        code: 'descriptor/unknown-field',
        severity: 'warning',
        message: `The key ${quote(key)} is kept as plain data; other programs may trip over it`,
        hint: 'Rename it.',
        text: key,
        field: path,
        on: 'key',
      })
    }
    checkRiskyKeys(value, report, path)
  }
}

/** Warns of numbers that JSON cannot represent, which become `null`, and of integers that lost digits. */
export function checkNumbers(data: unknown, report: Report, field: FieldPath = []): unknown {
  if (typeof data === 'number') {
    if (Number.isFinite(data) && (!Number.isInteger(data) || Number.isSafeInteger(data))) return data
    report({
      code: 'descriptor/invalid-field',
      severity: 'warning',
      message: Number.isFinite(data)
        ? `The number is read as ${String(data)}: it has more digits than a number can hold`
        : `${String(data)} is not a valid JSON number; it is read as null`,
      hint: 'Quote it if it should be a string.',
      field,
    })
    return Number.isFinite(data) ? data : null
  }
  if (typeof data !== 'object' || data === null) return data
  const isList = Array.isArray(data)
  for (const key of Object.keys(data)) {
    const value = (data as PlainObject)[key]
    const checked = checkNumbers(value, report, [...field, isList ? Number(key) : key])
    if (checked !== value) Object.defineProperty(data, key, { value: checked, writable: true, enumerable: true, configurable: true })
  }
  return data
}
