import { checkBody } from '../http/check-body.ts'
import { HttpProblem } from '../http/problem.ts'
import { bringsJson, readBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import type { Portal } from '../portal.ts'
import type { Access } from './access.ts'
import { empty, refuseMethod, type Reply } from './reply.ts'
import { allowOf, findRoutes, type Route } from './route.ts'

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
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const found = findRoutes(routes, path)
  const { route, params } = found.find(match => method in match.route.methods) ?? found[0] ?? {}
  const operation = route?.methods[method as keyof Route['methods']]
  // As in Backstage, a body that is no JSON is told before anything else.
  const body = style === 'backstage' || operation?.body !== undefined ? await readBody(request, maxBodyBytes) : undefined
  if (route === undefined || params === undefined) {
    if (style === 'backstage') return empty(404)
    throw new HttpProblem('NotFoundError', 'There is nothing at this address')
  }
  if (operation === undefined) {
    const allow = allowOf(found.map(match => match.route))
    if (method === 'OPTIONS') return { status: 200, body: allow, type: 'text/html; charset=utf-8', headers: { allow } }
    if (style === 'backstage') return empty(404)
    return refuseMethod({ method: request.method, url: `${path}${search}` }, allow)
  }
  if (style === 'callboard' && operation.body !== undefined && !request.headers.has('content-type'))
    throw new HttpProblem('InputError', 'Say what the body is: send it with content-type: application/json')
  const isJson = operation.body !== undefined && bringsJson(request, operation.body.optional)
  const query = readQuery(search.slice(1), operation.parameters ?? {}, operation.required)
  if (operation.body !== undefined && isJson) checkBody(body, operation.body.shape)
  const graph = await access.see(portal.catalog.snapshot.internals)
  return operation.answer({ ...access, portal, graph, url: `${path}${search}`, request, params, query, body })
}
