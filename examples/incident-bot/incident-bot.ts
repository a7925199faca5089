// Who owns this alert? Takes a line from a log, an alert or a cluster, and answers from the catalog.
//
//   node incident-bot.ts 'FATAL payments-api-7f9c4d-x2x: connection refused'
//   kubectl get events | tail -1 | node incident-bot.ts --catalog ./catalog
import { createCatalog, type Catalog, type Contact, type OwnerAnswer } from '@callboard/core'
import { files } from '@callboard/adapters/files'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { catalog: { type: 'string' } }, allowPositionals: true })
const line = (positionals.length > 0 ? positionals.join(' ') : await text(process.stdin)).trim()
const catalog = await createCatalog({ sources: [files(values.catalog ?? join(import.meta.dirname, '..', 'acme'))] })
const answer = catalog.owner(line)

process.stdout.write(`${report(catalog, answer).join('\n')}\n`)
process.exitCode = answer.owner === undefined ? 1 : 0

function report(from: Catalog, { match, entity, owner, reach, missing, because, escalation }: OwnerAnswer): readonly string[] {
  if (entity === undefined) {
    const others = match.candidates.length === 0 ? [] : [`  Perhaps      ${match.candidates.join(', ')}`]
    return [match.note ?? `Nothing in the catalog is called "${line}".`, ...others]
  }
  const broken = from.related(entity.ref, 'dependencyOf', { depth: 3 })
  return [
    `${entity.title} (${entity.ref})`,
    ...(match.note === undefined ? [] : [`  Understood   ${match.note}`]),
    `  Owner        ${owner === undefined ? 'none' : `${owner.title} (${owner.ref})${owner.exists ? '' : ', which no source defines'}`}`,
    ...because.filter(step => step.outcome !== 'no-match').map(step => `  Because      ${step.message}.`),
    `  Call         ${best(reach, 'on-call')}`,
    `  Chat         ${best(reach, 'chat')}`,
    `  Runbook      ${best(reach, 'runbook')}`,
    ...escalation.map(({ title, reach: above }) => `  Escalate     ${title}: ${best(above, 'on-call', 'chat', 'email')}`),
    ...(missing.length === 0 ? [] : [`  Missing      ${missing.join(', ')}`]),
    broken.length === 0 ? '  Breaks       nothing else' : `  Breaks       ${String(broken.length)} more, the nearest first:`,
    ...broken.map(
      ({ ref, depth, via, entity: hit }) =>
        `    ${'· '.repeat(depth - 1)}${hit?.metadata.title ?? ref}${depth === 1 ? '' : ` (through ${via})`}`,
    ),
  ]
}

/** The first contact of these kinds that has an address; otherwise the label of one without. */
function best(reach: readonly Contact[], ...kinds: readonly Contact['kind'][]): string {
  const found = kinds.flatMap(kind => reach.filter(contact => contact.kind === kind))
  const contact = found.find(({ href }) => href !== undefined) ?? found[0]
  return contact === undefined
    ? 'not in the catalog'
    : contact.label === contact.value
      ? contact.value
      : `${contact.label} ${contact.href ?? contact.value}`
}
