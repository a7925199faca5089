import { hashText } from '../../hash.ts'
import { kindJsonSchema } from '../../kinds/json-schema.ts'
import type { Kind } from '../../kinds/types.ts'

/** A fingerprint of the versions, relations and schemas of kinds: texts read with equal ones give the same result. */
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
