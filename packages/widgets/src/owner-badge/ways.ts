import { safeUrl, type Contact, type OwnerAnswer } from '@callboard/core/client'
import { html, nothing, type TemplateResult } from 'lit'
import { plainAddress, saidName, shownName } from '../page/contact-link.ts'
import { contactIcons } from '../style/contact-icons.ts'
import { icon } from '../style/icon.ts'
import { copyText } from './copy-text.ts'
import type { DetailsView } from './details-view.ts'

const best = ['on-call', 'chat', 'email', 'phone'] as const
type Best = (typeof best)[number]

/** How many contacts are shown in addition to the best one; the rest is folded. */
const mostWays = 3

export interface Primary {
  readonly contact: Contact
  /** The group to contact instead of the owner. */
  readonly instead?: string | undefined
}

/** The best contact now; if the owner has none, that of the next one to ask. */
export function primaryOf({ owner, reach, escalation }: OwnerAnswer): Primary | undefined {
  const own = owner === undefined ? undefined : bestOf(reach)
  if (own !== undefined) return { contact: own }
  for (const above of escalation) {
    const contact = bestOf(above.reach)
    if (contact !== undefined) return { contact, instead: above.title }
  }
  return undefined
}

function bestOf(reach: readonly Contact[]): Contact | undefined {
  for (const kind of best) {
    const found = reach.find(contact => contact.kind === kind && hrefOf(contact) !== undefined)
    if (found !== undefined) return found
  }
  return undefined
}

function hrefOf({ href }: Contact): string | undefined {
  return href === undefined ? undefined : safeUrl(href)
}

/** The number of characters that fit on one line of the filled button; longer text takes two lines. */
const mostOnLine = 37

/** The only filled button; it says what happens. */
export function primaryButton({ contact, instead }: Primary, { words, onContact }: DetailsView): TemplateResult {
  const label = instead === undefined ? words.term('reachBy', contact.kind as Best) : words.term('askInstead', instead)
  const name = saidName(contact)
  return html`<a part="contact primary" class="button primary ${label.length + (name?.length ?? 0) > mostOnLine ? 'stacked' : ''}" href=${hrefOf(contact) ?? ''} rel="noopener noreferrer" @click=${(event: Event) => onContact(event, contact)}>${icon(contactIcons[contact.kind])}<span>${label}</span>${name === undefined ? nothing : html`<small><bdi>${name}</bdi></small>`}</a>`
}

/** The other contacts: the first few, the rest folded. */
export function otherWays(reach: readonly Contact[], view: DetailsView): TemplateResult | typeof nothing {
  if (reach.length === 0) return nothing
  const rows = (contacts: readonly Contact[], part: string): TemplateResult =>
    html`<ul class="ways" role="list" part=${part}>${contacts.map(contact => way(contact, view))}</ul>`
  // Folding a single one saves no space.
  const shown = reach.length === mostWays + 1 ? reach.length : mostWays
  const folded = reach.slice(shown)
  const kinds = [...new Set(folded.map(({ kind }) => view.words.term('contact', kind)))].join(', ')
  return html`${rows(reach.slice(0, shown), 'contacts')}${folded.length === 0 ? nothing : html`<details class="fold"><summary>${icon(chevron, 'directed')}${view.words.term('moreWays', folded.length, kinds)}</summary>${rows(folded, 'contacts')}</details>`}`
}

function way(contact: Contact, { words, onContact }: DetailsView): TemplateResult {
  const href = hrefOf(contact)
  const name = shownName(contact)
  const content = html`${icon(contactIcons[contact.kind])}<span><bdi>${name}</bdi></span><small>${words.term('contact', contact.kind)}</small>`
  const copied = plainAddress(contact)
  return html`<li class="way">${href === undefined ? html`<span>${content}</span>` : html`<a part="contact" href=${href} rel="noopener noreferrer" @click=${(event: Event) => onContact(event, contact)}>${content}</a>`}<button part="copy" class="button bare" type="button" aria-label=${words.term('copy', name)} @click=${(event: Event) => void copy(event, copied, words.term('copied'))}>${icon(copyIcon, 'copy')}${icon(check, 'done')}</button></li>`
}

async function copy({ currentTarget }: Event, text: string, done: string): Promise<void> {
  const button = currentTarget as HTMLElement
  if (!(await copyText(text, button))) return
  button.classList.add('copied')
  const said = (button.getRootNode() as ShadowRoot).querySelector('[role=status]')
  if (said !== null) said.textContent = `${done}: ${text}`
}

/** An arrow that turns when something is unfolded. */
export const chevron = 'M6 4l4 4-4 4'
const copyIcon =
  'M7 5.5h5a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-5a1.5 1.5 0 0 1-1.5-1.5v-5a1.5 1.5 0 0 1 1.5-1.5zM10.5 3.5v-.25c0-.7-.55-1.25-1.25-1.25h-5.5C2.8 2 2 2.8 2 3.75v5.5c0 .7.55 1.25 1.25 1.25h.25'
const check = 'M3 8.5l3.25 3.25L13 5'
