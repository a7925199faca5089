import type { OwnerAnswer } from '../../catalog/ownership/types.ts'
import { escapeMarkup } from '../reply.ts'
import { letters, textWidth } from './text-width.ts'

const fontSize = 11
const mostLetters = 60
const doubtful = '#b45309'
const colors: Readonly<Record<OwnerAnswer['state'], string>> = {
  'owned': '#1d4ed8',
  'unowned': doubtful,
  'unmatched': doubtful,
  'not-found': '#6b7280',
}

/**
 * The badge of an owner answer: an image of two boxes, without scripts, styles or fonts. The text keeps its natural width (`textLength`
 * would separate the letters of cursive scripts), so the boxes have some spare room.
 */
export function renderBadge(answer: OwnerAnswer): string {
  const says = messageOf(answer)
  const stale = answer.stale === undefined || answer.state === 'not-found' ? '' : ' (not up to date)'
  const isDoubtful = answer.state === 'owned' && answer.because.some(({ outcome }) => outcome === 'unknown-entity')
  const shown = `${isDoubtful ? '? ' : ''}${says}${stale}`
  const told = answer.state === 'owned' ? `owned by ${says}${isDoubtful ? ' (uncertain)' : ''}` : says
  const title = `${apart(oneLine(answer.entity?.title ?? answer.query))}: ${told}${stale}`
  return draw(shown, title, isDoubtful ? doubtful : colors[answer.state])
}

/** The badge for a caller who must sign in first: it reveals nothing about the entity. */
export function renderRefusedBadge(): string {
  return draw('sign in to see the owner', 'Sign in to see the owner', colors['not-found'])
}

function draw(shown: string, label: string, color: string): string {
  const left = boxWidth('owner')
  const right = boxWidth(shown)
  const title = escapeMarkup(label)
  const width = left + right
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="20" viewBox="0 0 ${String(width)} 20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${String(width)}" height="20" rx="4"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${String(left)}" height="20" fill="#374151"/><rect x="${String(left)}" width="${String(right)}" height="20" fill="${color}"/></g>`,
    `<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${String(fontSize)}" text-anchor="middle" text-rendering="geometricPrecision">`,
    `<text x="${String(left / 2)}" y="14">owner</text>`,
    `<text x="${String(left + right / 2)}" y="14">${escapeMarkup(shown)}</text>`,
    '</g></svg>',
    '',
  ].join('\n')
}

function messageOf({ state, owner, coOwners, stale }: OwnerAnswer): string {
  if (state === 'not-found') return stale === undefined ? 'not in the catalog' : 'not found: a source cannot be read'
  if (owner === undefined) return 'nobody'
  const name = apart(shorten(owner.title))
  return coOwners.length === 0 ? name : `${name} +${String(coOwners.length)}`
}

function shorten(text: string): string {
  const all = letters(oneLine(text))
  return all.length <= mostLetters ? all.join('') : `${all.slice(0, mostLetters - 1).join('')}…`
}

/** A text without line breaks and bidirectional control characters, in composed form. */
function oneLine(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize()
}

/** A right-to-left text, isolated so that the text around it keeps its order. */
function apart(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}

/** Letters of right-to-left scripts: the blocks that Unicode reserves for them. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

function boxWidth(text: string): number {
  return Math.ceil(textWidth(text) * fontSize) + 12
}
