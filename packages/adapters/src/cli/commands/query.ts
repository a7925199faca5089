import type { CatalogQuery, Entity, OrderField, Predicate } from '@callboard/core'
import { painter } from '../output/paint.ts'
import { printJson } from '../output/print-json.ts'
import { visible } from '../output/visible.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions, foundConfig } from '../what-to-read.ts'
import { parseFilter } from '../parse-filter.ts'
import { printTable } from '../output/print-table.ts'
import type { Command, CommandContext } from '../types.ts'
import { UsageError } from '../usage-error.ts'

export const query: Command = {
  usage: "'FILTER'… [--order FIELD[,desc]]… [--limit N] [--fields F,F]",
  options: {
    ...catalogOptions,
    order: { type: 'string', multiple: true, value: 'FIELD[,desc]', help: 'sort by a field; can be repeated' },
    limit: { type: 'string', value: 'N', help: 'the maximum number of entities' },
    offset: { type: 'string', value: 'N', help: 'how many entities to skip' },
    fields: { type: 'string', value: 'F,F', help: 'only these fields of each entity' },
    predicate: { type: 'string', value: 'JSON', help: 'a query predicate, such as {"$not":{"metadata.tags":"java"}}' },
    text: { type: 'string', value: 'TEXT', help: 'only entities with this text in their name, title, description, tags or display name' },
  },
  examples: [
    "callboard query 'kind=component,spec.lifecycle=production' --order metadata.name",
    'callboard query kind=api kind=resource --limit 20 --json',
    `callboard query --predicate '{"kind":"component","metadata.annotations.backstage.io/techdocs-ref":{"$exists":false}}'`,
  ],
  async run(context) {
    const { io, json } = context
    const asked = questionOf(context)
    const portal = await openPortal(context)
    try {
      const { items, totalItems } = portal.catalog.query(asked)
      if (json) {
        printJson(io, { ...foundConfig(context), items, totalItems })
        return 0
      }
      const fields = asked.fields
      printTable(
        io,
        fields === undefined
          ? { heads: ['REF', 'TYPE', 'LIFECYCLE', 'OWNER'], rows: items.map(row) }
          : { heads: fields, rows: items.map(entity => fields.map(field => show(entity, field))) },
      )
      const paint = painter({ ...io, isTty: io.isErrTty })
      io.err(`${paint('dim', countText(items.length, totalItems))}\n`)
      return 0
    } finally {
      await portal.close()
    }
  },
}

function countText(shown: number, total: number): string {
  if (total === 0) return 'Nothing matches'
  return `${String(shown)} of ${String(total)} ${total === 1 ? 'match' : 'matches'}`
}

function questionOf(context: CommandContext): CatalogQuery {
  const predicate = context.text('predicate')
  const fields = context
    .text('fields')
    ?.split(',')
    .map(field => field.trim())
    .filter(field => field !== '')
  const text = context.text('text')
  return {
    ...(context.args.length === 0 ? {} : { filter: parseFilter(context.args) }),
    ...(predicate === undefined ? {} : { predicate: parsePredicate(predicate) }),
    ...(text === undefined ? {} : { fullText: { term: text } }),
    order: context.texts('order').map(parseOrder),
    limit: context.count('limit'),
    offset: context.count('offset'),
    ...(fields === undefined ? {} : { fields }),
  }
}

function parseOrder(text: string): OrderField {
  const [field = '', order = 'asc', ...more] = text.split(',').map(part => part.trim())
  if (field === '' || (order !== 'asc' && order !== 'desc') || more.length > 0)
    throw new UsageError(`--order is "${text}", but must be FIELD, FIELD,asc or FIELD,desc.`)
  return { field, order }
}

function parsePredicate(text: string): Predicate {
  try {
    return JSON.parse(text) as Predicate
  } catch {
    throw new UsageError('--predicate is not JSON.', `For example: --predicate '{"kind":"component"}'`)
  }
}

function row(entity: Entity): readonly string[] {
  const { kind, metadata, spec } = entity
  const owner = entity.relations?.find(relation => relation.type === 'ownedBy')?.targetRef
  return [
    `${kind.toLowerCase()}:${metadata.namespace ?? 'default'}/${metadata.name}`,
    word(spec?.['type']),
    word(spec?.['lifecycle']),
    owner ?? '',
  ]
}

function show(entity: Entity, field: string): string {
  let at: unknown = entity
  let rest = field
  while (rest !== '') {
    if (typeof at !== 'object' || at === null) return ''
    const key = Object.keys(at)
      .filter(name => rest === name || rest.startsWith(`${name}.`))
      .sort((a, b) => b.length - a.length)[0]
    if (key === undefined) return ''
    at = (at as Record<string, unknown>)[key]
    rest = rest.slice(key.length + 1)
  }
  return word(at)
}

function word(value: unknown): string {
  if (value === undefined || value === null) return ''
  return visible(typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean))
}
