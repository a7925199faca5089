import { safeUrl, type Contact, type Entity, type OwnerAnswer } from '@callboard/core/client'
import { html, nothing, type TemplateResult } from 'lit'
import { personNone } from '../style/badge-icons.ts'
import { doubtIcons } from '../answer/doubt.ts'
import { sayEvidence, titlesOf } from '../answer/readable.ts'
import { teamOf } from '../answer/team-of.ts'
import { contactLink, saidName, shownName } from '../page/contact-link.ts'
import { entityHref } from '../page/entity-href.ts'
import { refHref } from '../page/ref-href.ts'
import { profileText, specText, titleOf } from '../page/entity-words.ts'
import { standsIn } from '../page/stands-in.ts'
import type { LateWords } from '../strings/late-words.ts'
import { avatar, iconAvatar } from '../style/avatar.ts'
import { contactIcons } from '../style/contact-icons.ts'
import { icon } from '../style/icon.ts'
import { kindIcon } from '../style/kind-icons.ts'
import { note } from '../style/note.ts'
import { emphasis } from './emphasis.ts'
import { mostNamed, nameIn, parentOf, peopleOf, systemOf, type Beside } from './related.ts'

const mostContacts = 3
const mostButtons = 2
const mostLinks = 6

/** What a card shows, and how it reports a chosen contact. */
export interface CardView {
  readonly entity: Entity
  readonly owner: OwnerAnswer
  readonly beside: Beside
  readonly words: LateWords
  /** The URL pattern of entity pages, if any. */
  readonly entityUrl: string | undefined
  readonly level: number
  readonly onContact: (event: Event, contact: Contact) => void
}

/** Title, description, the rows that people look for, and what is uncertain. */
export function cardContent(view: CardView): TemplateResult {
  const { entity, owner, words, entityUrl, level, onContact } = view
  const { description, tags = [], links = [] } = entity.metadata
  const isOrg = entity.kind === 'Group' || entity.kind === 'User'
  const href = entityHref(entity, entityUrl)
  const title = html`<bdi>${titleOf(entity)}</bdi>`
  const buttons = isOrg ? owner.reach.filter(contact => hrefOf(contact) !== undefined).slice(0, mostButtons) : []
  const ways = owner.reach.filter(contact => !buttons.includes(contact)).slice(0, mostContacts - buttons.length)
  const linkOnce = linksOnce([href, ...[...buttons, ...ways].map(hrefOf)])
  const named = (ref: string, name?: string): TemplateResult => namedEntity(ref, view, linkOnce, name)
  const system = systemOf(entity)
  const people = peopleOf(entity)
  const more = links.flatMap(({ url, title: name }) => {
    const safe = linkOnce(safeUrl(url))
    return safe === undefined
      ? []
      : [{ url: safe, name: name ?? new URL(safe).host, kind: owner.reach.find(({ value }) => value === url)?.kind ?? 'link' }]
  })
  const row = (label: string, content: unknown): TemplateResult => html`<dt>${label}</dt><dd>${content}</dd>`
  const rows = [
    isOrg ? [] : [row(words.term('owner'), ownerNamed(view, named))],
    system === undefined ? [] : [row(words.term('system'), named(system))],
    people.length === 0
      ? []
      : [
          row(
            words.term(entity.kind === 'Group' ? 'members' : 'teams'),
            html`<ul role="list">${people.slice(0, mostNamed).map(ref => html`<li>${named(ref)}</li>`)}${people.length > mostNamed ? html`<li class="muted">${words.term('andMore', people.length - mostNamed)}</li>` : nothing}</ul>`,
          ),
        ],
    ways.length === 0
      ? []
      : [
          row(
            isOrg ? words.term('contact', ways[0]?.kind ?? 'link') : words.term('reach'),
            html`<ul role="list">${ways.map(contact => html`<li class="way">${icon(contactIcons[contact.kind])}${contactLink(contact, onContact)}</li>`)}</ul>`,
          ),
        ],
    more.length === 0
      ? []
      : [
          row(
            words.term('links'),
            html`<ul role="list">${more.slice(0, mostLinks).map(({ url, name, kind }) => html`<li class="way">${icon(contactIcons[kind])}<a href=${url} rel="noopener noreferrer"><bdi>${name}</bdi></a></li>`)}</ul>`,
          ),
        ],
  ].flat()
  return html`
    <div class="head">${face(entity)}<div><div id="title" part="title" class="title" role="heading" aria-level=${level}>${href === undefined ? title : html`<a href=${href}>${title}</a>`}</div><p class="kind">${about(view)}</p></div></div>
    ${description === undefined || description.trim() === '' ? nothing : html`<p part="description" class="description" dir="auto">${emphasis(description)}</p>`}
    ${rows.length === 0 ? nothing : html`<dl>${rows}</dl>`}
    ${tags.length === 0 ? nothing : html`<ul class="tags" role="list" aria-label=${words.term('tags')}>${tags.map(tag => html`<li part="tag"><bdi>${tag}</bdi></li>`)}</ul>`}
    ${buttons.length === 0 ? nothing : html`<div class="actions">${buttons.map(contact => button(contact, view))}</div>`}
    ${notes(view)}
  `
}

/** A picture or initials for a person or a team; the icon of the kind for anything else. */
function face(entity: Entity): TemplateResult {
  const { kind } = entity
  if (kind !== 'Group' && kind !== 'User') return iconAvatar(kindIcon(kind))
  return avatar({ kind, title: titleOf(entity), picture: profileText(entity, 'picture') })
}

/** One line about the entity: "Component · service · production", "Team · part of Engineering". */
function about({ entity, beside, words }: CardView): unknown {
  if (entity.kind === 'User') return words.term('person')
  const type = specText(entity, 'type')
  if (entity.kind === 'Group') {
    const parent = parentOf(entity)
    const team = html`<bdi>${teamOf(type, words)}</bdi>`
    if (parent === undefined) return team
    const above = beside.get(parent)
    return html`${team} · ${words.term('partOf', above === undefined ? nameIn(parent) : titleOf(above))}`
  }
  const lifecycle = specText(entity, 'lifecycle')
  const said = [entity.kind, type, lifecycle === deprecated ? undefined : lifecycle].filter(word => word !== undefined).join(' · ')
  return html`<bdi>${said}${lifecycle === deprecated ? html` · <span class="warning">${icon(archive)}${deprecated}</span>` : nothing}</bdi>`
}

/** An entity by its title, or by its name until the title arrives, linked to its page, if any. */
function namedEntity(ref: string, view: CardView, linkOnce: LinkOnce, title?: string): TemplateResult {
  const { beside, entityUrl, words } = view
  const entity = beside.get(ref)
  const shown = title ?? (entity === undefined ? nameIn(ref) : titleOf(entity))
  if (title === undefined && entity === undefined && beside.has(ref))
    return html`<bdi class="gone">${shown}</bdi> <span class="muted small">${words.term('notFound')}</span>`
  const href = linkOnce(entity === undefined ? refHref(ref, entityUrl) : entityHref(entity, entityUrl))
  const name = html`<bdi>${shown}</bdi>`
  const link = href === undefined ? name : html`<a href=${href}>${name}</a>`
  if (!/^(?:group|user):/.test(ref)) return link
  return html`<span class="who ${ref.startsWith('user:') ? 'person' : ''}" data-mark=${letter.exec(shown)?.[0].toUpperCase() ?? '#'}>${link}</span>`
}

function ownerNamed({ owner: answer, words }: CardView, named: (ref: string, name: string) => TemplateResult): TemplateResult {
  const { owner, coOwners } = answer
  if (owner === undefined) return html`<span class="who warning">${icon(personNone)}${words.term('noOwner')}</span>`
  const more = coOwners.length === 0 ? nothing : html` <span class="muted">${words.term('andMore', coOwners.length)}</span>`
  return html`${owner.exists ? named(owner.ref, owner.title) : html`<span class="who unsure">${icon(doubtIcons.unknown)}<bdi class="gone">${owner.title}</bdi></span>`}${more}`
}

/** At most two buttons: each says what happens, or where it leads. */
function button(contact: Contact, { words, onContact }: CardView): TemplateResult {
  const { kind } = contact
  const name = kind === 'on-call' ? words.term('reachBy', kind) : (saidName(contact) ?? words.term('contact', kind))
  return html`<a part="contact" class="button" href=${hrefOf(contact) ?? ''} rel="noopener noreferrer" title=${name === shownName(contact) ? nothing : shownName(contact)} @click=${(event: Event) => onContact(event, contact)}>${icon(contactIcons[kind])}<bdi>${name}</bdi></a>`
}

function notes({ owner: answer, words }: CardView): readonly TemplateResult[] {
  const { owner, stale } = answer
  const said: TemplateResult[] = []
  const instead = standsIn(answer)
  if (owner?.exists === false) said.push(note('unsure', doubtIcons.unknown, words.term('unknownOwner')))
  else if (instead !== undefined && owner !== undefined)
    said.push(note('unsure', doubtIcons.instead, sayEvidence(instead, titlesOf(answer), words), 'note', 'directed'))
  if (stale !== undefined) said.push(staleNote(stale, words))
  return said
}

/** Since when the answer is stale, and why. */
export function staleNote({ since, because }: NonNullable<OwnerAnswer['stale']>, words: LateWords): TemplateResult {
  const when = words.date(new Date(since), { dateStyle: 'medium', timeStyle: 'short' })
  return note('unsure', doubtIcons.stale, words.term('stale', when, because), 'stale')
}

type LinkOnce = (href: string | undefined) => string | undefined

/** Without links that are already shown. */
function linksOnce(already: readonly (string | undefined)[]): LinkOnce {
  const linked = new Set(already)
  return href => {
    if (linked.has(href)) return undefined
    linked.add(href)
    return href
  }
}

function hrefOf({ href }: Contact): string | undefined {
  return href === undefined ? undefined : safeUrl(href)
}

const letter = /[\p{L}\p{N}]/u
const deprecated = 'deprecated'
const archive = 'M2 2.75h12V6H2zM3.25 6v6.25c0 .55.45 1 1 1h7.5c.55 0 1-.45 1-1V6M6.5 8.75h3'
