import type { OwnerAnswer } from '../../catalog/types.ts'
import { escapeMarkup } from '../reply.ts'

const mostLetters = 60
const doubtful = '#b45309'
const colors: Readonly<Record<OwnerAnswer['state'], string>> = {
  'owned': '#1d4ed8',
  'unowned': doubtful,
  'unmatched': doubtful,
  'not-found': '#6b7280',
}

/** The badge of an owner answer: a picture of two boxes, without script, style or font of its own. */
export function renderBadge(answer: OwnerAnswer): string {
  const says = shorten(messageOf(answer))
  const stale = answer.stale === undefined ? '' : ' (not up to date)'
  const isDoubtful = answer.state === 'owned' && answer.because.some(({ outcome }) => outcome === 'unknown-entity')
  const shown = `${isDoubtful ? '? ' : ''}${says}${stale}`
  const left = boxWidth('owner')
  const right = boxWidth(shown)
  const text = escapeMarkup(shown)
  const told = answer.state === 'owned' ? `owned by ${says}${isDoubtful ? ' (uncertain)' : ''}` : says
  const title = escapeMarkup(`${answer.entity?.title ?? answer.query}: ${told}${stale}`)
  const width = left + right
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="20" viewBox="0 0 ${String(width)} 20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${String(width)}" height="20" rx="4"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${String(left)}" height="20" fill="#374151"/><rect x="${String(left)}" width="${String(right)}" height="20" fill="${isDoubtful ? doubtful : colors[answer.state]}"/></g>`,
    '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">',
    `<text x="${String(left / 2)}" y="14" textLength="${String(left - 12)}">owner</text>`,
    `<text x="${String(left + right / 2)}" y="14" textLength="${String(right - 12)}">${text}</text>`,
    '</g></svg>',
    '',
  ].join('\n')
}

function messageOf({ state, owner, coOwners }: OwnerAnswer): string {
  if (state === 'not-found') return 'not in the catalog'
  if (owner === undefined) return 'nobody'
  return coOwners.length === 0 ? owner.title : `${owner.title} +${String(coOwners.length)}`
}

function shorten(text: string): string {
  const letters = Array.from(text.replace(/\s+/g, ' ').trim())
  return letters.length <= mostLetters ? letters.join('') : `${letters.slice(0, mostLetters - 1).join('')}…`
}

/** Near what Verdana needs at 11 pixels; `textLength` then fits the text to it exactly. */
function boxWidth(text: string): number {
  let width = 0
  for (const letter of text) {
    if (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(letter)) width += 11
    else if (/[ijl.,:;'|!()[\]\s]/.test(letter)) width += 4.2
    else if (/[mwMW@%]/.test(letter)) width += 10
    else if (/\p{Lu}/u.test(letter)) width += 7.7
    else if (!/\p{Mn}/u.test(letter)) width += 6.7
  }
  return Math.round(width) + 12
}
