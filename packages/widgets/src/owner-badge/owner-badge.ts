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

/** A longer name takes more lines where it has to. A shorter one is never cut off: that would cost every badge of a page. */
const mostLetters = 16

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
 * @slot error - Shown when there is no answer, or when a source that may have the entity cannot be read.
 * @fires {CallboardLoadEvent} callboard-load - The answer is there, or a newer one; detail `{ answer }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @fires {CallboardToggleEvent} callboard-toggle - The details were opened or closed; detail `{ open, answer }`.
 * @fires {CallboardContactEvent} callboard-contact - A way to reach somebody was chosen; detail `{ contact, answer }`; can be prevented.
 * @csspart badge - The button, with the name.
 * @csspart details - What a press shows.
 * @csspart title - The name in the details.
 * @csspart avatar - The picture or the initials before it.
 * @csspart close - The button that closes the details.
 * @csspart primary - The best way to reach them now; a contact too.
 * @csspart copy - The button that copies a contact.
 * @csspart contact - A link to somebody.
 * @csspart contacts - The list of them.
 * @csspart because - The list of reasons.
 * @csspart escalation - The list of those to ask next.
 * @csspart note - What is uncertain or wrong.
 * @csspart missing - What the catalog does not say.
 * @csspart stale - Since when and why the answer is not up to date.
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
  /** The entity whose details somebody opened: they stay while its badge changes. */
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

  /** The answer that is shown; `undefined` until it is there. */
  get answer(): OwnerAnswer | undefined {
    return this.#lookup.value
  }

  /** How the look-up stands. */
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
        // A source that may have it cannot be read.
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
    // Another look of the badge is another button, and the details went with the one before.
    if (this.#details?.isThere === false) this.#close()
    this.#details?.show(this.#lookup)
    if (status === 'loading') return
    fetchDetailsSoon()
    const button = this.renderRoot.querySelector('button')
    if (this.#openFor === this.entity && this.#details === undefined && button !== null) void this.#open(button)
  }

  /** What the author of the page wrote stays, marked. Where it can be pressed itself, it stands beside the badge instead of in it. */
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
    // Kept to as few nodes and parts as there can be: a page may have a thousand of them.
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

  /** One press opens, the next one shuts, also before the code of the details is there. */
  #onPress(event: Event): void {
    // The button is the invoker of the popover (see OpenDetails): its default action would shut what opens here.
    event.preventDefault()
    if (this.#details !== undefined || this.#isWanted) return this.#leave()
    // Without an answer, a press says why, and asks again. What comes then is shown in the same place.
    if (this.#lookup.status !== 'ready') this.#lookup.portalChanged()
    void this.#open(event.currentTarget as HTMLButtonElement)
  }

  async #open(button: HTMLButtonElement): Promise<void> {
    this.#isWanted = true
    try {
      const { OpenDetails } = await loadDetails()
      // Pressed again, or taken out of the page meanwhile.
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

  /** Where the code of the details cannot be fetched, what is known is still there: how to reach them, or that there is no answer. */
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

  /** Somebody is done with the details. */
  #leave(): void {
    this.#openFor = undefined
    this.#close()
  }

  #close(): void {
    this.#isWanted = false
    if (this.#details === undefined) return
    // Taking it out of the page moves the focus, which would come back here.
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

/** What is said beside a name. */
const small = (text: string): TemplateResult => html`<span class="more">${text}</span>`

/** The first letter or digit of a name is its mark. */
const letter = /[\p{L}\p{N}]/u

const loadDetails = (): Promise<typeof import('./open-details.ts')> => import('./open-details.ts')

let isSoon = false

/** The code of the details is fetched when the page is idle, or somebody turns to it before: a press finds it there, also when the portal is gone by then. */
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
