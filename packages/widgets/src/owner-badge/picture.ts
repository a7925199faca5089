import { safeUrl, type OwnerSummary } from '@callboard/core/client'
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../style/icon.ts'

/** The round or square picture before a name: its initials; a picture over them once that is there, which a page's policy may forbid; or an icon. */
export function avatar(owner: OwnerSummary | undefined, instead: string): TemplateResult {
  if (owner?.exists !== true)
    return html`<span class="avatar ${owner === undefined ? '' : 'is-unknown'}" aria-hidden="true">${icon(instead)}</span>`
  const src = pictureAddress(owner.picture)
  return html`<span class="avatar ${owner.kind === 'User' ? 'person' : ''}" part="avatar" aria-hidden="true">${initials(owner.title)}${src === undefined ? nothing : html`<img src=${src} alt="" referrerpolicy="no-referrer" @error=${hide}>`}</span>`
}

/** Only `https:`, or what comes from where the page comes from. */
function pictureAddress(picture: string | undefined): string | undefined {
  if (picture === undefined || !URL.canParse(picture, document.baseURI)) return undefined
  const { href, protocol, origin } = new URL(picture, document.baseURI)
  return protocol === 'https:' || origin === location.origin ? safeUrl(href) : undefined
}

function initials(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? []
  const [first = '', second = first.slice(1)] = words
  return ([...first].slice(0, 1).join('') + [...second].slice(0, 1).join('')).toUpperCase()
}

function hide({ currentTarget }: Event): void {
  ;(currentTarget as HTMLElement).remove()
}
