import { checkBody } from '../http/check-body.ts'
import { HttpProblem } from '../http/problem.ts'
import { readBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import type { Portal } from '../portal.ts'
import type { Access } from './access.ts'
import { empty, refuseMethod, type Reply } from './reply.ts'
import { allowOf, findRoute, type Route } from './route.ts'

interface RouteRequest {
  /** Backstage answers unknown addresses and methods with 404 and no body. */
  readonly style: 'backstage' | 'callboard'
  readonly routes: readonly Route[]
  readonly portal: Portal
  readonly request: Request
  /** Below where the API is mounted, as it came. */
  readonly path: string
  readonly search: string
  readonly maxBodyBytes: number
  readonly access: Access
}

/** Answers a request by the route of its path: checks what it brings, then asks the route. Throws `HttpProblem` for what is wrong with it. */
export async function answerRoute({ style, routes, portal, request, path, search, maxBodyBytes, access }: RouteRequest): Promise<Reply> {
  const found = findRoute(routes, path)
  if (found === undefined) {
    if (style === 'backstage') return empty(404)
    throw new HttpProblem('NotFoundError', 'There is nothing at this address')
  }
  const { route, params } = found
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const operation = route.methods[method as keyof Route['methods']]
  if (operation === undefined) {
    const allow = allowOf(route)
    if (method === 'OPTIONS') return { status: 200, body: allow, type: 'text/html; charset=utf-8', headers: { allow } }
    if (style === 'backstage') return empty(404)
    return refuseMethod({ method: request.method, url: `${path}${search}` }, allow)
  }
  const query = readQuery(search.slice(1), operation.parameters ?? {}, operation.required)
  let body: unknown
  if (operation.body !== undefined) {
    body = await readBody(request, { optional: operation.body.optional, maxBytes: maxBodyBytes })
    if (body === undefined) body = {}
    else checkBody(body, operation.body.shape)
  }
  const graph = await access.see(portal.catalog.snapshot.internals)
  return operation.answer({ portal, graph, url: `${path}${search}`, request, params, query, body, see: access.see, demand: access.demand })
}
