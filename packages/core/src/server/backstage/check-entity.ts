import { readItem } from '../../descriptor/read-item.ts'
import type { CatalogNode } from '../../catalog/graph/graph.ts'
import { hasMoreValues } from '../../http/has-more-values.ts'
import { clipText, HttpProblem } from '../../http/problem.ts'
import { stringifyRef, tryParseRef } from '../../ref.ts'
import { empty, json } from '../reply.ts'
import type { Operation } from '../route.ts'
import { findByUid } from './find-entities.ts'

/** More than any real entity has; checking each value takes time. */
const mostValues = 5000

interface Refusal {
  readonly name: string
  readonly message: string
  readonly code?: string | undefined
  readonly hint?: string | undefined
}

/** `POST /validate-entity`: every problem, as far as they fit. Only `url:` locations are accepted, as in Backstage. */
export const validateEntity: Operation = {
  parameters: {},
  body: {
    optional: false,
    shape: { type: 'object', required: ['location', 'entity'], properties: { location: { type: 'string' }, entity: { type: 'object' } } },
  },
  async answer({ graph, body, request }) {
    const { location: written, entity } = body as { readonly location: string; readonly entity: unknown }
    const location = written.trim()
    if (!/^url:./i.test(location)) {
      const message = /^[^:]+:./.test(location)
        ? `Invalid location ref ${location}, only 'url:<target>' is supported, e.g. url:https://host/path`
        : `Unable to parse location ref '${location}', expected '<type>:<target>', e.g. 'url:https://host/path'`
      return refuse([{ name: 'TypeError', message }])
    }
    if (hasMoreValues(entity, mostValues)) {
      const message = `The entity has more than ${String(mostValues)} values; callboard validate checks larger ones`
      return refuse([{ name: 'InputError', message }])
    }
    const item = { type: 'object', path: 'entity', location, value: entity } as const
    const { diagnostics } = await readItem(item, { source: 'request', kinds: graph.kinds, signal: request.signal })
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return errors.length === 0 ? empty(200) : refuse(errors.map(({ code, message, hint }) => ({ name: 'InputError', message, code, hint })))
  },
}

/** `POST /refresh`: reads all sources again. Requires permission. */
export const refreshEntity: Operation = {
  parameters: {},
  body: {
    optional: false,
    shape: {
      type: 'object',
      required: ['entityRef'],
      closed: 'plain',
      properties: { authorizationToken: { type: 'string' }, entityRef: { type: 'string' } },
    },
  },
  async answer({ portal, graph, body, demand, request }) {
    const { entityRef } = body as { readonly entityRef: string }
    // The caller must be authenticated before anything is revealed, and an entity they may not see does not exist for them.
    await demand('refresh')
    const node = graph.nodes.get(canonical(entityRef))
    if (node === undefined) throw new HttpProblem('NotFoundError', `Entity ${entityRef} not found`)
    await demand('refresh', node)
    await portal.catalog.refresh({ signal: request.signal })
    return empty(200)
  },
}

/** `DELETE /entities/by-uid/:uid`: refused, because entities are removed in their source. */
export const deleteByUid: Operation = {
  parameters: {},
  async answer({ graph, params, demand }) {
    const node: CatalogNode | undefined = findByUid(graph, params['uid'] ?? '')
    await demand('unregister', node)
    if (node === undefined) return empty(204)
    throw new HttpProblem('NotImplementedError', 'Entities cannot be removed here; remove them from their source')
  },
}

function canonical(text: string): string {
  const ref = tryParseRef(text)
  return typeof ref === 'string' ? text : stringifyRef(ref)
}

/** As many problems as fit in a response of a few kilobytes. */
function refuse(problems: readonly Refusal[]): ReturnType<typeof json> {
  const errors: Refusal[] = []
  let left = 6500
  for (const { message, hint, ...rest } of problems) {
    const error = { ...rest, message: clipText(message, 1000), ...(hint === undefined ? {} : { hint: clipText(hint, 500) }) }
    left -= new TextEncoder().encode(JSON.stringify(error)).length
    if (left < 0) {
      errors.push({ name: 'InputError', message: `There are ${String(problems.length - errors.length)} more problems.` })
      break
    }
    errors.push(error)
  }
  return { ...json({ errors }), status: 400 }
}
