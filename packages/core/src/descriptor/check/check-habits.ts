import { isPlainObject, type PlainObject, type Tell } from './complaints.ts'
import { quote, type FieldPath } from '../problem.ts'

const replacements: ReadonlyMap<string, string> = new Map([
  ['backstage.io/github-actions-id', 'Use the annotation `github.com/project-slug`.'],
  ['backstage.io/definition-at-location', 'Write `$text: <path>` in `spec.definition`.'],
  ['jenkins.io/github-folder', 'Use the annotation `jenkins.io/job-full-name`.'],
])

/** Tells of annotations and fields that have a newer replacement. */
export function checkDeprecated(data: PlainObject, tell: Tell): void {
  const { metadata, spec } = data
  const annotations = isPlainObject(metadata) ? metadata['annotations'] : undefined
  if (isPlainObject(annotations)) {
    for (const [key, hint] of replacements) {
      if (Object.hasOwn(annotations, key)) tellDeprecated(key, hint, ['metadata', 'annotations', key], tell)
    }
  }
  if (isPlainObject(spec) && Object.hasOwn(spec, 'EXPERIMENTAL_formDecorators')) {
    tellDeprecated('EXPERIMENTAL_formDecorators', 'Use `formDecorators`.', ['spec', 'EXPERIMENTAL_formDecorators'], tell)
  }
}

function tellDeprecated(name: string, hint: string, field: FieldPath, tell: Tell): void {
  tell({ code: 'descriptor/deprecated', severity: 'warning', message: `${quote(name)} is deprecated`, hint, text: name, field, on: 'key' })
}

/** Warns of keys that have harmed programs which copy data carelessly: `__proto__`, and a `constructor` that holds a `prototype`. They stay plain data. */
export function checkRiskyKeys(data: unknown, tell: Tell, field: FieldPath = []): void {
  if (typeof data !== 'object' || data === null) return
  const isList = Array.isArray(data)
  for (const key of Object.keys(data)) {
    const value = (data as PlainObject)[key]
    const path = [...field, isList ? Number(key) : key]
    if (key === '__proto__' || (key === 'constructor' && isPlainObject(value) && Object.hasOwn(value, 'prototype'))) {
      tell({
        code: 'descriptor/unknown-field',
        severity: 'warning',
        message: `The key ${quote(key)} is kept as plain data; other programs may trip over it`,
        hint: 'Rename it.',
        text: key,
        field: path,
        on: 'key',
      })
    }
    checkRiskyKeys(value, tell, path)
  }
}

/** Warns of numbers that JSON does not have, which become `null`, and of whole numbers that lost digits. */
export function checkNumbers(data: unknown, tell: Tell, field: FieldPath = []): unknown {
  if (typeof data === 'number') {
    if (Number.isFinite(data) && (!Number.isInteger(data) || Number.isSafeInteger(data))) return data
    tell({
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
    const checked = checkNumbers(value, tell, [...field, isList ? Number(key) : key])
    if (checked !== value) Object.defineProperty(data, key, { value: checked, writable: true, enumerable: true, configurable: true })
  }
  return data
}
