import { safeUrl } from '@callboard/core/client'
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './icon.ts'

/** A person or group with a picture, or at least initials. */
export interface Pictured {
  readonly kind: string
  readonly title: string
  readonly picture?: string | undefined
  /** @default true */
  readonly exists?: boolean | undefined
}

/** The round or square avatar before a name: initials, with a picture over them once it loads, if the policy of the page allows it. The icon `instead` for an undefined owner. */
export function avatar({ kind, title, picture, exists = true }: Pictured, instead = ''): TemplateResult {
  if (!exists) return iconAvatar(instead, 'is-unknown')
  const src = pictureAddress(picture)
  return html`<span class="avatar ${kind === 'User' ? 'person' : ''}" part="avatar" aria-hidden="true">${initials(title)}${src === undefined ? nothing : html`<img src=${src} alt="" referrerpolicy="no-referrer" @error=${hide}>`}</span>`
}

/** The same square with an icon, without an owner. */
export function iconAvatar(path: string, look = ''): TemplateResult {
  return html`<span class="avatar ${look}" aria-hidden="true">${icon(path)}</span>`
}

/** Only `https:`, or the page's own origin. */
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
