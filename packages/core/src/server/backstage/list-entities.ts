import { backstagePage, backstageRows } from '../../catalog/query/backstage-query.ts'
import { decodeBase64, encodeBase64 } from '../../base64.ts'
import { parseFilters } from '../../http/filter-grammar.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { QueryValues } from '../../http/read-query.ts'
import type { OrderField } from '../../catalog/query/types.ts'
import { jsonText, type Reply } from '../reply.ts'
import type { Operation, RouteContext } from '../route.ts'
import { fieldsOf, writeList } from './write-entities.ts'

/** `GET /entities`. Without `limit`, `offset` and `after`, the whole catalog; an order then omits entities that lack the field. */
export const listEntities: Operation = {
  parameters: { fields: 'list', limit: 'count', filter: 'texts', offset: 'count', after: 'text', order: 'texts' },
  answer: answerList,
}

function answerList({ graph, query, url }: RouteContext): Reply {
  const predicate = parseFilters(query.texts('filter'))
  const fields = fieldsOf(query.texts('fields'))
  const order = parseOrder(query.texts('order'))
  const page = parsePage(query)
  if (page === undefined) {
    const rows = backstageRows(graph, { predicate, order: order[0], backwards: false, offset: 0, most: Infinity })
    return jsonText(
      writeList(
        rows.map(row => row.node),
        fields,
      ),
    )
  }
  const { limit, offset = 0 } = page
  if (offset < 0 && order.length !== 1) throw negativeOffset()
  const found = backstagePage(graph, predicate, order, Math.max(0, offset), limit === undefined ? Infinity : limit + 1)
  if (limit === undefined || found.length <= limit) return jsonText(writeList(found, fields))
  return jsonText(writeList(found.slice(0, -1), fields), { link: nextLink(url, limit, offset + limit) })
}

/** The error of Backstage's database, with 500, for the same answers. */
export function negativeOffset(): HttpProblem {
  return new HttpProblem('Error', 'A non-negative integer must be provided to offset.')
}

function nextLink(url: string, limit: number, offset: number): string {
  const next = new URL(`http://ignored${url}`)
  next.searchParams.delete('offset')
  next.searchParams.set('after', encodeBase64(JSON.stringify({ limit, offset })))
  return `<${next.pathname}${next.search}>; rel="next"`
}

function parseOrder(order: readonly string[] | undefined): readonly OrderField[] {
  return (order ?? []).map(text => {
    const [, direction, field] = /^(asc|desc):(.+)$/.exec(text) ?? []
    if (field === undefined) throw new HttpProblem('InputError', `Invalid order parameter "${text}", expected "<asc or desc>:<field name>"`)
    return { field, order: direction === 'desc' ? 'desc' : 'asc' }
  })
}

interface Page {
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}

function parsePage(query: QueryValues): Page | undefined {
  const limit = query.count('limit')
  const offset = query.count('offset')
  const after = query.text('after')
  if (limit === undefined && offset === undefined && after === undefined) return undefined
  if (limit !== undefined && limit <= 0) throw new HttpProblem('InputError', 'Invalid limit, must be greater than zero')
  return after === undefined ? { limit, offset } : { limit, offset, ...parseAfter(after) }
}

function parseAfter(after: string): Page {
  let cursor: unknown
  try {
    cursor = JSON.parse(decodeBase64(after))
  } catch {
    throw new HttpProblem('InputError', 'Malformed after cursor, could not be parsed')
  }
  // Backstage answers this with 500, and answers must be the same.
  if (cursor === null) throw new HttpProblem('TypeError', "Cannot read properties of null (reading 'limit')")
  const { limit, offset } = cursor as { readonly limit?: unknown; readonly offset?: unknown }
  if (limit !== undefined && !Number.isInteger(limit))
    throw new HttpProblem('InputError', 'Malformed after cursor, limit was not an number')
  if (offset !== undefined && !Number.isInteger(offset))
    throw new HttpProblem('InputError', 'Malformed after cursor, offset was not a number')
  return {
    ...(limit === undefined ? {} : { limit: Math.max(0, Number(limit)) }),
    ...(offset === undefined ? {} : { offset: Number(offset) }),
  }
}
