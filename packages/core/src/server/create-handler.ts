import { CallboardError } from '../errors.ts'
import { problemOf, errorBody, HttpProblem } from '../http/problem.ts'
import type { Portal } from '../portal.ts'
import { gate } from './access.ts'
import { isAllowedHost, refusedHost } from './allowed-host.ts'
import { answerRoute } from './answer-route.ts'
import { json } from './reply.ts'
import { readOptions } from './read-options.ts'
import { rootOf } from './roots.ts'
import { findRoutes } from './route.ts'
import { isPreflight, preflight, sendReply } from './send-reply.ts'
import { routesByRoot } from './stages.ts'
import type { HandlerOptions, PortalHandler } from './types.ts'

const mostAddressLetters = 65_536

/**
 * The portal as one function from `Request` to `Response`, to mount in any server: Backstage's catalog API, Callboard's own, the manifest,
 * badges, embed pages and the widgets. Throws `invalid-options`. The function itself never throws: an invalid request gets an error body,
 * an internal fault a bare 500.
 */
export function createHandler<Principal = unknown>(portal: Portal, options: HandlerOptions<Principal> = {}): PortalHandler {
  if ((portal as Portal | undefined)?.catalog === undefined)
    throw new CallboardError('invalid-options', 'createHandler() needs a portal; create one with `createPortal`')
  const { base, cors, allowedHosts } = readOptions(options)
  const { assets, authenticate, frameAncestors, maxBodyBytes = 1_000_000, onError } = options
  const routes = routesByRoot({ portal, options })
  const enter = gate(options)
  const isEmbedding = authenticate === undefined && assets !== undefined && frameAncestors?.length !== 0
  const report = async (error: unknown, request: Request): Promise<void> => {
    try {
      await onError?.(error, request)
    } catch {
      // There is nobody else to tell.
    }
  }

  return async request => {
    const { pathname, href, host } = new URL(request.url)
    const query = href.indexOf('?')
    // `search` would lose a trailing question mark.
    const search = query === -1 ? '' : href.slice(query).replace(/#.*/, '')
    const isInside = pathname === base || pathname.startsWith(`${base}/`)
    const path = isInside ? pathname.slice(base.length) || '/' : undefined
    const root = rootOf(path ?? pathname)
    const below = (path ?? pathname).slice(root.path.length) || '/'
    const found = findRoutes(routes.get(root) ?? [], below, root.manner !== 'site')
    const isForEverybody = found.some(({ route }) => 'file' in route || route.audience === 'anybody')
    const rules = {
      cors,
      personal: authenticate !== undefined && !isForEverybody,
      // A page without an origin may read only routes for embeds.
      sandboxed: isEmbedding && found.some(({ route }) => route.isForEmbeds === true),
    }
    if (isPreflight(request, rules)) return preflight(request, rules)
    try {
      if (path === undefined) throw new HttpProblem('NotFoundError', `This portal is at ${base}/`)
      if (allowedHosts !== undefined && !isAllowedHost(host, allowedHosts)) throw new HttpProblem('NotAllowedError', refusedHost(host))
      if (href.length > mostAddressLetters)
        throw new HttpProblem('InputError', `The URL has more than ${String(mostAddressLetters)} characters; use POST`)
      // Relative URLs in the page start from the folder.
      if (pathname === base) return sendReply(request, { status: 301, headers: { location: `${base}/${search}` } }, rules)
      const reply = await answerRoute({
        root,
        found,
        portal,
        gate: enter,
        request,
        url: `${below}${search}`,
        search: search.slice(1),
        maxBodyBytes,
      })
      return sendReply(request, reply, rules)
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) void report(error, request)
      const shown = problem ?? new HttpProblem('Error', 'The portal could not answer')
      // Errors show the URL as the API sees it.
      const body = errorBody(shown, { method: request.method, url: `${below}${search}` })
      return sendReply(request, { ...json(body), status: shown.status }, rules)
    }
  }
}
