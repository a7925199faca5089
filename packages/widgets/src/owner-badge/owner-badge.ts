import type { Contact, OwnerAnswer } from '@callboard/core/client'
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { standsIn } from '../page/stands-in.ts'
import { Localize } from '../strings/localize.ts'
import { common } from '../style/tokens.ts'
import { version } from '../version.ts'
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

  override connectedCallback(): void {
    super.connectedCallback()
    fetchDetailsSoon()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  protected override updated(): void {
    // Another entity is another badge, and the details went with the button.
    if (this.#details?.isThere === false) this.#close()
    this.#details?.show(this.#lookup)
  }

  #owned(answer: OwnerAnswer): TemplateResult {
    const { owner, coOwners, stale, match } = answer
    if (owner === undefined) return this.#badge('none', this.#words.term('noOwner'))
    const isSure = owner.exists && stale === undefined && match.confidence !== 'low' && standsIn(answer) === undefined
    const name = coOwners.length === 0 ? owner.title : `${owner.title} +${String(coOwners.length)}`
    const label = coOwners.length === 0 ? owner.title : `${owner.title} ${this.#words.term('andMore', coOwners.length)}`
    return this.#badge(
      isSure ? '' : 'unsure',
      name,
      `${this.#words.term('owner')}: ${isSure ? label : this.#words.term('uncertain', label)}`,
    )
  }

  /** Kept to as few nodes and parts as there can be: a page may have a thousand of them. */
  #badge(look: string, name: string, label?: string): TemplateResult {
    const classes = `badge ${look} ${name.length > mostLetters ? 'long' : ''}`
    return html`<button part="badge" class=${classes} type="button" aria-label=${label ?? nothing} aria-expanded="false" @click=${this.#onPress} .textContent=${name}></button>`
  }

  /** One press opens, the next one shuts, also before the code of the details is there. */
  async #onPress(event: Event): Promise<void> {
    // The button is the invoker of the popover (see OpenDetails): its default action would shut what opens here.
    event.preventDefault()
    this.#isWanted = this.#details === undefined && !this.#isWanted
    if (!this.#isWanted) return this.#close()
    const button = event.currentTarget as HTMLButtonElement
    try {
      const { OpenDetails } = await loadDetails()
      // Pressed again, or taken out of the page meanwhile.
      if (!this.#isWanted || this.#details !== undefined || !button.isConnected) return
      this.#details = new OpenDetails(button, {
        host: this,
        words: this.#words,
        onClose: () => this.#close(),
        onContact: (event, contact) => this.#tellContact(event, contact),
        onRetry: () => {
          this.#close()
          this.#lookup.retry()
        },
      })
    } catch (error) {
      this.#isWanted = false
      this.dispatchEvent(new CustomEvent('callboard-error', { detail: { error } }))
      if (button.nextSibling instanceof Element) return
      const note = this.ownerDocument.createElement('span')
      note.role = 'alert'
      note.className = 'error'
      note.textContent = ` ${this.#words.term('cannotLoad')}`
      return button.after(note)
    }
    this.#details.show(this.#lookup)
    this.#toggled(true)
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

const loadDetails = (): Promise<typeof import('./open-details.ts')> => import('./open-details.ts')

let isSoon = false

/** The code of the details is fetched when somebody turns to the page at all: a press finds it there, and a page that is only glanced at costs less. */
function fetchDetailsSoon(): void {
  if (isSoon) return
  isSoon = true
  const load = (): void => void loadDetails().catch(() => {})
  for (const type of ['pointerover', 'focusin', 'touchstart']) document.addEventListener(type, load, { once: true, passive: true })
}

declare global {
  interface HTMLElementTagNameMap {
    'owner-badge': OwnerBadge
  }
}
