/** Static properties of every element class of this package. */
export interface ElementClass extends CustomElementConstructor {
  /** The version of its package. */
  readonly version?: string
  /** The URL of its module. */
  readonly from?: string
}

/** The name and the registry for an element. */
export interface DefineOptions {
  /** `acme` defines `acme-owner-badge`, for pages that already use the standard names. @default none */
  readonly prefix?: string | undefined
  /** Nothing is defined without a registry, as on a server. @default customElements */
  readonly registry?: Pick<CustomElementRegistry, 'get' | 'define'> | undefined
}

const warned = Symbol.for('callboard.told')

/**
 * Defines an element unless its name is taken: the first copy on a page wins, regardless of its version, and one warning names both. Never throws.
 */
export function defineElement(
  name: string,
  element: ElementClass,
  { prefix, registry = globalThis.customElements }: DefineOptions = {},
): void {
  if (registry === undefined) return
  const tag = prefix === undefined || prefix === '' ? name : `${prefix}-${name}`
  const there = registry.get(tag) as ElementClass | undefined
  if (there === undefined) registry.define(tag, tag === name ? element : class extends element {})
  else if (there !== element && Object.getPrototypeOf(there) !== element) tellOnce(tag, there, element)
}

function tellOnce(tag: string, there: ElementClass, element: ElementClass): void {
  const page = globalThis as { [warned]?: Set<string> }
  const known = (page[warned] ??= new Set())
  const isOurs = there.version !== undefined
  const pair = isOurs ? `${there.version} ${there.from ?? ''}\n${element.version ?? ''} ${element.from ?? ''}` : tag
  if (known.has(pair)) return
  known.add(pair)
  const owner = isOurs ? `Callboard ${there.version} (${there.from ?? 'unknown URL'})` : 'something else on this page'
  const advice = isOurs ? 'Load one copy.' : 'Load Callboard with a prefix: callboard.js?prefix=my defines my-owner-badge.'
  // oxlint-disable-next-line no-console -- the only way to inform the maintainer of the page
  console.warn(
    `<${tag}> is already defined by ${owner}; Callboard ${element.version ?? 'of unknown version'} (${element.from ?? 'unknown URL'}) is not used. ${advice}`,
  )
}
