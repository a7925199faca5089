import type { Entity } from '@callboard/core/client'
import { css, html, LitElement, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { entityHref } from '../page/entity-href.ts'
import { findEntityUrl } from '../page/find-portal.ts'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { titleOf } from '../page/entity-words.ts'
import { Localize } from '../strings/localize.ts'
import { common, muted } from '../style/tokens.ts'
import { version } from '../version.ts'

const lookup: LookupOptions<Entity> = {
  ask: (client, entity) => client.get(entity),
  peek: (client, entity) => client.peekEntity(entity),
  detail: entity => ({ entity }),
}

/**
 * One entity by its title, linked to its page where it has one.
 *
 * @summary An entity by its title, linked to its page.
 * @attr {string} entity - A reference; kind and namespace may be left out, and old names resolve.
 * @attr {string} src - The address of a portal, instead of that of the provider.
 * @attr {string} href - Where the link goes, as a pattern: `/catalog/{namespace}/{kind}/{name}`. Instead of the provider's `entity-url`.
 * @slot - Shown until the answer is there.
 * @slot loading - Shown instead until the answer is there.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer.
 * @fires {CallboardLoadEvent} callboard-load - The answer is there, or a newer one; detail `{ entity }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @csspart link - The link, or the name where there is none.
 */
export class EntityLink extends LitElement {
  static readonly version: string = version
  static readonly from: string = import.meta.url
  static override readonly styles: CSSResultGroup = [
    common,
    css`
      :host {
        display: inline;
      }
      .gone {
        color: ${muted};
        text-decoration: underline dashed;
      }
      .said {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
        user-select: none;
      }
    `,
  ]
  static override readonly properties: PropertyDeclarations = {
    entity: { reflect: true, useDefault: true },
    src: { useDefault: true },
    href: { useDefault: true },
  }

  declare entity: string
  declare src: string
  declare href: string
  readonly #words: Localize = new Localize(this)
  readonly #lookup: LookupController<Entity>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.href = ''
    this.#lookup = new LookupController(this, lookup)
  }

  /** How the look-up stands. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    const { status, value, error } = this.#lookup
    if (status === 'loading') return html`<slot name="loading"><slot>${this.entity}</slot></slot>`
    if (status === 'error') return html`<slot name="error">${this.#unlinked('muted', `${this.entity}: ${error?.message ?? ''}`)}</slot>`
    if (value === undefined) {
      if (this.entity.trim() === '') return html`<slot name="empty"></slot>`
      return html`<slot name="empty">${this.#unlinked('gone', this.#words.term('notInCatalog', this.entity))}</slot>`
    }
    const href = entityHref(value, this.href || findEntityUrl(this))
    const title = html`<bdi>${titleOf(value)}</bdi>`
    return href === undefined ? html`<span part="link">${title}</span>` : html`<a part="link" href=${href}>${title}</a>`
  }

  #unlinked(look: string, says: string): TemplateResult {
    return html`<span part="link" class=${look} title=${says}><bdi aria-hidden="true">${this.entity}</bdi><span class="said">${says}</span></span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'entity-link': EntityLink
  }
}
