import { safeUrl, type Contact } from '@callboard/core/client'
import { html, type TemplateResult } from 'lit'

/** A contact as a link, if it has a safe URL. */
export function contactLink(
  contact: Contact,
  onContact: (event: Event, contact: Contact) => void,
  name: string = shownName(contact),
): TemplateResult {
  const href = contact.href === undefined ? undefined : safeUrl(contact.href)
  if (href === undefined) return html`<bdi>${name}</bdi>`
  return html`<a part="contact" href=${href} rel="noopener noreferrer" @click=${(event: Event) => onContact(event, contact)}><bdi>${name}</bdi></a>`
}

/** Labels that add nothing to the kind of contact. */
export const plainLabels: ReadonlySet<string> = new Set(['On call', 'Chat', 'E-mail', 'Phone', 'Runbook', 'Link'])

/** The text that adds to the kind of contact: a custom title, else the address. */
export function shownName({ label, value, href }: Contact): string {
  if (plainLabels.has(label)) return value.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/, '').replace(/\/$/, '')
  return href === undefined ? `${label}: ${value}` : label
}

/** The same, unless it is only the URL of a page, which does not help people. */
export function saidName(contact: Contact): string | undefined {
  return plainLabels.has(contact.label) && /^https?:/.test(contact.href ?? '') ? undefined : shownName(contact)
}

/** The text to copy: the full URL of a page, but only the mail address or phone number. */
export function plainAddress({ value, href }: Contact): string {
  return (/^https?:/.test(href ?? '') ? (href ?? value) : value).replace(/^(?:mailto|tel):/, '')
}
