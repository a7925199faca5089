import { parseWith, type SchemaIssue } from '../../kinds/parse-with.ts'
import type { Kind } from '../../kinds/types.ts'
import { isPlainObject, missing, reportMisspelt, wrongType, type PlainObject, type Report } from './complaints.ts'
import { fieldName, quote, type FieldPath, type Problem } from '../problem.ts'
import { didYouMean, suggest } from './suggest.ts'

/** Checks the spec of an entity whose kind is known. Fields below `open` paths are not checked: their placeholders could not be filled. */
export function checkSpec(kind: Kind, data: PlainObject, open: readonly FieldPath[], report: Report): void {
  const spec = data['spec']
  if (!('spec' in data)) {
    const problem = missing(['spec'], data, ['apiVersion', 'kind', 'metadata', 'spec'])
    if (problem.text === undefined) report(problem) // a misspelt one is reported already, as an unknown root field
    return
  }
  if (!isPlainObject(spec)) return
  const schema = shapeFor(kind, spec)
  const known = fieldsOf(schema)
  const result = parseWith(schema, spec)
  const issues = result.success ? [] : result.error.issues
  const problems: Problem[] = []
  for (const issue of plainIssues(issues)) {
    const field: FieldPath = ['spec', ...issue.path.map(part => (typeof part === 'number' ? part : String(part)))]
    if (!open.some(path => path.every((part, i) => field[i] === part))) problems.push(describe(issue, field, spec, known))
  }
  const blamed = new Set(problems.flatMap(({ code, text = [] }) => (code === 'descriptor/missing-field' ? text : [])))
  for (const problem of problems) {
    if (problem.code !== 'descriptor/unknown-field' || !blamed.has(problem.text ?? '')) report(problem)
    if (problem.code === 'descriptor/unknown-field') blamed.add(problem.text ?? '')
  }
  if (known.length === 0) return
  for (const key of Object.keys(spec)) if (!known.includes(key) && !blamed.has(key)) reportMisspelt(key, spec, known, ['spec', key], report)
}

/** Each problem once, with its full path: for a union, the problems of the shape that was meant; for a wrong type, nothing more. */
function* plainIssues(issues: readonly SchemaIssue[], above: readonly PropertyKey[] = []): Iterable<SchemaIssue> {
  const mistyped = new Set<string>()
  for (const issue of issues) {
    const path = [...above, ...issue.path]
    const key = JSON.stringify(path)
    if (mistyped.has(key)) continue
    if (issue.code === 'invalid_type') mistyped.add(key)
    const meant =
      issue.code === 'invalid_union' ? issue.errors.find(shape => shape.every(({ path: within }) => within.length > 0)) : undefined
    if (meant !== undefined) yield* plainIssues(meant, path)
    else if (issue.code === 'unrecognized_keys') for (const name of issue.keys) yield { ...issue, path: [...path, name] }
    else yield { ...issue, path }
  }
}

function shapeFor({ schema, variants = [] }: Kind, spec: PlainObject): Kind['schema'] {
  const { type } = spec
  return (typeof type === 'string' ? variants.find(({ specType }) => specType === type)?.schema : undefined) ?? schema
}

/** The names of a schema's fields, if it has any. */
function fieldsOf(schema: Kind['schema']): readonly string[] {
  const shape = 'shape' in schema ? schema.shape : undefined
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : []
}

function describe(issue: SchemaIssue, field: FieldPath, spec: PlainObject, known: readonly string[]): Problem {
  const holder = valueAt(spec, field.slice(1, -1))
  const value = valueAt(spec, field.slice(1))
  const name = field.at(-1)
  if (field.length > 1 && isPlainObject(holder) && typeof name === 'string' && !Object.hasOwn(holder, name))
    return missing(field, holder, field.length === 2 ? known : [])
  const wrong = (message: string, hint?: string): Problem => ({
    code: 'descriptor/invalid-field',
    severity: 'error',
    message: `${fieldName(field)} ${message}`,
    hint,
    text: typeof value === 'string' ? value : undefined,
    field,
  })
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(field, expectedOf(issue), value)
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return wrong('is empty')
      return wrong(issue.origin === 'array' && issue.minimum === 1 ? 'is an empty list' : `is not valid: ${issue.message}`)
    case 'too_big':
      return wrong(issue.origin === 'string' ? `is longer than ${String(issue.maximum)} characters` : `is not valid: ${issue.message}`)
    case 'unrecognized_keys':
      return {
        code: 'descriptor/unknown-field',
        severity: 'error',
        message: `${fieldName(field)} is not allowed`,
        hint: field.length === 2 ? didYouMean(suggest(String(name), known)) : undefined,
        text: String(name),
        field,
        on: 'key',
      }
    case 'invalid_value': {
      const values = issue.values.map(String)
      if (typeof value !== 'string') return wrongType(field, expectedOf(issue), value)
      return wrong(`is ${quote(value)}, expected ${expectedOf(issue)}`, didYouMean(suggest(value, values)))
    }
    case 'invalid_union': {
      const types = new Set(issue.errors.flat().map(expectedOf))
      return types.size === 0 || types.has('') ? wrong(`is not valid: ${issue.message}`) : wrongType(field, [...types].join(' or '), value)
    }
    default:
      return wrong(`is not valid: ${issue.message}`)
  }
}

/** What an issue expects, or an empty text. */
function expectedOf(issue: SchemaIssue): string {
  if (issue.code === 'invalid_value')
    return issue.values.map(value => (typeof value === 'string' ? quote(value) : String(value))).join(' or ')
  return issue.code === 'invalid_type' ? (expected[issue.expected] ?? issue.expected) : ''
}

const expected: Readonly<Record<string, string>> = {
  string: 'a string',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  null: 'empty',
}

function valueAt(spec: unknown, path: FieldPath): unknown {
  let value = spec
  for (const part of path)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : undefined
  return value
}
