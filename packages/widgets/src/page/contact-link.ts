import { safeUrl, type Contact } from '@callboard/core/client'
import { html, type TemplateResult } from 'lit'

/** A contact as a link, where it has an address that a link may have. */
export function contactLink(contact: Contact, onContact: (event: Event, contact: Contact) => void): TemplateResult {
  const href = contact.href === undefined ? undefined : safeUrl(contact.href)
  if (href === undefined) return html`<bdi>${plainLabels.has(contact.label) ? contact.value : `${contact.label}: ${contact.value}`}</bdi>`
  return html`<a part="contact" href=${href} rel="noopener noreferrer" @click=${(event: Event) => onContact(event, contact)}><bdi>${shownName(contact)}</bdi></a>`
}

const plainLabels: ReadonlySet<string> = new Set(['On call', 'Chat', 'E-mail', 'Phone', 'Runbook', 'Link'])

/** What says more than the kind of contact that stands before it: a title that somebody wrote, else the address itself. */
function shownName({ label, value }: Contact): string {
  return plainLabels.has(label) ? value.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/, '').replace(/\/$/, '') : label
}
