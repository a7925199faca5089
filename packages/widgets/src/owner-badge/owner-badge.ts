import { safeUrl, type Contact, type OwnerAnswer } from '@callboard/core/client'
import { html, LitElement, nothing, render, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { hasOwnText } from '../page/own-text.ts'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { Localize } from '../strings/localize.ts'
import { icon } from '../style/icon.ts'
import { common } from '../style/tokens.ts'
import { version } from '../version.ts'
import { personNone, refresh, searchNone } from '../style/badge-icons.ts'
import { doubtIcons, doubtOf } from '../answer/doubt.ts'
import type { OpenDetails } from './open-details.ts'
import { styles } from './owner-badge.styles.ts'

const lookup: LookupOptions<OwnerAnswer> = {
  ask: (client, entity) => client.owner(entity),
  peek: (client, entity) => client.peekOwner(entity),
  isEmpty: answer => answer.state === 'not-found',
  detail: answer => ({ answer }),
}

/** A longer name wraps if necessary. A shorter one is never cut off, because checking would cost every badge on a page. */
const mostLetters = 16

/**
 * The owner of an entity. A press shows how to reach them now, why they are the owner, and whom to ask next.
 *
 * @summary The owner of an entity, how to reach them now, and why they are the owner.
 * @attr {string} entity - A reference (`component:default/payments-api`, kind and namespace are optional), a name from a log, an old name or a title.
 * @attr {string} src - The URL of a portal, instead of the provider's.
 * @attr {boolean} inline - Shows the details below the badge instead of over the page.
 * @slot - Shown until the answer arrives.
 * @slot loading - Shown instead until the answer arrives.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer, or when a source that may contain the entity cannot be read.
 * @fires {CallboardLoadEvent} callboard-load - An answer, or a newer one, has arrived; detail `{ answer }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @fires {CallboardToggleEvent} callboard-toggle - The details were opened or closed; detail `{ open, answer }`.
 * @fires {CallboardContactEvent} callboard-contact - A contact was chosen; detail `{ contact, answer }`; can be prevented.
 * @csspart badge - The button, with the name.
 * @csspart details - The details, which a press shows.
 * @csspart title - The name in the details.
 * @csspart avatar - The picture or the initials before it.
 * @csspart close - The button that closes the details.
 * @csspart primary - The best contact now; also has the part `contact`.
 * @csspart copy - The button that copies a contact.
 * @csspart contact - A link to a contact.
 * @csspart contacts - The list of contacts.
 * @csspart because - The list of reasons.
 * @csspart escalation - The list of owners to ask next.
 * @csspart note - A note about something uncertain or wrong.
 * @csspart missing - What is missing from the catalog.
 * @csspart stale - Since when the answer is stale, and why.
 */
export class OwnerBadge extends LitElement {
  /** The version of the package. */
  static readonly version: string = version
  /** The URL of the module. */
  static readonly from: string = import.meta.url
  static override readonly styles: CSSResultGroup = [common, styles]
  static override readonly properties: PropertyDeclarations = {
    entity: { reflect: true, useDefault: true },
    src: { useDefault: true },
    inline: {
      reflect: true,
      converter: { fromAttribute: value => value !== null && value !== 'false', toAttribute: value => (value === true ? '' : null) },
    },
  }

  declare entity: string
  declare src: string
  declare inline: boolean
  #details: OpenDetails | undefined
  #isWanted = false
  /** The entity whose details are open: they stay while its badge changes. */
  #openFor: string | undefined
  readonly #words: Localize = new Localize(this)
  readonly #lookup: LookupController<OwnerAnswer>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.inline = false
    this.#lookup = new LookupController(this, lookup)
  }

  /** The answer that is shown; `undefined` until it arrives. */
  get answer(): OwnerAnswer | undefined {
    return this.#lookup.value
  }

  /** The state of the look-up. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    const words = this.#words
    const name = this.entity.trim()
    switch (this.#lookup.status) {
      case 'loading': {
        const isOwn = hasOwnText(this)
        const shown = html`<slot>${isOwn ? '' : name}</slot>`
        return html`<slot name="loading">${name === '' && !isOwn ? shown : html`<span class="badge loading">${shown}</span>`}</slot>`
      }
      case 'error':
        return this.#failed(name, words.term('notLoaded'))
      case 'empty':
        // A source that may contain it cannot be read.
        if (this.#lookup.value?.stale !== undefined) return this.#failed(name, words.term('notLookedUp'))
        return html`<slot name="empty">${name === '' ? nothing : this.#badge('missing long', searchNone, [`${name} `, small(words.term('notFound'))])}</slot>`
      case 'ready':
        return this.#owned(this.#lookup.value as OwnerAnswer)
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#leave()
  }

  protected override updated(): void {
    const { status } = this.#lookup
    // Another state of the badge renders another button, and the details were removed with the previous one.
    if (this.#details?.isThere === false) this.#close()
    this.#details?.show(this.#lookup)
    if (status === 'loading') return
    fetchDetailsSoon()
    const button = this.renderRoot.querySelector('button')
    if (this.#openFor === this.entity && this.#details === undefined && button !== null) void this.#open(button)
  }

  /** Keeps the content that the author of the page wrote, marked. Interactive content is placed next to the badge instead of in it. */
  #failed(name: string, says: string): TemplateResult {
    const isOwn = hasOwnText(this)
    const isPressable = isOwn && this.querySelector('a,button,input,select,textarea,[tabindex]') !== null
    const text = isOwn ? html`<slot></slot> ` : `${name} `
    return html`<slot name="error">${isPressable ? text : ''}${this.#badge('missing long', refresh, [isPressable ? '' : text, small(says)])}</slot>`
  }

  #owned(answer: OwnerAnswer): TemplateResult {
    const words = this.#words
    const { owner, coOwners, entity, file } = answer
    if (owner === undefined) return this.#badge('none', personNone, words.term('noOwner'))
    const { title, kind } = owner
    const doubt = doubtOf(answer)
    const more = coOwners.length === 0 ? '' : `+${String(coOwners.length)}`
    const name = more === '' ? title : `${title} ${more}`
    const said = doubt === undefined ? name : doubt === 'instead' ? words.term('uncertain', name) : words.term('doubt', name, doubt)
    const of =
      file === undefined && entity?.ref === owner.ref ? words.term('owner') : words.term('ownerOf', file ?? entity?.title ?? this.entity)
    const label = `${of}: ${said}`
    const classes = `${kind === 'User' ? 'person' : ''} ${name.length > mostLetters ? 'long' : ''}`
    const mark = letter.exec(title)?.[0].toUpperCase() ?? '#'
    // As few nodes and parts as possible: a page may have a thousand badges.
    if (doubt === undefined && more === '')
      return html`<button part="badge" class="badge ${classes}" type="button" data-mark=${mark} aria-label=${label} aria-expanded="false" @click=${this.#onPress} .textContent=${title}></button>`
    const content = more === '' ? title : [`${title} `, small(more)]
    return doubt === undefined
      ? this.#badge(classes, undefined, content, label, mark)
      : this.#badge(`${doubt === 'inherited' ? '' : 'unsure'} ${classes}`, doubtIcons[doubt], content, label)
  }

  #badge(look: string, path: string | undefined, content: unknown, label?: string, mark?: string): TemplateResult {
    const shown = path === undefined ? nothing : icon(path, path === doubtIcons.inherited ? 'directed' : '')
    return html`<button part="badge" class="badge ${look}" type="button" data-mark=${mark ?? nothing} aria-label=${label ?? nothing} aria-expanded="false" @click=${this.#onPress}>${shown}<span>${content}</span></button>`
  }

  /** One press opens, the next one closes, even before the code of the details is loaded. */
  #onPress(event: Event): void {
    // The button is the invoker of the popover (see OpenDetails): its default action would close what opens here.
    event.preventDefault()
    if (this.#details !== undefined || this.#isWanted) return this.#leave()
    // Without an answer, a press shows why, and retries. The result is shown in the same place.
    if (this.#lookup.status !== 'ready') this.#lookup.portalChanged()
    void this.#open(event.currentTarget as HTMLButtonElement)
  }

  async #open(button: HTMLButtonElement): Promise<void> {
    this.#isWanted = true
    try {
      const { OpenDetails } = await loadDetails()
      // Pressed again, or removed from the page in the meantime.
      if (!this.#isWanted || this.#details !== undefined || !button.isConnected) return
      this.#details = new OpenDetails(button, {
        host: this,
        words: this.#words,
        onClose: () => this.#leave(),
        onContact: (event, contact) => this.#tellContact(event, contact),
        onRetry: () => this.#lookup.retry(),
      })
    } catch (error) {
      this.#isWanted = false
      this.dispatchEvent(new CustomEvent('callboard-error', { detail: { error } }))
      if (button.nextElementSibling === null) button.after(this.#bareDetails())
      return
    }
    this.#openFor = this.entity
    this.#details.show(this.#lookup)
    this.#toggled(true)
  }

  /** If the code of the details cannot be loaded, shows what is known: the contacts, or that there is no answer. */
  #bareDetails(): HTMLElement {
    const note = this.ownerDocument.createElement('span')
    note.role = 'alert'
    note.part.add('details')
    const ways = (this.answer?.reach ?? []).map(contact => {
      const href = safeUrl(contact.href ?? '')
      const text = `${contact.label}: ${contact.value}`
      return html`<br>${href === undefined ? text : html`<a part="contact" href=${href} rel="noopener noreferrer" @click=${(event: Event) => this.#tellContact(event, contact)}>${text}</a>`}`
    })
    render(ways.length > 0 ? ways : (this.#lookup.error?.message ?? this.#words.term('cannotLoad')), note)
    return note
  }

  /** The user closes the details. */
  #leave(): void {
    this.#openFor = undefined
    this.#close()
  }

  #close(): void {
    this.#isWanted = false
    if (this.#details === undefined) return
    // Removing it from the page moves the focus, which would call this again.
    const details = this.#details
    this.#details = undefined
    details.close()
    this.#toggled(false)
  }

  #toggled(open: boolean): void {
    this.dispatchEvent(new CustomEvent('callboard-toggle', { bubbles: true, composed: true, detail: { open, answer: this.answer } }))
  }

  #tellContact(event: Event, contact: Contact): void {
    const detail = { contact, answer: this.answer }
    if (!this.dispatchEvent(new CustomEvent('callboard-contact', { bubbles: true, composed: true, cancelable: true, detail })))
      event.preventDefault()
  }
}

/** Text next to a name. */
const small = (text: string): TemplateResult => html`<span class="more">${text}</span>`

/** The mark of a name: its first letter or digit. */
const letter = /[\p{L}\p{N}]/u

const loadDetails = (): Promise<typeof import('./open-details.ts')> => import('./open-details.ts')

let isSoon = false

/** Loads the code of the details when the page is idle or the user points at a badge, so that it is available on a press, even if the portal is not. */
function fetchDetailsSoon(): void {
  if (isSoon) return
  isSoon = true
  const load = (): void => void loadDetails().catch(() => {})
  for (const type of ['pointerover', 'focusin', 'touchstart']) document.addEventListener(type, load, { once: true, passive: true })
  if ('requestIdleCallback' in window) requestIdleCallback(load)
  else setTimeout(load, 1000)
}

declare global {
  interface HTMLElementTagNameMap {
    'owner-badge': OwnerBadge
  }
}
