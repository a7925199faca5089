import { safeUrl, type Contact } from '@callboard/core/client'
import { html, type TemplateResult } from 'lit'

/** A contact as a link, where it has an address that a link may have. */
export function contactLink(
  contact: Contact,
  onContact: (event: Event, contact: Contact) => void,
  name: string = shownName(contact),
): TemplateResult {
  const href = contact.href === undefined ? undefined : safeUrl(contact.href)
  if (href === undefined) return html`<bdi>${name}</bdi>`
  return html`<a part="contact" href=${href} rel="noopener noreferrer" @click=${(event: Event) => onContact(event, contact)}><bdi>${name}</bdi></a>`
}

/** Labels that say no more than the kind of contact. */
export const plainLabels: ReadonlySet<string> = new Set(['On call', 'Chat', 'E-mail', 'Phone', 'Runbook', 'Link'])

/** What says more than the kind of contact: a title that somebody wrote, else the address itself. */
export function shownName({ label, value, href }: Contact): string {
  if (plainLabels.has(label)) return value.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/, '').replace(/\/$/, '')
  return href === undefined ? `${label}: ${value}` : label
}

/** The same, unless it is only the address of a page, which says nothing to people. */
export function saidName(contact: Contact): string | undefined {
  return plainLabels.has(contact.label) && /^https?:/.test(contact.href ?? '') ? undefined : shownName(contact)
}

/** What somebody wants on the clipboard: the whole address of a page, but only the mail address or number. */
export function plainAddress({ value, href }: Contact): string {
  return (/^https?:/.test(href ?? '') ? (href ?? value) : value).replace(/^(?:mailto|tel):/, '')
}
