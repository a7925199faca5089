import { hashText } from '../../hash.ts'
import { kindJsonSchema } from '../../kinds/json-schema.ts'
import type { Kind } from '../../kinds/types.ts'

/** Tells whether a text read with some kinds reads the same with others: their versions, relations and schemas. */
export function kindsFingerprint(kinds: readonly Kind[]): string {
  return hashText(JSON.stringify(kinds.map(kind => [kind.kind, kind.apiVersions, kind.relations, schemaOf(kind)])))
}

function schemaOf(kind: Kind): unknown {
  try {
    return kindJsonSchema(kind)
  } catch {
    return undefined
  }
}
