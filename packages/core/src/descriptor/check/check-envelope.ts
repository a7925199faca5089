import { checkDetails } from './check-metadata.ts'
import { invalid, isPlainObject, missing, reportMisspelt, wrongType, type PlainObject, type Report } from './complaints.ts'
import { isApiVersion, isKindName, isName, isNamespace } from './format-rules.ts'
import { fieldName, quote, type FieldPath, type Problem } from '../problem.ts'
import { asName, didYouMean, suggest } from './suggest.ts'

const rootFields = ['apiVersion', 'kind', 'metadata', 'spec']
const metadataFields = ['name', 'namespace', 'title', 'description', 'labels', 'annotations', 'tags', 'links', 'uid', 'etag']

/** Checks what every kind has in common: Backstage's envelope schema, root fields and format rules. Reports every problem. */
export function checkEnvelope(data: PlainObject, reportAll: Report): void {
  const blamed = new Set<string>()
  const report: Report = problem => {
    if (problem.code === 'descriptor/missing-field' && problem.text !== undefined) blamed.add(problem.text)
    reportAll(problem)
  }
  checkText(data, ['apiVersion'], true, isApiVersion, 'a version like `backstage.io/v1alpha1`', report, asVersion)
  checkText(data, ['kind'], true, isKindName, 'up to 63 letters and digits, starting with a letter', report, asKindName)
  if ('spec' in data && !isPlainObject(data['spec'])) report(wrongType(['spec'], 'a mapping', data['spec']))
  if (!('metadata' in data)) report(missing(['metadata'], data, rootFields))
  for (const key of Object.keys(data)) if (!rootFields.includes(key) && !blamed.has(key)) report(unknownRoot(data, key))
  if (!('metadata' in data)) return
  const metadata = data['metadata']
  if (!isPlainObject(metadata)) return report(wrongType(['metadata'], 'a mapping', metadata))
  if (!('name' in metadata)) report(missing(['metadata', 'name'], metadata, metadataFields))
  else {
    checkText(
      metadata,
      ['metadata', 'name'],
      true,
      isName,
      'up to 63 letters, digits, `-`, `_` or `.`, starting and ending with a letter or digit',
      report,
      asName,
    )
  }
  checkText(
    metadata,
    ['metadata', 'namespace'],
    false,
    isNamespace,
    'lowercase letters and digits separated by `-`, at most 63 characters',
    report,
    lowerName,
  )
  for (const field of ['uid', 'etag', 'title']) checkText(metadata, ['metadata', field], false, undefined, '', report)
  if ('description' in metadata && typeof metadata['description'] !== 'string')
    report(wrongType(['metadata', 'description'], 'a string', metadata['description']))
  checkDetails(metadata, report)
  for (const key of Object.keys(metadata)) {
    if (!metadataFields.includes(key) && !blamed.has(key)) reportMisspelt(key, metadata, metadataFields, ['metadata', key], report)
  }
}

function checkText(
  holder: PlainObject,
  field: FieldPath,
  isRequired: boolean,
  isValid: ((value: string) => boolean) | undefined,
  expected: string,
  report: Report,
  repair?: (text: string) => string | undefined,
): void {
  const key = String(field.at(-1))
  if (!Object.hasOwn(holder, key)) {
    if (isRequired) report(missing(field, holder, rootFields))
    return
  }
  const value = holder[key]
  if (typeof value !== 'string') return report(wrongType(field, 'a string', value))
  if (value === '') return report({ code: 'descriptor/invalid-field', severity: 'error', message: `${fieldName(field)} is empty`, field })
  if (isValid?.(value) === false) report(invalid(field, value, expected, repair))
}

function unknownRoot(data: PlainObject, key: string): Problem {
  const known = suggest(
    key,
    rootFields.filter(name => !(name in data)),
  )
  const isOutput = key === 'relations' || key === 'status'
  return {
    code: 'descriptor/unknown-field',
    severity: 'error',
    message: `The field ${quote(key)} is not allowed next to apiVersion, kind, metadata and spec`,
    hint: isOutput
      ? 'The catalog adds this field; remove it.'
      : (didYouMean(known) ?? 'Put it under `metadata` or `spec`; check the indentation.'),
    text: key,
    field: [key],
    on: 'key',
  }
}

function asVersion(text: string): string | undefined {
  const [suffix = '', ...prefix] = text.trim().split('/').reverse()
  const version = [...prefix.reverse().map(part => part.toLowerCase()), suffix.replace(/[^a-zA-Z0-9]+/g, '')].join('/')
  return isApiVersion(version) ? version : undefined
}

function asKindName(text: string): string | undefined {
  const name = text.replace(/[^a-zA-Z0-9]+/g, '')
  return isKindName(name) ? name : undefined
}

function lowerName(text: string): string | undefined {
  return asName(text.toLowerCase())?.replace(/[_.]+/g, '-')
}
