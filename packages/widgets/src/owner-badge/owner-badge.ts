import type { Client, Contact, OwnerAnswer } from '@callboard/core/client'
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit'
import { LookupController, type LookupStatus } from '../page/lookup-controller.ts'
import { Localize } from '../strings/localize.ts'
import { common } from '../style/tokens.ts'
import { version } from '../version.ts'
import { styles } from './owner-badge.styles.ts'
import { ownerDetails, passedOver } from './owner-details.ts'
import { placeDetails } from './place-details.ts'

/**
 * Who owns an entity. A press shows how to reach them now, why they are the owner, and whom to ask next.
 *
 * @summary The owner of an entity, how to reach them now, and why they are the owner.
 * @attr {string} entity - A reference (`component:default/payments-api`, kind and namespace may be left out), a name as logs have it, an old name or a title.
 * @attr {string} src - The address of a portal, instead of that of the provider.
 * @attr {boolean} inline - Shows the details below the badge instead of over the page.
 * @slot - Shown until the answer is there.
 * @slot loading - Shown instead until the answer is there.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer.
 * @fires {CallboardLoadEvent} callboard-load - The answer is there, or a newer one; detail `{ answer }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @fires {CallboardToggleEvent} callboard-toggle - The details were opened or closed; detail `{ open, answer }`.
 * @fires {CallboardContactEvent} callboard-contact - A way to reach somebody was chosen; detail `{ contact, answer }`; can be prevented.
 * @csspart badge - The button, with the name.
 * @csspart details - What a press shows.
 * @csspart title - The name in the details.
 * @csspart contact - A link to somebody.
 * @csspart contacts - The list of them.
 * @csspart because - The list of reasons.
 * @csspart escalation - The list of those to ask next.
 * @csspart note - What is uncertain or wrong.
 * @csspart missing - What the catalog does not say.
 * @csspart stale - Since when and why the answer is not up to date.
 */
export class OwnerBadge extends LitElement {
  static readonly version: string = version
  static readonly from: string = import.meta.url
  static override readonly styles: CSSResultGroup = [common, styles]
  static override readonly properties: PropertyDeclarations = {
    entity: { reflect: true },
    src: {},
    inline: { type: Boolean, reflect: true },
    open: { state: true },
  }

  declare entity: string
  declare src: string
  declare inline: boolean
  declare private open: boolean
  readonly #words: Localize = new Localize(this)
  readonly #lookup: LookupController<OwnerAnswer>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.inline = false
    this.open = false
    this.#lookup = new LookupController<OwnerAnswer>(this, {
      ask: (client: Client, entity) => client.owner(entity),
      peek: (client, entity) => client.peekOwner(entity),
      isEmpty: answer => answer.state === 'not-found',
      onSettled: status => this.#tell(status),
    })
  }

  /** The answer that is shown; `undefined` until it is there. */
  get answer(): OwnerAnswer | undefined {
    return this.#lookup.value
  }

  /** How the look-up stands. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    switch (this.#lookup.status) {
      case 'loading':
        return html`<slot name="loading"><slot>${this.childNodes.length === 0 ? this.entity : nothing}</slot></slot>`
      case 'error':
        return html`<slot name="error">${this.#badge('missing', this.#words.term('cannotLoad'))}</slot>`
      case 'empty':
        return html`<slot name="empty">${this.entity.trim() === '' ? nothing : this.#badge('missing', this.#words.term('notInCatalog', this.entity))}</slot>`
      case 'ready':
        return this.#owned(this.#lookup.value as OwnerAnswer)
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('open') && this.open && !this.inline) this.#place()
  }

  #owned(answer: OwnerAnswer): TemplateResult {
    const { owner, coOwners, stale, match } = answer
    if (owner === undefined) return this.#badge('none', this.#words.term('noOwner'))
    const isSure = owner.exists && stale === undefined && match.confidence !== 'low' && passedOver(answer) === undefined
    const name = coOwners.length === 0 ? owner.title : `${owner.title} +${String(coOwners.length)}`
    const label = coOwners.length === 0 ? owner.title : `${owner.title} ${this.#words.term('andMore', coOwners.length)}`
    return this.#badge(isSure ? '' : 'unsure', name, `${this.#words.term('owner')}: ${label}`)
  }

  /** Kept to as few nodes as there can be: a page may have a thousand of them. */
  #badge(look: string, name: string, label?: string): TemplateResult {
    return html`<button
        part="badge"
        class="badge ${look}"
        type="button"
        aria-label=${label ?? nothing}
        aria-expanded=${this.open ? 'true' : 'false'}
        @pointerdown=${this.#onPointerDown}
        @click=${this.#onPress}
      >${name}</button
      >${this.open ? this.#details() : nothing}`
  }

  #details(): TemplateResult {
    const { value, error } = this.#lookup
    const content = value === undefined ? this.#failure(error) : ownerDetails({ answer: value, words: this.#words, onContact: this.#onContact })
    const label = this.#words.term('ownerOf', value?.entity?.title ?? this.entity)
    return html`<div id="details" part="details" class="details" role="dialog" aria-label=${label} popover=${this.inline ? nothing : 'auto'} @toggle=${this.#onToggle} @keydown=${this.#onKey}>${content}</div>`
  }

  #failure(error: Error | undefined): TemplateResult {
    return html`<h2 part="title">${this.#words.term('cannotLoad')}</h2>
      <p class="error">${error?.message}</p>
      <button type="button" class="retry" @click=${this.#onRetry}>${this.#words.term('tryAgain')}</button>`
  }

  /** Whether the details were open when the press began: the browser closes a popover before the click comes. */
  #wasOpen: boolean | undefined
  readonly #onPointerDown = (): void => {
    this.#wasOpen = this.open
  }

  readonly #onPress = (): void => {
    const open = !(this.#wasOpen ?? this.open)
    this.#wasOpen = undefined
    this.#setOpen(open)
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.#setOpen(false)
  }

  #setOpen(open: boolean): void {
    if (this.open === open) return
    this.open = open
    this.dispatchEvent(new CustomEvent('callboard-toggle', { bubbles: true, composed: true, detail: { open, answer: this.answer } }))
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.inline) return
    this.#setOpen(false)
    this.renderRoot.querySelector('button')?.focus()
  }

  readonly #onRetry = (): void => {
    this.open = false
    this.#lookup.retry()
  }

  readonly #onContact = (event: Event, contact: Contact): void => {
    const detail = { contact, answer: this.answer }
    if (!this.dispatchEvent(new CustomEvent('callboard-contact', { bubbles: true, composed: true, cancelable: true, detail }))) event.preventDefault()
  }

  #place(): void {
    const button = this.renderRoot.querySelector<HTMLElement>('.badge')
    const details = this.renderRoot.querySelector<HTMLElement>('.details')
    if (button === null || details === null || details.matches(':popover-open')) return
    details.showPopover()
    const place = (): void => placeDetails(button, details)
    place()
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('scroll', place, { capture: true, passive: true, signal })
    window.addEventListener('resize', place, { signal })
    details.addEventListener('toggle', event => {
      if (event.newState === 'closed') stop.abort()
    }, { signal })
  }

  #tell(status: LookupStatus): void {
    if (status === 'error') this.dispatchEvent(new CustomEvent('callboard-error', { detail: { error: this.#lookup.error } }))
    else this.dispatchEvent(new CustomEvent('callboard-load', { detail: { answer: this.answer } }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'owner-badge': OwnerBadge
  }
}
