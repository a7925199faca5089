import { CallboardError } from './errors.ts'

/** An entity reference in its three parts, in the case they were written. */
export interface EntityRef {
  /** The kind, such as `component`. */
  readonly kind: string
  /** The namespace, `default` if the text has none. */
  readonly namespace: string
  /** The name, unique within its kind and namespace. */
  readonly name: string
}

/** Defaults for the parts that a reference omits. */
export interface RefContext {
  /** The kind of a reference without one. Without this default, the kind is required. */
  readonly defaultKind?: string | undefined
  /** The namespace of a reference without one. @default 'default' */
  readonly defaultNamespace?: string | undefined
}

/**
 * Reads `[<kind>:][<namespace>/]<name>`. The first `:` ends the kind only if it comes before the first `/`; case is kept.
 * Throws `invalid-ref`. The grammar is Backstage's (`@backstage/catalog-model`, `parseEntityRef`), its odd cases included.
 */
export function parseRef(text: string, context: RefContext = {}): EntityRef {
  const ref = tryParseRef(text, context)
  if (typeof ref !== 'string') return ref
  throw new CallboardError('invalid-ref', ref)
}

/** Like `parseRef`, but returns the error message as a string instead of throwing: for data, where errors are collected. */
export function tryParseRef(text: string, context: RefContext = {}): EntityRef | string {
  if (text === '') return 'Entity reference must not be empty'
  let rest = text
  let kind: string | undefined
  let namespace: string | undefined
  const colon = rest.indexOf(':')
  const slash = rest.indexOf('/')
  if (colon !== -1 && (slash === -1 || colon < slash)) {
    kind = rest.slice(0, colon)
    rest = rest.slice(colon + 1)
  }
  const nextSlash = rest.indexOf('/')
  if (nextSlash !== -1) {
    namespace = rest.slice(0, nextSlash)
    rest = rest.slice(nextSlash + 1)
  }
  if (kind === '' || namespace === '' || rest === '') {
    return `Entity reference "${text}" was not on the form [<kind>:][<namespace>/]<name>`
  }
  kind ??= context.defaultKind
  if (kind === undefined || kind === '') {
    return `Entity reference ${JSON.stringify(text)} had missing or empty kind (e.g. did not start with "component:" or similar)`
  }
  return { kind, namespace: namespace ?? (context.defaultNamespace || 'default'), name: rest }
}

/** The canonical text `kind:namespace/name`, in lowercase, independent of the locale: equal references are equal strings. */
export function stringifyRef(ref: { readonly kind: string; readonly namespace?: string | undefined; readonly name: string }): string {
  return `${ref.kind.toLowerCase()}:${ref.namespace?.toLowerCase() ?? 'default'}/${ref.name.toLowerCase()}`
}

/** The shortest text that still parses as `ref` in `context`: kind and namespace are omitted if the context supplies them. */
export function humanizeRef(ref: EntityRef | string, context: RefContext = {}): string {
  const { kind, namespace, name } = typeof ref === 'string' ? parseRef(ref) : ref
  const isHome = namespace.toLowerCase() === (context.defaultNamespace ?? 'default').toLowerCase()
  const rest = isHome && !name.includes('/') ? name : `${namespace}/${name}`
  const isPlain = kind.toLowerCase() === context.defaultKind?.toLowerCase() && !/^[^/]*:/.test(rest)
  return isPlain ? rest : `${kind.toLowerCase()}:${rest}`
}
