import { hashText } from '../hash.ts'
import type { Kind } from '../kinds/types.ts'

/** Tells whether a text read with some kinds reads the same with others: their names, versions, relations and field names. */
export function kindsFingerprint(kinds: readonly Kind[]): string {
  return hashText(JSON.stringify(kinds.map(({ kind, apiVersions, relations, schema, variants = [] }) =>
    [kind, apiVersions, relations, fieldsOf(schema), variants.map(variant => [variant.specType, fieldsOf(variant.schema)])])))
}

function fieldsOf(schema: unknown): unknown {
  const shape = typeof schema === 'object' && schema !== null && 'shape' in schema ? schema.shape : undefined
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : undefined
}
