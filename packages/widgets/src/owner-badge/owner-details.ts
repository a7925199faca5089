import type { Contact, OwnerAnswer, OwnerSummary } from '@callboard/core/client'
import { html, nothing, type TemplateResult } from 'lit'
import { contactLink } from '../page/contact-link.ts'
import { standsIn } from '../page/stands-in.ts'
import type { Localize } from '../strings/localize.ts'

/** What the details show, and how they tell that a contact was chosen. */
export interface DetailsView {
  readonly answer: OwnerAnswer
  readonly words: Localize
  readonly onContact: (event: Event, contact: Contact) => void
}

/** The whole answer: who, how to reach them, why, and whom to ask next. */
export function ownerDetails({ answer, words, onContact }: DetailsView): TemplateResult {
  const { entity, owner, match, reach, missing, because, escalation, coOwners, stale, query } = answer
  const doubt = owner?.exists === true ? standsIn(answer) : undefined
  const isFound = answer.state !== 'not-found'
  const subject = entity?.title ?? answer.file ?? query
  return html`
    <h2 part="title">${owner === undefined ? words.term(isFound ? 'noOwner' : 'notInCatalog', query) : html`<bdi>${owner.title}</bdi>`}</h2>
    ${isFound ? html`<p class="muted">${words.term('ownerOf', subject)}${entity === undefined ? nothing : html`<bdi class="kind">${[entity.kind, entity.type, entity.lifecycle].filter(Boolean).join(' · ')}</bdi>`}</p>` : nothing}
    ${match.note === undefined || match.confidence === 'low' ? nothing : html`<p class="note" part="note"><bdi>${sentence(match.note)}</bdi></p>`}
    ${match.candidates.length === 0 ? nothing : html`<h3>${words.term('perhaps')}</h3><ul>${match.candidates.map(ref => html`<li><bdi>${ref}</bdi></li>`)}</ul>`}
    ${owner !== undefined && !owner.exists ? html`<p class="note warning" part="note">${words.term('unknownOwner')}</p>` : nothing}
    ${doubt === undefined ? nothing : html`<p class="note warning" part="note"><bdi>${sentence(doubt.message)}</bdi></p>`}
    ${stale === undefined ? nothing : html`<p class="note warning" part="stale">${words.term('stale', words.date(new Date(stale.since), { dateStyle: 'medium', timeStyle: 'short' }), stale.because)}</p>`}
    ${coOwners.length === 0 ? nothing : html`<h3>${words.term('alsoOwnedBy')}</h3><ul>${coOwners.map(named)}</ul>`}
    ${isFound ? html`<h3>${words.term('reach')}</h3>${contactList(reach, words, onContact)}` : nothing}
    ${missing.length === 0 || !isFound ? nothing : html`<p class="muted" part="missing">${words.term('missing', missing.map(thing => words.term('missingThing', thing)).join(', '))}</p>`}
    ${escalation.length === 0 ? nothing : html`<h3>${words.term('escalation')}</h3><ol part="escalation">${escalation.map(above => html`<li><bdi>${above.title}</bdi>${above.reach[0] === undefined ? nothing : html` · ${contactLink(above.reach[0], onContact)}`}</li>`)}</ol>`}
    ${because.length === 0 ? nothing : html`<h3>${words.term('why')}</h3><ol part="because">${because.map(({ message, at }) => html`<li><bdi>${sentence(message)}</bdi>${at === undefined ? nothing : html` <span class="muted"><bdi>${at.path}${at.line === undefined ? nothing : `:${String(at.line)}`}</bdi></span>`}</li>`)}</ol>`}
  `
}

function named(owner: OwnerSummary): TemplateResult {
  return html`<li><bdi>${owner.title}</bdi> <span class="muted"><bdi>${owner.kind}</bdi></span></li>`
}

function contactList(reach: readonly Contact[], words: Localize, onContact: DetailsView['onContact']): TemplateResult {
  if (reach.length === 0) return html`<p>${words.term('noContact')}</p>`
  return html`<dl class="contacts" part="contacts">${reach.map(contact => html`<dt>${words.term('contact', contact.kind)}</dt><dd>${contactLink(contact, onContact)}</dd>`)}</dl>`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
