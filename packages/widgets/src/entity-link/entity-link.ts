import type { Client, Entity } from '@callboard/core/client'
import { css, html, LitElement, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { entityHref } from '../page/entity-href.ts'
import { titleOf } from '../page/entity-words.ts'
import { findEntityUrl } from '../page/find-portal.ts'
import { isUnread } from '../page/is-unread.ts'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { hasOwnText } from '../page/own-text.ts'
import { Localize } from '../strings/localize.ts'
import { common, muted } from '../style/tokens.ts'
import { version } from '../version.ts'

interface Found {
  /** `undefined` when no entity was found. */
  readonly entity: Entity | undefined
  /** A source that may contain it cannot be read. */
  readonly isUnread: boolean
}

const lookup: LookupOptions<Found> = {
  ask,
  peek: (client, ref) => {
    const entity = client.peekEntity(ref)
    return entity === undefined ? undefined : { entity, isUnread: false }
  },
  isEmpty: ({ entity }) => entity === undefined,
  detail: found => ({ entity: found?.entity }),
}

/**
 * An entity by its title, linked to its page, if any.
 *
 * @summary An entity by its title, linked to its page.
 * @attr {string} entity - A reference; kind and namespace are optional, and old names resolve.
 * @attr {string} src - The URL of a portal, instead of the provider's.
 * @attr {string} href - The URL pattern for the link, instead of the provider's `entity-url`: `/catalog/{namespace}/{kind}/{name}`.
 * @slot - Shown until the answer arrives.
 * @slot loading - Shown instead until the answer arrives.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer, or when a source that may contain the entity cannot be read.
 * @fires {CallboardLoadEvent} callboard-load - An answer, or a newer one, has arrived; detail `{ entity }`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail `{ error }`. Does not bubble.
 * @csspart link - The link, or the name without a link.
 */
export class EntityLink extends LitElement {
  /** The version of the package. */
  static readonly version: string = version
  /** The URL of the module. */
  static readonly from: string = import.meta.url
  static override readonly styles: CSSResultGroup = [
    common,
    css`
      :host {
        display: inline;
        font-size: max(12px, 1em);
      }
      a {
        text-decoration-thickness: 1px;
        text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent);
        text-underline-offset: 0.18em;
      }
      a:hover {
        text-decoration-color: currentcolor;
      }
      .gone,
      .failed {
        color: ${muted};
        text-decoration: underline dashed 1px;
        text-underline-offset: 0.18em;
      }
      .failed {
        text-decoration-style: dotted;
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
  readonly #lookup: LookupController<Found>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.href = ''
    this.#lookup = new LookupController(this, lookup)
  }

  /** The state of the look-up. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    const { status, value, error } = this.#lookup
    const name = this.entity.trim()
    if (status === 'loading') return html`<slot name="loading"><slot>${this.entity}</slot></slot>`
    if (status === 'error') return html`<slot name="error">${this.#unlinked('failed', `${name}: ${error?.message ?? ''}`)}</slot>`
    if (name === '' || value === undefined) return html`<slot name="empty"></slot>`
    const { entity, isUnread } = value
    if (entity === undefined) {
      if (isUnread) return html`<slot name="error">${this.#unlinked('failed', `${name}: ${this.#words.term('notLookedUp')}`)}</slot>`
      return html`<slot name="empty">${this.#unlinked('gone', this.#words.term('notInCatalog', name))}</slot>`
    }
    const href = entityHref(entity, this.href || findEntityUrl(this))
    const title = html`<bdi>${titleOf(entity)}</bdi>`
    return href === undefined ? html`<span part="link">${title}</span>` : html`<a part="link" href=${href}>${title}</a>`
  }

  /** Keeps the content that the author of the page wrote, marked; without content, the name. */
  #unlinked(look: string, says: string): TemplateResult {
    const isOwn = hasOwnText(this)
    const shown = isOwn ? html`<slot></slot>` : html`<bdi aria-hidden="true">${this.entity}</bdi>`
    return html`<span part="link" class=${look} title=${says}>${shown}<span class="said">${isOwn ? ` (${says})` : says}</span></span>`
  }
}

async function ask(client: Client, ref: string): Promise<Found> {
  const entity = await client.get(ref)
  return { entity, isUnread: entity === undefined && isUnread(await client.owner(ref)) }
}

declare global {
  interface HTMLElementTagNameMap {
    'entity-link': EntityLink
  }
}
