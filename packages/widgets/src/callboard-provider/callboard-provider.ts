import { checkedClient, type Client } from '@callboard/core/client'
import { version } from '../version.ts'

/** On a server, which has no HTMLElement, the class can still be imported, like Lit's. */
const HTMLElement: typeof globalThis.HTMLElement = globalThis.HTMLElement ?? class {}

/**
 * Sets the portal for the elements inside it.
 *
 * @summary The URL of the portal for everything inside.
 * @attr {string} src - A handler, a static folder from `callboard build`, or a Backstage base URL; relative to the page.
 * @attr {string} entity-url - The URL of an entity's page, for links: `/catalog/{namespace}/{kind}/{name}`.
 * @fires {Event} callboard-provider-change - When its portal changes; does not bubble.
 */
export class CallboardProvider extends HTMLElement {
  /** The version of the package. */
  static readonly version: string = version
  /** The URL of the module. */
  static readonly from: string = import.meta.url
  static readonly observedAttributes: readonly string[] = ['src', 'entity-url']
  #client: Client | undefined

  /** A client that the page created itself; takes precedence over `src`. */
  get client(): Client | undefined {
    return this.#client
  }

  set client(client: Client | undefined) {
    if (client === this.#client) return
    this.#client = client
    this.#tell()
  }

  /**
   * The client that the page created, with its answers checked: it may return anything.
   *
   * @internal
   */
  checkedClient(): Client | undefined {
    return this.#client === undefined ? undefined : checkedClient(this.#client)
  }

  get src(): string {
    return this.getAttribute('src') ?? ''
  }

  set src(src: string) {
    this.setAttribute('src', src)
  }

  connectedCallback(): void {
    // A property set before the element was defined hides the accessor.
    if (!Object.hasOwn(this, 'client')) return
    const early = Object.getOwnPropertyDescriptor(this, 'client')?.value as Client | undefined
    Reflect.deleteProperty(this, 'client')
    this.client = early
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#tell()
  }

  #tell(): void {
    this.dispatchEvent(new Event('callboard-provider-change'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'callboard-provider': CallboardProvider
  }
}
