import { checkBody } from '../http/check-body.ts'
import { HttpProblem } from '../http/problem.ts'
import { bringsJson, readBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import type { ErrorBody } from '../http/wire.ts'
import type { Portal } from '../portal.ts'
import type { Access, Gate } from './access.ts'
import { empty, refuseMethod, type Reply } from './reply.ts'
import { allowOf, decodeParams, type DataRoute, type RouteMatch } from './route.ts'
import type { Root } from './stage.ts'

interface RouteRequest {
  readonly root: Root
  /** The routes that match the path. */
  readonly found: readonly RouteMatch[]
  readonly portal: Portal
  readonly gate: Gate
  readonly request: Request
  /** Path and query below the root, not decoded. */
  readonly url: string
  /** The query string, without the question mark. */
  readonly search: string
  readonly maxBodyBytes: number
}

/** Answers a request with the route of its path: checks the caller and the input, then runs the route. Throws `HttpProblem`. */
export async function answerRoute({ root, found, portal, gate, request, url, search, maxBodyBytes }: RouteRequest): Promise<Reply> {
  const { manner } = root
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const chosen = found.find(({ route }) => 'file' in route || method in route.methods) ?? found[0]
  const notAnswered = (): Reply => refuse({ method: request.method, url }, allowOf(found.map(match => match.route)), manner)
  if (chosen !== undefined && 'file' in chosen.route)
    return method === 'GET' ? chosen.route.file({ request, params: decodeParams(chosen) }) : notAnswered()
  const route = chosen?.route as DataRoute | undefined
  if (route === undefined && manner === 'site') throw nothingHere()
  const access = await letIn(route, gate, request)
  if ('status' in access) return access
  const params = chosen === undefined ? {} : decodeParams(chosen)
  const operation = route?.methods[method as keyof DataRoute['methods']]
  // As in Backstage, a body that is not JSON is reported before anything else.
  const body = manner === 'backstage' || operation?.body !== undefined ? await readBody(request, maxBodyBytes) : undefined
  if (route === undefined) {
    if (manner === 'backstage') return empty(404)
    throw nothingHere()
  }
  if (operation === undefined) return notAnswered()
  if (manner === 'callboard' && operation.body !== undefined && !request.headers.has('content-type'))
    throw new HttpProblem('InputError', 'Send the body with content-type: application/json')
  const shape = operation.body !== undefined && bringsJson(request, operation.body.optional) ? operation.body.shape : undefined
  const { parameters = {}, required } = operation
  const query = parameters === 'any' ? readQuery('', {}) : readQuery(search, parameters, required)
  if (shape !== undefined) checkBody(body, shape)
  const graph = await access.see(portal.catalog.snapshot.internals)
  return operation.answer({ ...access, portal, graph, url, request, params, query, body })
}

/** The access of the caller, or the route's answer to a caller who must sign in first. */
async function letIn(route: DataRoute | undefined, gate: Gate, request: Request): Promise<Access | Reply> {
  try {
    return route?.audience === 'anybody' ? gate.asAnybody : await gate(request)
  } catch (error) {
    if (route?.refused === undefined) throw error
    return route.refused()
  }
}

/** The answer to a method that a URL does not support. */
function refuse(asked: ErrorBody['request'], allow: string, manner: Root['manner']): Reply {
  if (asked.method === 'OPTIONS') return { status: 200, body: allow, type: 'text/html; charset=utf-8', headers: { allow } }
  return manner === 'backstage' ? empty(404) : refuseMethod(asked, allow)
}

function nothingHere(): HttpProblem {
  return new HttpProblem('NotFoundError', 'There is nothing at this address')
}
