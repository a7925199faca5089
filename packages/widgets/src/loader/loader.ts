import { defineElement } from '../define-element.ts'
import { greetPortal, prefetch, type Question } from '../page/prefetch.ts'
import { elementTable } from './element-table.ts'

/** How long elements wait for their answers before they show a loading state. Milliseconds. */
const patience = 100

/** Where to look for elements, and with which names. */
export interface LoaderOptions {
  /** The root to observe. @default document */
  readonly root?: Document | ShadowRoot | Element | undefined
  /** `acme` looks for `<acme-owner-badge>`. @default none */
  readonly prefix?: string | undefined
  /** Called when an element could not be loaded. @default a warning on the console */
  readonly onError?: ((tag: string, error: unknown) => void) | undefined
}

/**
 * Defines the elements of this package when they first appear below `root`, including open shadow roots. Returns a function that stops looking.
 */
export function startLoader({ root = document, prefix, onError = warn }: LoaderOptions = {}): () => void {
  const lead = prefix === undefined || prefix === '' ? '' : `${prefix}-`
  const wanted = new Map(Object.keys(elementTable).map(name => [`${lead}${name}`, name]))
  const watched = new WeakSet<Node>()
  const awaited = new WeakMap<Node, Set<string>>()
  /** Elements whose code is loading, and what they will look up. */
  let expected: (readonly [HTMLElement, readonly Question[]])[] = []
  let answered: Promise<void> | undefined
  const coming = new Map<string, string>()
  const observer = new MutationObserver(records => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) visit(node)
  })

  const fetchElement = (tag: string, name: string): void => {
    wanted.delete(tag)
    coming.set(tag, name)
    const entry = elementTable[name]
    entry
      ?.load()
      .then(async element => {
        // An element that finds its answer renders once.
        if (entry.asks.length > 0) await Promise.race([answered, new Promise(resolve => setTimeout(resolve, patience))])
        defineElement(name, element, { prefix })
      })
      .catch((error: unknown) => {
        wanted.set(tag, name)
        onError(tag, error)
      })
      .finally(() => coming.delete(tag))
  }

  const expect = (element: Element, name: string): void => {
    const asks = elementTable[name]?.asks ?? []
    if (asks.length === 0 || !(element instanceof HTMLElement)) return
    if (expected.length === 0) {
      greetPortal(element)
      answered = Promise.resolve()
        .then(() => {
          const elements = expected
          expected = []
          return prefetch(elements)
        })
        .catch(() => {
          // The element retries, and reports the error.
        })
    }
    expected.push([element, asks])
  }

  const watch = (into: Node): void => {
    if (watched.has(into)) return
    watched.add(into)
    observer.observe(into, { childList: true, subtree: true })
    for (const child of into.childNodes) if (child instanceof Element) visit(child)
  }

  const awaitElement = (element: Element): void => {
    const { localName } = element
    const tree = element.getRootNode()
    const within = tree === root.getRootNode() ? root : (tree as ShadowRoot)
    const names = awaited.get(within) ?? new Set()
    if (names.has(localName)) return
    awaited.set(within, names.add(localName))
    // Elements that are removed in the meantime are not kept.
    const kept = new WeakRef(within)
    void customElements.whenDefined(localName).then(() => {
      for (const { shadowRoot } of kept.deref()?.querySelectorAll(localName) ?? []) if (shadowRoot !== null) watch(shadowRoot)
    })
  }

  const look = (element: Element): void => {
    const { localName, shadowRoot } = element
    if (shadowRoot !== null) watch(shadowRoot)
    if (!localName.includes('-')) return
    const name = wanted.get(localName)
    const later = name ?? coming.get(localName)
    // The look-up starts before the code is loaded, because its answer takes two round trips.
    if (later !== undefined) expect(element, later)
    // Other elements get their shadow root when they are defined.
    else if (shadowRoot === null && !element.matches(':defined')) awaitElement(element)
    if (name !== undefined) fetchElement(localName, name)
  }

  const visit = (element: Element): void => {
    look(element)
    for (const inner of element.querySelectorAll('*')) look(inner)
  }

  watch(root)
  return () => observer.disconnect()
}

function warn(tag: string, error: unknown): void {
  // oxlint-disable-next-line no-console -- the only way to inform the maintainer of the page
  console.warn(`Callboard could not fetch <${tag}>.`, error)
}
