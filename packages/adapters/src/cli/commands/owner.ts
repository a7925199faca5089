import type { Contact, OwnerAnswer, OwnerSummary, Position } from '@callboard/core'
import { painter, type Paint } from '../output/paint.ts'
import { printJson } from '../output/print-json.ts'
import { visible } from '../output/visible.ts'
import { errorsText } from '../errors-text.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions } from '../what-to-read.ts'
import { ownerOnDisk } from '../owner-on-disk.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

export const owner: Command = {
  usage: 'QUERY… [--catalog PATH]',
  options: catalogOptions,
  examples: [
    'callboard owner payments-api --catalog catalog',
    'callboard owner payments-api-7f9c4d-x2x',
    'callboard owner services/pay/db/migrate.sql --json',
  ],
  async run(context) {
    const { io, args, json } = context
    if (args.length === 0)
      throw new UsageError('owner needs a name, a reference or a file path.', 'For example: callboard owner payments-api')
    const portal = await openPortal(context)
    try {
      const answers = args.map(query => ownerOnDisk(portal.catalog, query, io.cwd))
      if (json) printJson(io, answers.length === 1 ? answers[0] : answers)
      else
        for (const [i, answer] of answers.entries())
          io.out(`${i === 0 ? '' : '\n'}${describe(answer, painter(io), portal.catalog.sources.length > 1)}`)
      const errors =
        answers.some(({ state }) => state === 'not-found') && portal.catalog.size > 0 ? errorsText(context, portal.catalog) : undefined
      if (errors !== undefined) io.err(`callboard: It may be missing because of ${errors}.\n`)
      return answers.every(answer => answer.owner?.exists === true) ? 0 : 1
    } finally {
      await portal.close()
    }
  },
}

function describe(answer: OwnerAnswer, paint: Paint, severalSources: boolean): string {
  const { match, entity, file, owner: who, coOwners, reach, missing, because, escalation, stale } = answer
  const lines: string[] = []
  if (entity !== undefined)
    lines.push(
      `${paint('bold', visible(entity.title))}  ${paint('dim', visible([entity.ref, entity.type, entity.lifecycle].filter(word => word !== undefined).join(' · ')))}`,
    )
  else lines.push(paint('bold', visible(file ?? answer.query)))
  if (file !== undefined && entity !== undefined) lines.push(paint('dim', `around the file ${visible(file)}`))
  if (match.note !== undefined) lines.push(paint(match.confidence === 'exact' ? 'dim' : 'yellow', visible(match.note)))
  if (stale !== undefined) lines.push(paint('yellow', `Stale since ${new Date(stale.since).toISOString()}: ${visible(stale.because)}`))
  lines.push('')
  if (who === undefined) {
    lines.push(
      answer.state === 'unowned'
        ? paint('red', 'Explicitly unowned.')
        : answer.state === 'not-found'
          ? paint('red', 'Not found.')
          : paint('red', 'No owner is set.'),
    )
    if (match.candidates.length > 0) lines.push(...match.candidates.map(ref => `  ${visible(ref)}`))
  } else {
    lines.push(
      `${paint('dim', 'Owner')}       ${paint('bold', visible(who.title))}  ${paint('dim', visible(who.ref))}${who.exists ? '' : paint('red', '  not in the catalog')}`,
    )
    if (coOwners.length > 0) lines.push(`${paint('dim', 'Also')}        ${coOwners.map(named).join(', ')}`)
  }
  if (reach.length > 0) {
    lines.push('', ...contactLines(reach, paint))
  }
  if (missing.length > 0 && answer.state !== 'not-found')
    lines.push(`${paint('dim', 'Missing')}     ${paint('yellow', missing.join(', '))}`)
  if (escalation.length > 0) {
    lines.push('', paint('dim', 'Escalation'))
    for (const [i, above] of escalation.entries()) {
      const best = above.reach[0]
      lines.push(
        `  ${String(i + 1)}. ${named(above)}${best === undefined ? '' : `  ${paint('dim', visible(`${best.label}: ${best.value}`))}`}`,
      )
    }
  }
  if (because.length > 0) {
    lines.push('', paint('dim', 'Because'))
    for (const { outcome, message, at } of because) {
      const sign =
        outcome === 'owner' ? paint('green', '✓') : outcome === 'not-set' || outcome === 'no-match' ? paint('dim', '·') : paint('red', '✗')
      const place = at === undefined ? '' : paint('dim', visible(`  ${severalSources ? `${at.source}: ` : ''}${placeText(at)}`))
      lines.push(`  ${sign} ${visible(message)}${place}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function placeText({ path, line, column }: Position): string {
  return [path, line, column].filter(part => part !== undefined).join(':')
}

/** The name of each kind of contact: the same as in the core, whose list is not public. */
export const contactNames: Readonly<Record<Contact['kind'], string>> = {
  'on-call': 'On call',
  'chat': 'Chat',
  'phone': 'Phone',
  'email': 'E-mail',
  'runbook': 'Runbook',
  'dashboard': 'Dashboard',
  'issues': 'Issues',
  'docs': 'Docs',
  'link': 'Link',
}

function contactLines(reach: readonly Contact[], paint: Paint): readonly string[] {
  return reach.map(({ kind, label, value, href }) => {
    const shown = href === undefined ? value : kind === 'email' || kind === 'phone' ? value.replace(/^(?:mailto|tel):/, '') : href
    const labelled = label === contactNames[kind] || label === shown ? '' : paint('dim', `  ${visible(label)}`)
    return `${paint('dim', contactNames[kind].padEnd(10))}  ${visible(shown)}${labelled}`
  })
}

function named({ title, ref, exists }: OwnerSummary): string {
  return `${visible(title)} (${visible(ref)})${exists ? '' : ' – not in the catalog'}`
}
