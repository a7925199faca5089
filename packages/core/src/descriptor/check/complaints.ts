import { fieldName, quote, type FieldPath, type Problem } from '../problem.ts'
import { didYouMean, suggest } from './suggest.ts'

/** Plain data of a document, before it is known to be an entity. */
export type PlainObject = Readonly<Record<string, unknown>>

/** Takes one problem of a document. */
export type Report = (problem: Problem) => void

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Longer strings are not misspelt names, and repairing one costs time in proportion to its length. */
const longestRepaired = 400

/** The problem of a string that breaks a format rule. */
export function invalid(field: FieldPath, value: string, expected: string, repair?: (text: string) => string | undefined): Problem {
  return invalidText(field, value, `${fieldName(field)} is ${quote(value)}, expected ${expected}`, repair)
}

/** The same problem with its own message. */
export function invalidText(field: FieldPath, value: string, message: string, repair?: (text: string) => string | undefined): Problem {
  const isSkeleton = /\$\{\{|\{\{|\{%/.test(value)
  const better = isSkeleton || value.length > longestRepaired ? undefined : repair?.(value)
  return {
    code: 'descriptor/invalid-field',
    severity: 'error',
    message,
    hint: isSkeleton
      ? 'This looks like the skeleton of a template: exclude its folder (`--exclude`, or `exclude` of `files()`).'
      : better === value
        ? undefined
        : didYouMean(better),
    text: value,
    field,
  }
}

/** The problem of a field of the wrong type. */
export function wrongType(field: FieldPath, expected: string, value: unknown): Problem {
  const isScalar = typeof value === 'number' || typeof value === 'boolean'
  return {
    code: 'descriptor/invalid-field',
    severity: 'error',
    message: `${fieldName(field)} must be ${expected}, but is ${value === null ? 'empty' : Array.isArray(value) ? 'a list' : isScalar ? String(value) : nameOfType(value)}`,
    hint: hintForType(expected, value),
    text: isScalar ? String(value) : typeof value === 'string' ? value : undefined,
    field,
  }
}

/** The hint does not repeat a number: `1.10` is read as 1.1. */
function hintForType(expected: string, value: unknown): string | undefined {
  if (expected === 'a string' && typeof value === 'boolean') return `Quote it: "${String(value)}".`
  if (expected === 'a string' && typeof value === 'number') return 'Put it in quotes.'
  if (expected === 'a list' && typeof value === 'string' && /^[^\n[\]{}]{1,80}$/.test(value)) return `Write a list: [${value}]`
  return hintForPlaceholder(value)
}

function hintForPlaceholder(value: unknown): string | undefined {
  const [key = '', ...more] = isPlainObject(value) ? Object.keys(value) : []
  if (!key.startsWith('$') || more.length > 0) return undefined
  return ['$text', '$json', '$yaml'].includes(key)
    ? 'Write the value itself: placeholders are not filled in here.'
    : `${quote(key)} is not a placeholder; use \`$text\`, \`$json\` or \`$yaml\`.`
}

function nameOfType(value: unknown): string {
  return typeof value === 'object' ? 'a mapping' : typeof value === 'string' ? `the string ${quote(value)}` : typeof value
}

/** The problem of a missing field, reported at a misspelt field if there is one. */
export function missing(field: FieldPath, holder: PlainObject, known: readonly string[]): Problem {
  const name = String(field.at(-1))
  const instead = Object.keys(holder).find(key => !known.includes(key) && suggest(key, [name]) === name)
  return {
    code: 'descriptor/missing-field',
    severity: 'error',
    message: `${fieldName(field)} is missing`,
    hint: instead === undefined ? hintForPlaceholder(holder) : `Did you mean "${name}" instead of ${quote(instead)}?`,
    text: instead,
    field: instead === undefined ? field : [...field.slice(0, -1), instead],
    on: 'key',
  }
}

/** Warns of an unknown field whose name is close to a known field that is missing. */
export function reportMisspelt(key: string, holder: PlainObject, known: readonly string[], field: FieldPath, report: Report): void {
  const meant = suggest(key, known)
  if (meant === undefined || meant in holder) return
  report({
    code: 'descriptor/unknown-field',
    severity: 'warning',
    message: `The field ${quote(key)} is unknown to Callboard`,
    hint: didYouMean(meant),
    text: key,
    field,
    on: 'key',
  })
}
