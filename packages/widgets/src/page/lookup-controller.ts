import type { Client } from '@callboard/core/client'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { findPortal } from './find-portal.ts'
import { nearestProvider, type ProviderElement } from './nearest-provider.ts'
import type { Follower, PagePortal } from './page-portal.ts'

/** The state of a look-up. `empty`: nothing was found, or no entity is set. */
export type LookupStatus = 'loading' | 'ready' | 'empty' | 'error'

/** An element that looks up one entity. */
export interface LookupHost extends ReactiveControllerHost, HTMLElement {
  entity: string
  src: string
  readonly isUpdatePending: boolean
}

export interface LookupOptions<T> {
  readonly ask: (client: Client, entity: string) => Promise<T | undefined>
  /** The answer that the client already has, if any: shown immediately, without a look-up. */
  readonly peek: (client: Client, entity: string) => T | undefined
  /** True for an answer that means nothing was found. @default `undefined` only */
  readonly isEmpty?: ((value: T) => boolean) | undefined
  /** The detail of `callboard-load`. */
  readonly detail: (value: T | undefined) => object
}

/**
 * Looks up the `entity` of an element in its portal, and again when the entity, the portal or the catalog changes. An answer stays while a newer one is
 * fetched. The element fires `callboard-load` or `callboard-error` once for each answer or error that it shows.
 */
export class LookupController<T> implements ReactiveController, EventListenerObject, Follower {
  status: LookupStatus = 'loading'
  value: T | undefined
  error: Error | undefined
  portal: PagePortal | undefined
  readonly #host: LookupHost
  readonly #options: LookupOptions<T>
  #asked: string | undefined
  /** Counts look-ups: the answer to an older one is ignored. */
  #turn = 0
  /** No event has been fired yet for what is shown. */
  #isUnfired = false
  #isFollowing = false

  constructor(host: LookupHost, options: LookupOptions<T>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    const provider = nearestProvider(this.#host)
    // The properties of a provider exist once it is defined.
    if (provider !== undefined && !provider.matches(':defined'))
      void customElements.whenDefined(provider.localName).then(() => this.handleEvent())
    provider?.addEventListener('callboard-provider-change', this)
    this.#provider = provider
    this.handleEvent()
  }

  hostDisconnected(): void {
    this.#provider?.removeEventListener('callboard-provider-change', this)
    this.#provider = undefined
    this.#turn++
    this.#leave()
  }

  hostUpdate(): void {
    const host = this.#host
    // Frameworks may set null or undefined. A string is not set again, or a removed attribute would come back empty.
    if (typeof host.entity !== 'string') host.entity = textOf(host.entity)
    if (typeof host.src !== 'string') host.src = textOf(host.src)
    const { src, isConnected } = host
    const entity = host.entity.trim()
    const question = `${entity}\n${src}`
    if (!isConnected || question === this.#asked) return
    this.#asked = question
    const portal = this.#findPortal(src)
    if (portal instanceof Error) {
      this.#leave()
      this.portal = undefined
      return this.#settle('error', undefined, portal)
    }
    if (portal !== this.portal || !this.#isFollowing) {
      this.#leave()
      this.portal = portal
      portal.follow(this)
      this.#isFollowing = true
    }
    if (this.#shown !== question) this.#forget()
    this.#shown = question
    const kept = this.status === 'loading' && entity !== '' ? this.#options.peek(portal.client, entity) : undefined
    if (kept === undefined) void this.#ask(entity)
    else this.#settle(this.#options.isEmpty?.(kept) === true ? 'empty' : 'ready', kept, undefined)
  }

  hostUpdated(): void {
    if (!this.#isUnfired) return
    this.#isUnfired = false
    const [type, detail] =
      this.status === 'error' ? ['callboard-error', { error: this.error }] : ['callboard-load', this.#options.detail(this.value)]
    this.#host.dispatchEvent(new CustomEvent(type, { detail }))
  }

  /** Looks up again: for a button next to an error. */
  retry(): void {
    this.#forget()
    this.handleEvent()
  }

  /** Anything in the portal may have changed. */
  portalChanged(): void {
    void this.#ask(this.#host.entity.trim())
  }

  /** The portal of the provider has changed. */
  handleEvent(): void {
    this.#asked = undefined
    this.#host.requestUpdate()
  }

  #provider: ProviderElement | undefined
  /** The look-up whose answer is shown or pending. */
  #shown: string | undefined

  #findPortal(src: string): PagePortal | Error {
    try {
      return (
        findPortal(this.#host, src, this.#provider) ??
        new Error('No portal is set: set src, wrap it in a <callboard-provider>, or add <meta name="callboard-src">')
      )
    } catch {
      return new Error(
        src === '' && this.#provider?.client !== undefined ? 'The client of the provider is invalid' : `"${src}" is not a portal URL`,
      )
    }
  }

  async #ask(entity: string): Promise<void> {
    const turn = ++this.#turn
    if (entity === '') return this.#settle('empty', undefined, undefined)
    const client = this.portal?.client
    if (client === undefined) return
    try {
      const value = await this.#options.ask(client, entity)
      if (turn !== this.#turn) return
      const isEmpty = value === undefined || this.#options.isEmpty?.(value) === true
      this.#settle(isEmpty ? 'empty' : 'ready', value, undefined)
    } catch (error) {
      // An answer stays valid when the catalog cannot be reached for a moment.
      if (turn !== this.#turn || this.status === 'ready') return
      this.#settle('error', undefined, error instanceof Error ? error : new Error('The look-up failed'))
    }
  }

  #settle(status: LookupStatus, value: T | undefined, error: Error | undefined): void {
    if (this.status === status && this.value === value && this.error?.message === error?.message) return
    this.status = status
    this.value = value
    this.error = error
    if (!this.#host.isUpdatePending) this.#host.requestUpdate()
    this.#isUnfired = true
  }

  #forget(): void {
    this.status = 'loading'
    this.value = undefined
    this.error = undefined
  }

  #leave(): void {
    if (this.#isFollowing) this.portal?.leave(this)
    this.#isFollowing = false
  }
}

function textOf(value: unknown): string {
  return String(value ?? '')
}
