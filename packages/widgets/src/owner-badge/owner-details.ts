import type { OwnerAnswer } from '@callboard/core/client'
import { html, nothing, type TemplateResult } from 'lit'
import { contactLink, saidName } from '../page/contact-link.ts'
import { refHref } from '../page/ref-href.ts'
import { teamOf } from '../answer/team-of.ts'
import { isUnread } from '../page/is-unread.ts'
import type { LateWords } from '../strings/late-words.ts'
import { avatar, iconAvatar } from '../style/avatar.ts'
import { icon } from '../style/icon.ts'
import { info, note, offline } from '../style/note.ts'
import { personNone, refresh, searchNone } from '../style/badge-icons.ts'
import { doubtIcons, doubtOf } from '../answer/doubt.ts'
import { readable, sayEvidence, titlesOf } from '../answer/readable.ts'
import type { DetailsView } from './details-view.ts'
import { chevron, otherWays, primaryButton, primaryOf } from './ways.ts'

/** The whole answer: the owner, the best contact, other contacts, whom to ask next, and why. */
export function ownerDetails(answer: OwnerAnswer, view: DetailsView): TemplateResult {
  const { words, entityUrl } = view
  const { owner, reach, missing, because, escalation, coOwners, query, match } = answer
  const isFound = answer.state !== 'not-found'
  const titleOf = titlesOf(answer)
  const primary = primaryOf(answer)
  const others = reach.filter(contact => contact !== primary?.contact)
  const title = owner?.title ?? (isFound ? words.term('noOwner') : query)
  return html`
    ${head(pictureOf(answer), html`<bdi>${title}</bdi>`, isFound ? aboutOwner(answer, view) : words.term(isUnread(answer) ? 'notLookedUp' : 'notFound'), view)}
    <div class="scroll">
      <div class="section">
        ${notes(answer, titleOf, words)}
        ${primary === undefined ? nothing : primaryButton(primary, view)}
        ${otherWays(others, view)}
        ${isFound && owner !== undefined && reach.length === 0 && owner.exists ? note('', info, words.term('noContact')) : nothing}
        ${missing.length === 0 || !isFound ? nothing : html`<p class="muted small" part="missing">${words.term('missing', missing.map(thing => words.term('missingThing', thing)).join(', '))}</p>`}
        ${match.candidates.length === 0 ? nothing : html`<h3>${words.term('perhaps')}</h3><ul class="ways" role="list">${match.candidates.map(ref => candidate(ref, entityUrl))}</ul>`}
      </div>
      ${coOwners.length === 0 ? nothing : html`<div class="section"><h3>${words.term('alsoOwnedBy')}</h3><ul class="ways" role="list">${coOwners.map(({ title: name, kind }) => row(kind, name, kind === 'User' ? words.term('person') : words.term('team')))}</ul></div>`}
      ${escalation.length === 0 ? nothing : html`<div class="section"><h3>${words.term('escalation')}</h3><ol class="steps" role="list" part="escalation">${escalation.map(above => html`<li><bdi>${above.title}</bdi>${above.reach[0] === undefined ? nothing : contactLink(above.reach[0], view.onContact, saidName(above.reach[0]) ?? words.term('contact', above.reach[0].kind))}</li>`)}</ol></div>`}
      ${because.length === 0 ? nothing : html`<details class="fold section"><summary>${icon(chevron, 'directed')}${owner === undefined ? words.term('why') : words.term('whyThem', title)}</summary><ol class="because" role="list" part="because">${because.map(evidence => html`<li class=${evidence.outcome === 'owner' ? 'is-it' : ''}><bdi>${sayEvidence(evidence, titleOf, words)}</bdi>${evidence.at === undefined ? nothing : html`<code><bdi>${evidence.at.path}${evidence.at.line === undefined ? nothing : `:${String(evidence.at.line)}`}</bdi></code>`}</li>`)}</ol></details>`}
    </div>
    <span class="said" role="status"></span>
  `
}

/** Says that there is no answer and why, with one action. */
export function failedDetails(error: Error | undefined, onRetry: () => void, view: Pick<DetailsView, 'words' | 'onClose'>): TemplateResult {
  const { words } = view
  return html`
    ${head(iconAvatar(offline), words.term('cannotLoad'), error?.message, view)}
    <div class="section"><button type="button" class="button retry" @click=${onRetry}>${icon(refresh)}${words.term('tryAgain')}</button></div>
  `
}

function pictureOf(answer: OwnerAnswer): TemplateResult {
  const { owner, state } = answer
  if (owner === undefined) return iconAvatar(isUnread(answer) ? offline : state === 'not-found' ? searchNone : personNone)
  return avatar(owner, doubtIcons.unknown)
}

function head(
  before: TemplateResult,
  title: unknown,
  line: unknown,
  { words, onClose }: Pick<DetailsView, 'words' | 'onClose'>,
): TemplateResult {
  return html`<div class="who">${before}<div><h2 part="title">${title}</h2><p class="muted small">${line}</p></div><button part="close" class="button bare" type="button" aria-label=${words.term('close')} @click=${onClose}>${icon(cross)}</button></div>`
}

/** What the owner is, and what it owns: "Team · owns Payments API". */
function aboutOwner({ owner, entity, file, match }: OwnerAnswer, { words, entityUrl }: DetailsView): TemplateResult {
  const what =
    owner === undefined
      ? undefined
      : !owner.exists
        ? words.term('unknown')
        : owner.kind === 'User'
          ? words.term('person')
          : teamOf(owner.type, words)
  // The owner of a file may not own the component around it.
  const subject = file ?? entity?.title
  const isItself = file === undefined && entity !== undefined && entity.ref === owner?.ref
  const name = subject === undefined || isItself ? undefined : subject
  const href = match.ref === undefined || file !== undefined ? undefined : refHref(match.ref, entityUrl)
  const said = name === undefined ? undefined : owner === undefined ? name : words.term(owner.exists ? 'owns' : 'namedBy', name)
  const shown = href === undefined ? said : html`<a class="quiet" href=${href}>${said}</a>`
  return html`${what}${what !== undefined && said !== undefined ? ' · ' : nothing}${shown}`
}

function notes(answer: OwnerAnswer, titleOf: (ref: string) => string, words: LateWords): readonly TemplateResult[] {
  const { owner, stale, match, because } = answer
  const doubt = doubtOf(answer)
  const said: TemplateResult[] = []
  if (stale !== undefined) {
    const since = words.date(new Date(stale.since), { dateStyle: 'medium', timeStyle: 'short' })
    said.push(note('unsure', doubtIcons.stale, words.term('stale', since, stale.because), 'stale'))
  }
  if (match.note !== undefined && answer.state !== 'not-found')
    said.push(
      note(
        match.confidence === 'low' ? 'unsure' : '',
        match.confidence === 'low' ? doubtIcons.similar : info,
        readable(match.note, titleOf),
      ),
    )
  if (owner?.exists === false) said.push(note('unsure', doubtIcons.unknown, words.term('unknownOwner')))
  // The step before the one that found the owner explains why it was needed.
  else if (doubt === 'instead' || doubt === 'inherited' || (doubt === 'stale' && because.length > 1)) {
    const instead = because.find(({ outcome }) => outcome === 'unknown-entity')
    const found = because.find(({ outcome }) => outcome === 'owner')
    const steps = [instead ?? because[0], found].filter(step => step !== undefined)
    const text = [...new Set(steps)].map(step => sayEvidence(step, titleOf, words)).join(' ')
    said.push(note(instead === undefined ? '' : 'unsure', doubtIcons.inherited, text, 'note', 'directed'))
  }
  return said
}

function candidate(ref: string, entityUrl: string | undefined): TemplateResult {
  const kind = ref.slice(0, ref.indexOf(':'))
  return row(kind, ref.slice(ref.lastIndexOf('/') + 1), kind.charAt(0).toUpperCase() + kind.slice(1), refHref(ref, entityUrl))
}

/** An entity in a list. `drawKinds` adds its icon. */
function row(kind: string, name: string, what: string, href?: string): TemplateResult {
  const content = html`${icon('')}<span><bdi>${name}</bdi></span><small>${what}</small>`
  return html`<li class="way" data-kind=${kind}>${href === undefined ? html`<span>${content}</span>` : html`<a href=${href}>${content}</a>`}</li>`
}

const cross = 'M4 4l8 8M12 4l-8 8'
