import { backstageRows, countBackstage, type BackstageQuestion, type BackstageRow } from '../../catalog/query/backstage-query.ts'

import { decodeCursor, encodeCursor, type BackstageCursor } from '../../http/backstage-cursor.ts'
import type { BodyShape } from '../../http/check-body.ts'
import { parseFilters } from '../../http/filter-grammar.ts'
import { parsePredicate } from '../../http/parse-predicate.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import type { OrderField } from '../../catalog/query/types.ts'
import { jsonText, type Reply } from '../reply.ts'
import type { Operation, RouteContext } from '../route.ts'
import { negativeOffset } from './list-entities.ts'
import { fieldsOf, writeItems } from './write-entities.ts'

const defaultLimit = 200
const mostOrderFields = 50
const texts: BodyShape = { type: 'array', items: { type: 'string' } }

/** `GET /entities/by-query`. */
export const queryByParameters: Operation = {
  parameters: {
    fields: 'list',
    limit: 'count',
    offset: 'count',
    orderField: 'texts',
    cursor: 'text',
    filter: 'texts',
    totalItems: ['include', 'exclude'],
    fullTextFilterTerm: 'text',
    fullTextFilterFields: 'list',
  },
  answer({ graph, query }: RouteContext): Reply {
    const fields = fieldsOf(query.texts('fields'))
    const limit = query.count('limit')
    const cursor = query.text('cursor')
    if (cursor !== undefined) return answerPage(graph, { limit, fields, cursor: decodeCursor(cursor) })
    const predicate = parseFilters(query.texts('filter'))
    const order = parseOrderFields(query.texts('orderField'))
    const fullText = { term: query.text('fullTextFilterTerm') ?? '', fields: query.texts('fullTextFilterFields') }
    return answerPage(graph, {
      limit,
      fields,
      offset: query.count('offset'),
      predicate,
      order,
      fullText,
      exclude: query.text('totalItems') === 'exclude',
    })
  },
}

/** `POST /entities/by-query`. */
export const queryByBody: Operation = {
  parameters: {},
  body: {
    optional: true,
    shape: {
      type: 'object',
      properties: {
        cursor: { type: 'string' },
        limit: { type: 'number' },
        offset: { type: 'number' },
        orderBy: {
          type: 'array',
          items: {
            type: 'object',
            required: ['field', 'order'],
            properties: { field: { type: 'string' }, order: { type: 'string', enum: ['asc', 'desc'] } },
          },
        },
        fullTextFilter: { type: 'object', properties: { term: { type: 'string' }, fields: texts } },
        fields: texts,
        totalItems: { type: 'string', enum: ['include', 'exclude'] },
        query: { type: 'object' },
      },
    },
  },
  answer({ graph, body }: RouteContext): Reply {
    const { cursor, limit, offset, orderBy, fullTextFilter, fields, totalItems, query } = body as QueryBody
    if (cursor === '') throw new HttpProblem('InputError', 'Cursor cannot be empty')
    const decoded = cursor === undefined ? undefined : decodeCursor(cursor)
    const predicate = decoded !== undefined || query === undefined ? undefined : parsePredicate(query)
    const checked = fieldsOf(fields)
    if (decoded !== undefined) return answerPage(graph, { limit, fields: checked, cursor: decoded })
    const fullText = fullTextFilter === undefined ? undefined : { term: fullTextFilter.term ?? '', fields: fullTextFilter.fields }
    return answerPage(graph, {
      limit,
      fields: checked,
      offset: Math.trunc(offset ?? 0),
      predicate,
      order: orderBy,
      fullText,
      exclude: totalItems === 'exclude',
    })
  },
}

interface QueryBody {
  readonly cursor?: string
  readonly limit?: number
  readonly offset?: number
  readonly orderBy?: readonly OrderField[]
  readonly fullTextFilter?: { readonly term?: string; readonly fields?: readonly string[] }
  readonly fields?: readonly string[]
  readonly totalItems?: 'include' | 'exclude'
  readonly query?: unknown
}

interface PageRequest {
  readonly limit: number | undefined
  readonly fields: readonly string[] | undefined
  readonly cursor?: BackstageCursor | undefined
  readonly offset?: number | undefined
  readonly predicate?: unknown
  readonly order?: readonly OrderField[] | undefined
  readonly fullText?: BackstageQuestion['fullText']
  readonly exclude?: boolean | undefined
}

function answerPage(graph: CatalogGraph, asked: PageRequest): Reply {
  const { limit = defaultLimit, fields, cursor, offset = 0, exclude = false } = asked
  if ((asked.order?.length ?? 0) > mostOrderFields)
    throw new HttpProblem('InputError', `Entities can be ordered by at most ${String(mostOrderFields)} fields`)
  const orderFields = cursor?.orderFields ?? (asked.order ?? []).map(({ field, order = 'asc' }) => ({ field, order }))
  const question: BackstageQuestion = {
    predicate: cursor === undefined ? asked.predicate : cursor.query,
    order: orderFields[0],
    fullText: cursor === undefined ? asked.fullText : cursor.fullTextFilter,
    after: cursor?.orderFieldValues,
    backwards: cursor?.isPrevious ?? false,
    offset,
    most: limit <= 0 ? 0 : Math.trunc((cursor?.isPrevious ?? false) ? limit : limit + 1),
  }
  const rows = backstageRows(graph, question)
  // Backstage answers these two with 500, and answers must be the same.
  if (offset < 0) throw negativeOffset()
  if (limit < 0) throw new HttpProblem('RangeError', 'Invalid array length')
  const hasMore = limit > 0 && (question.backwards || rows.length > limit)
  const shown = rows.length > limit ? rows.slice(0, -1) : rows
  const totalItems = cursor?.totalItems ?? (exclude || cursor !== undefined ? 0 : countBackstage(graph, question))
  const carried = { orderFields, fullTextFilter: question.fullText, query: question.predicate, totalItems }
  const pageInfo = pageCursors(shown, hasMore, cursor, carried)
  return jsonText(
    writeItems(
      shown.map(row => row.node),
      fields,
      { totalItems, pageInfo },
    ),
  )
}

function pageCursors(
  rows: readonly BackstageRow[],
  hasMore: boolean,
  cursor: BackstageCursor | undefined,
  carried: Pick<BackstageCursor, 'orderFields' | 'fullTextFilter' | 'query' | 'totalItems'>,
): { readonly nextCursor?: string; readonly prevCursor?: string } {
  const first = rows[0]?.key
  const firstOfAll = cursor?.firstSortFieldValues ?? first ?? []
  const atStart = cursor?.firstSortFieldValues === undefined || first === undefined || String(first) === String(cursor.firstSortFieldValues)
  const beside = (key: readonly string[] | undefined, isPrevious: boolean): string =>
    encodeCursor({ ...carried, orderFieldValues: key ?? [], firstSortFieldValues: firstOfAll, isPrevious })
  return {
    ...(hasMore ? { nextCursor: beside(rows.at(-1)?.key, false) } : {}),
    ...(atStart ? {} : { prevCursor: beside(first, true) }),
  }
}

function parseOrderFields(orderFields: readonly string[] | undefined): readonly OrderField[] {
  return (orderFields ?? []).map(text => {
    const [field = '', order] = text.split(',')
    if (order !== undefined && order !== 'asc' && order !== 'desc')
      throw new HttpProblem('InputError', 'Invalid order field order, must be asc or desc')
    return { field, order }
  })
}
