import { safeUrl, type Client, type Contact, type Entity, type OwnerAnswer } from '@callboard/core/client'
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { contactLink } from '../page/contact-link.ts'
import { entityHref } from '../page/entity-href.ts'
import { specText, titleOf } from '../page/entity-words.ts'
import { findEntityUrl } from '../page/find-portal.ts'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { standsIn } from '../page/stands-in.ts'
import { enCard } from '../strings/en-card.ts'
import { LateWords } from '../strings/late-words.ts'
import { Localize } from '../strings/localize.ts'
import { common } from '../style/tokens.ts'
import { version } from '../version.ts'
import { emphasis } from './emphasis.ts'
import { styles } from './entity-card.styles.ts'
import { askBeside, mostNamed, nameIn, peopleOf, refsBeside, systemOf, systemRef } from './related.ts'

const mostContacts = 3
const mostLinks = 6
const usualLevel = 3

interface Shown {
  readonly entity: Entity
  readonly owner: OwnerAnswer
  /** What the card names beside it, by reference. */
  readonly beside: ReadonlyMap<string, Entity>
}

const lookup: LookupOptions<Shown> = {
  ask: askBoth,
  peek: peekBoth,
  detail: shown => ({ entity: shown?.entity, answer: shown?.owner }),
}

/**
 * One entity at a glance: what it is, who owns it and how to reach them, its system, tags and links.
 *
 * @summary One entity at a glance.
 * @attr {string} entity - A reference; kind and namespace may be left out, and old names resolve.
 * @attr {string} src - The address of a portal, instead of that of the provider.
 * @attr {number} level - The level of its heading, 1 to 6; 3 when left out.
 * @slot - Shown until the answer is there.
 * @slot loading - Shown instead until the answer is there.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer.
 * @slot actions - More, at the end of the card.
 * @fires {CallboardLoadEvent} callboard-load - The answer is there, or a newer one; detail `{ entity, answer }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @fires {CallboardContactEvent} callboard-contact - A way to reach somebody was chosen; detail `{ contact, answer }`; can be prevented.
 * @csspart card - The card.
 * @csspart title - Its heading.
 * @csspart description - What the entity says of itself.
 * @csspart contact - A link to somebody.
 * @csspart tag - One tag.
 */
export class EntityCard extends LitElement {
  static readonly version: string = version
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
  readonly #words: LateWords = new LateWords(new Localize(this), enCard)
  readonly #lookup: LookupController<Shown>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.level = usualLevel
    this.#lookup = new LookupController(this, lookup)
  }

  /** How the look-up stands. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    const { status, value, error } = this.#lookup
    if (status === 'loading') return html`<slot name="loading"><slot><div class="card muted">${this.entity}</div></slot></slot>`
    if (status === 'error') {
      return html`<slot name="error"><div part="card" class="card"><p class="error">${error?.message}</p><button type="button" class="retry" @click=${this.#onRetry}>${this.#words.term('tryAgain')}</button></div></slot>`
    }
    if (value === undefined) {
      if (this.entity.trim() === '') return html`<slot name="empty"></slot>`
      return html`<slot name="empty"><div part="card" class="card muted">${this.#words.term('notInCatalog', this.entity)}</div></slot>`
    }
    return this.#card(value)
  }

  #card({ entity, owner, beside }: Shown): TemplateResult {
    const { metadata } = entity
    const href = entityHref(entity, findEntityUrl(this))
    const title = html`<bdi>${titleOf(entity)}</bdi>`
    const system = systemOf(entity)
    const people = peopleOf(entity)
    const isOrg = entity.kind === 'Group' || entity.kind === 'User'
    const contacts = owner.reach.slice(0, mostContacts)
    // What is linked once is not linked again.
    const linked = new Set([href, ...contacts.map(({ href: to }) => (to === undefined ? undefined : safeUrl(to)))])
    const links = (metadata.links ?? [])
      .flatMap(({ url, title: name }) => {
        const safe = safeUrl(url)
        if (safe === undefined || linked.has(safe)) return []
        linked.add(safe)
        return [{ url: safe, name: name ?? new URL(safe).host }]
      })
      .slice(0, mostLinks)
    const row = (label: string, content: unknown): TemplateResult => html`<dt>${label}</dt><dd>${content}</dd>`
    return html`<article part="card" class="card" aria-labelledby="title">
      <div id="title" part="title" class="title" role="heading" aria-level=${headingLevel(this.level)}>${href === undefined ? title : html`<a href=${href}>${title}</a>`}</div>
      <p class="kind"><bdi>${[entity.kind, specText(entity, 'type'), specText(entity, 'lifecycle')].filter(Boolean).join(' · ')}</bdi></p>
      ${metadata.description === undefined ? nothing : html`<p part="description" class="description"><bdi>${emphasis(metadata.description)}</bdi></p>`}
      <dl>
        ${isOrg ? nothing : row(this.#words.term('owner'), this.#owner(owner, beside))}
        ${contacts.length === 0 ? nothing : row(this.#words.term('reach'), html`<ul>${contacts.map(contact => html`<li>${contactLink(contact, this.#onContact)}</li>`)}</ul>`)}
        ${system === undefined ? nothing : row(this.#words.term('system'), this.#named(systemRef(system), beside))}
        ${people.length === 0 ? nothing : row(this.#words.term(entity.kind === 'Group' ? 'members' : 'teams'), html`<ul>${people.slice(0, mostNamed).map(ref => html`<li>${this.#named(ref, beside)}</li>`)}${people.length > mostNamed ? html`<li class="muted">${this.#words.term('andMore', people.length - mostNamed)}</li>` : nothing}</ul>`)}
        ${metadata.tags === undefined || metadata.tags.length === 0 ? nothing : row(this.#words.term('tags'), html`<ul class="tags">${metadata.tags.map(tag => html`<li part="tag"><bdi>${tag}</bdi></li>`)}</ul>`)}
        ${links.length === 0 ? nothing : row(this.#words.term('links'), html`<ul>${links.map(({ url, name }) => html`<li><a href=${url} rel="noopener noreferrer"><bdi>${name}</bdi></a></li>`)}</ul>`)}
      </dl>
      ${owner.stale === undefined ? nothing : html`<p class="warning note">${this.#words.term('stale', this.#words.date(new Date(owner.stale.since), { dateStyle: 'medium', timeStyle: 'short' }), owner.stale.because)}</p>`}
      <slot name="actions"></slot>
    </article>`
  }

  /** An entity by its title, linked to its page where it has one. */
  #named(ref: string, beside: ReadonlyMap<string, Entity>, title?: string): TemplateResult {
    const entity = beside.get(ref)
    const name = html`<bdi>${title ?? (entity === undefined ? nameIn(ref) : titleOf(entity))}</bdi>`
    const href = entity === undefined ? undefined : entityHref(entity, findEntityUrl(this))
    return href === undefined ? name : html`<a href=${href}>${name}</a>`
  }

  #owner(answer: OwnerAnswer, beside: ReadonlyMap<string, Entity>): TemplateResult {
    const { owner, coOwners } = answer
    if (owner === undefined) return html`<span class="warning">${this.#words.term('noOwner')}</span>`
    const more = coOwners.length === 0 ? nothing : html` <span class="muted">${this.#words.term('andMore', coOwners.length)}</span>`
    const doubt = owner.exists ? standsIn(answer)?.message : this.#words.term('unknownOwner')
    return html`${this.#named(owner.ref, beside, owner.title)}${more}${doubt === undefined ? nothing : html` <span class="warning">${doubt}</span>`}`
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

async function askBoth(client: Client, entity: string): Promise<Shown | undefined> {
  const [found, owner] = await Promise.all([client.get(entity), client.owner(entity)])
  return found === undefined ? undefined : { entity: found, owner, beside: await askBeside(client, refsBeside(found, owner)) }
}

function peekBoth(client: Client, entity: string): Shown | undefined {
  const [found, owner] = [client.peekEntity(entity), client.peekOwner(entity)]
  if (found === undefined || owner === undefined) return undefined
  const beside = refsBeside(found, owner).map(ref => [ref, client.peekEntity(ref)] as const)
  const known = beside.flatMap(([ref, near]) => (near === undefined ? [] : [[ref, near] as const]))
  return known.length < beside.length ? undefined : { entity: found, owner, beside: new Map(known) }
}

declare global {
  interface HTMLElementTagNameMap {
    'entity-card': EntityCard
  }
}
