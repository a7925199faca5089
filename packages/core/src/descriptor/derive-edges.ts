import type { Kind } from '../kinds/types.ts'
import { stringifyRef, tryParseRef } from '../ref.ts'
import { isPlainObject, type PlainObject, type Report } from './check/complaints.ts'
import { fieldName, quote, type FieldPath } from './problem.ts'
import type { DescriptorEdge } from './types.ts'

/** The relations that follow from an entity's spec and the rules of its kind. An invalid reference is reported. */
export function deriveEdges(
  kind: Kind,
  spec: PlainObject,
  namespace: string,
  open: readonly FieldPath[],
  report: Report,
): readonly DescriptorEdge[] {
  const edges: DescriptorEdge[] = []
  for (const { field, type, inverse, defaultKind, specTypes } of kind.relations) {
    const value = spec[field]
    if (!value || (specTypes !== undefined && !specTypes.includes(String(spec['type'])))) continue
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const [i, item] of list.entries()) {
      const path = Array.isArray(value) ? ['spec', field, i] : ['spec', field]
      if (open.some(other => other.every((part, at) => path[at] === part))) continue
      const target = readRef(item, defaultKind, namespace)
      if (typeof target === 'string') edges.push({ type, inverse, target, field: path })
      else {
        report({
          code: 'descriptor/invalid-ref',
          severity: 'error',
          message: `${fieldName(path)}: ${target.complaint}`,
          hint: hintFor(item, defaultKind),
          text: typeof item === 'string' ? item : undefined,
          field: path,
        })
      }
    }
  }
  return edges
}

/** The canonical reference, or what is wrong with it. A reference may also be a mapping of its parts. */
function readRef(item: unknown, defaultKind: string | undefined, defaultNamespace: string): string | { readonly complaint: string } {
  if (typeof item === 'string') {
    const ref = tryParseRef(item, { defaultKind, defaultNamespace })
    return typeof ref === 'string' ? { complaint: ref } : stringifyRef(ref)
  }
  if (isPlainObject(item)) {
    const { kind = defaultKind, namespace = defaultNamespace, name } = item
    if (isFilled(kind) && isFilled(namespace) && isFilled(name)) return stringifyRef({ kind, namespace, name })
  }
  return { complaint: `${quote(item)} is not an entity reference` }
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function hintFor(item: unknown, defaultKind: string | undefined): string {
  if (typeof item === 'string' && defaultKind === undefined && /^[\w.-]+$/.test(item)) {
    return `Write the kind: "component:${item}" or "resource:${item}".`
  }
  return 'Write it as [<kind>:][<namespace>/]<name>.'
}
