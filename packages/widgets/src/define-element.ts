/** What every element class of this package carries beside the element itself. */
export interface ElementClass extends CustomElementConstructor {
  /** The version of the package it came with. */
  readonly version?: string
  /** Where its module was loaded from. */
  readonly from?: string
}

/** Under which name an element is defined, and where. */
export interface DefineOptions {
  /** `acme` defines `acme-owner-badge`, for pages whose own elements have our names. @default none */
  readonly prefix?: string | undefined
  /** Where there is none, as on a server, nothing is defined. @default customElements */
  readonly registry?: Pick<CustomElementRegistry, 'get' | 'define'> | undefined
}

const told = Symbol.for('callboard.told')

/**
 * Defines an element unless its name is taken: the first copy on a page wins, whatever its version, and one warning for the page names both. Throws nothing.
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
  const page = globalThis as { [told]?: Set<string> }
  const known = (page[told] ??= new Set())
  const isOurs = there.version !== undefined
  const pair = isOurs ? `${there.version} ${there.from ?? ''}\n${element.version ?? ''} ${element.from ?? ''}` : tag
  if (known.has(pair)) return
  known.add(pair)
  const owner = isOurs ? `Callboard ${there.version} (${there.from ?? 'unknown address'})` : 'something else on this page'
  const advice = isOurs ? 'Load one copy.' : 'Load Callboard with a prefix: callboard.js?prefix=my defines my-owner-badge.'
  // oxlint-disable-next-line no-console -- the only place to tell whoever maintains the page
  console.warn(
    `<${tag}> is already defined by ${owner}; that of Callboard ${element.version ?? 'of unknown version'} (${element.from ?? 'unknown address'}) is not used. ${advice}`,
  )
}
