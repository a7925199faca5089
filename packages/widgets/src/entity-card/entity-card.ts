import type { Client, Contact, Entity, OwnerAnswer } from '@callboard/core/client'
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { refresh, searchNone } from '../style/badge-icons.ts'
import { findEntityUrl } from '../page/find-portal.ts'
import { isUnread } from '../page/is-unread.ts'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { enCard } from '../strings/en-card.ts'
import { enDetails } from '../strings/en-details.ts'
import { LateWords } from '../strings/late-words.ts'
import { Localize } from '../strings/localize.ts'
import { iconAvatar } from '../style/avatar.ts'
import { icon } from '../style/icon.ts'
import { note, offline } from '../style/note.ts'
import { common } from '../style/tokens.ts'
import { version } from '../version.ts'
import { cardContent, staleNote } from './card-content.ts'
import { styles } from './entity-card.styles.ts'
import { Neighbours } from './neighbours.ts'
import { refsBeside } from './related.ts'

const usualLevel = 3

interface Found {
  /** `undefined` when no entity was found. */
  readonly entity: Entity | undefined
  readonly owner: OwnerAnswer
}

const lookup: LookupOptions<Found> = {
  ask: askBoth,
  peek: peekBoth,
  isEmpty: ({ entity }) => entity === undefined,
  detail: found => ({ entity: found?.entity, answer: found?.owner }),
}

/**
 * One entity at a glance: what it is, who owns it and how to reach them, its system, tags and links.
 *
 * @summary One entity at a glance.
 * @attr {string} entity - A reference; kind and namespace are optional, and old names resolve.
 * @attr {string} src - The URL of a portal, instead of the provider's.
 * @attr {number} level - The level of its heading, 1 to 6; 3 by default.
 * @slot - Shown until the answer arrives.
 * @slot loading - Shown instead until the answer arrives.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer, or when a source that may contain the entity cannot be read.
 * @slot actions - Additional content at the end of the card.
 * @fires {CallboardLoadEvent} callboard-load - An answer, or a newer one, has arrived; detail `{ entity, answer }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @fires {CallboardContactEvent} callboard-contact - A contact was chosen; detail `{ contact, answer }`; can be prevented.
 * @csspart card - The card.
 * @csspart title - Its heading.
 * @csspart description - The description of the entity.
 * @csspart contact - A link to a contact.
 * @csspart tag - A tag.
 * @csspart avatar - The picture or initials of a person or a group.
 * @csspart note - A note about something uncertain or wrong.
 * @csspart stale - Since when the answer is stale, and why.
 */
export class EntityCard extends LitElement {
  /** The version of the package. */
  static readonly version: string = version
  /** The URL of the module. */
  static readonly from: string = import.meta.url
  static override readonly styles: CSSResultGroup = [common, styles]
  static override readonly properties: PropertyDeclarations = {
    entity: { reflect: true, useDefault: true },
    src: { useDefault: true },
    level: { type: Number, useDefault: true },
  }

  declare entity: string
  declare src: string
  declare level: number
  readonly #words: LateWords = new LateWords(new Localize(this), { ...enDetails, ...enCard })
  readonly #lookup: LookupController<Found>
  readonly #neighbours: Neighbours<Found>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.level = usualLevel
    this.#lookup = new LookupController(this, lookup)
    this.#neighbours = new Neighbours<Found>(
      this,
      () => this.#lookup.value,
      ({ entity, owner }) => {
        const client = this.#lookup.portal?.client
        return entity === undefined || client === undefined ? undefined : { client, refs: refsBeside(entity, owner) }
      },
    )
  }

  /** The state of the look-up. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    const words = this.#words
    const { status, value, error } = this.#lookup
    const name = this.entity.trim()
    if (status === 'loading')
      return html`<slot name="loading"><div part="card" class="card loading"><div><slot>${name === '' ? nothing : skeleton(name)}</slot></div></div></slot>`
    if (status === 'error') return this.#failed(words.term('notLoaded'), note('wrong', offline, error?.message))
    if (name === '' || value === undefined) return html`<slot name="empty"></slot>`
    const { entity, owner } = value
    if (entity !== undefined) {
      const view = { entity, owner, words, beside: this.#neighbours.known, entityUrl: findEntityUrl(this) }
      return html`<article part="card" class="card" aria-labelledby="title">${cardContent({ ...view, level: headingLevel(this.level), onContact: this.#onContact })}<slot name="actions"></slot></article>`
    }
    if (owner.stale !== undefined && isUnread(owner)) return this.#failed(words.term('notLookedUp'), staleNote(owner.stale, words))
    return html`<slot name="empty"><div part="card" class="card missing">${head(iconAvatar(searchNone), words.term('notInCatalog', name))}</div></slot>`
  }

  /** Keeps the content that the author of the page wrote, marked. */
  #failed(says: string, why: TemplateResult): TemplateResult {
    const shown = html`<div><slot>${head(iconAvatar(offline), html`<bdi>${this.entity}</bdi>`, says)}</slot></div>`
    return html`<slot name="error"><div part="card" class="card failed">${shown}${why}<div class="actions"><button type="button" class="button retry" @click=${this.#onRetry}>${icon(refresh)}${this.#words.term('tryAgain')}</button></div></div></slot>`
  }

  readonly #onRetry = (): void => this.#lookup.retry()

  readonly #onContact = (event: Event, contact: Contact): void => {
    const detail = { contact, answer: this.#lookup.value?.owner }
    if (!this.dispatchEvent(new CustomEvent('callboard-contact', { bubbles: true, composed: true, cancelable: true, detail })))
      event.preventDefault()
  }
}

function headingLevel(wanted: number): number {
  return Math.min(6, Math.max(1, Math.trunc(wanted))) || usualLevel
}

/** A card without an entity: the requested name, and the reason. */
function head(before: TemplateResult, title: unknown, line?: string): TemplateResult {
  return html`<div class="head">${before}<div><p class="title">${title}</p>${line === undefined ? nothing : html`<p class="kind">${line}</p>`}</div></div>`
}

/** A placeholder of about the final size. */
function skeleton(name: string): TemplateResult {
  return html`${head(iconAvatar(''), html`<bdi>${name}</bdi>`, '\u2026')}<div class="bar"></div><div class="bar"></div>`
}

async function askBoth(client: Client, ref: string): Promise<Found> {
  const [entity, owner] = await Promise.all([client.get(ref), client.owner(ref)])
  return { entity, owner }
}

function peekBoth(client: Client, ref: string): Found | undefined {
  const [entity, owner] = [client.peekEntity(ref), client.peekOwner(ref)]
  return entity === undefined || owner === undefined ? undefined : { entity, owner }
}

declare global {
  interface HTMLElementTagNameMap {
    'entity-card': EntityCard
  }
}
