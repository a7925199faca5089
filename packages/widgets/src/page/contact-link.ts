import { safeUrl, type Contact } from '@callboard/core/client'
import { html, type TemplateResult } from 'lit'

/** A contact as a link, where it has an address that a link may have. */
export function contactLink(contact: Contact, onContact: (event: Event, contact: Contact) => void): TemplateResult {
  const href = contact.href === undefined ? undefined : safeUrl(contact.href)
  if (href === undefined) return html`<bdi>${contact.label === contact.value ? contact.value : `${contact.label}: ${contact.value}`}</bdi>`
  return html`<a part="contact" href=${href} rel="noopener noreferrer" @click=${(event: Event) => onContact(event, contact)}><bdi>${contact.label}</bdi></a>`
}
