import { CallboardError } from '../errors.ts'
import type { Kind } from './types.ts'

/** Throws `invalid-options`, with the reason, for a value that is not a kind: untyped configurations come unchecked. */
export function checkKind(value: unknown): asserts value is Kind {
  const { kind, apiVersions, schema, variants = [], relations } = objectOf(value, 'Each of `kinds` must be made with defineKind()')
  if (typeof kind !== 'string' || !/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(kind))
    refuse(`The kind ${show(kind)} must have a name of letters and digits in \`kind\`, a letter first, at most 63`)
  if (!Array.isArray(apiVersions) || apiVersions.length === 0 || !apiVersions.every(isText))
    refuse(`The kind ${kind} must have at least one version in \`apiVersions\`, such as ['acme.example/v1']`)
  const versions = Array.isArray(variants) ? variants : refuse(`The kind ${kind} must have a list in \`variants\``)
  for (const one of [
    schema,
    ...versions.map(variant => objectOf(variant, `Each of \`variants\` of the kind ${kind} must be an object`)['schema']),
  ]) {
    if (typeof one !== 'object' || one === null || !('safeParse' in one)) refuse(`The kind ${kind} must have a schema of zod in \`schema\``)
  }
  if (!Array.isArray(relations)) refuse(`The kind ${kind} must have a list in \`relations\`, which may be empty`)
  for (const row of relations) {
    const { field, type, inverse } = objectOf(row, `Each of \`relations\` of the kind ${kind} must be an object`)
    if (!isText(field) || !isText(type) || !isText(inverse))
      refuse(`Each of \`relations\` of the kind ${kind} must have \`field\`, \`type\` and \`inverse\`, not ${show(row)}`)
  }
}

function objectOf(value: unknown, complaint: string): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : refuse(`${complaint}, not ${show(value)}`)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200)
}

function refuse(message: string): never {
  throw new CallboardError('invalid-options', message)
}
