import { CallboardError } from '../errors.ts'
import { problemOf, errorBody, HttpProblem } from '../http/problem.ts'
import type { PortalManifest } from '../http/wire.ts'
import type { Portal } from '../portal.ts'
import { gate } from './access.ts'
import { isAllowedHost, refusedHost } from './allowed-host.ts'
import { answerRoute } from './answer-route.ts'
import { backstageRoutes } from './backstage/routes.ts'
import type { Followers } from './callboard/follow-changes.ts'
import { callboardRoutes } from './callboard/routes.ts'
import { answerBadge, refusedBadge } from './pages/answer-badge.ts'
import { embedElements, embedPage, embedQuestions } from './pages/embed-page.ts'
import { indexPage } from './pages/index-page.ts'
import { pagePolicy } from './pages/page-security.ts'
import { json, refuseMethod, type Reply } from './reply.ts'
import { forEveryOrigin, isPreflight, preflight, sendReply } from './send-reply.ts'
import type { HandlerOptions, PortalHandler } from './types.ts'

const backstageApi = '/api/catalog'
const callboardApi = '/api/callboard/v1'
const mostAddressLetters = 65_536

/**
 * The portal as one function from `Request` to `Response`, to mount in any server: Backstage's catalog API, Callboard's own, the manifest, badges, embed
 * pages and the widgets. Throws `invalid-options`. The function never throws: what is wrong with a request is answered with an error body, what is wrong
 * with us with a bare 500.
 */
export function createHandler<Principal = unknown>(portal: Portal, options: HandlerOptions<Principal> = {}): PortalHandler {
  const {
    basePath = '',
    assets,
    cors,
    authenticate,
    allowedHosts,
    publicBadges = false,
    frameAncestors = ['*'],
    maxBodyBytes = 1_000_000,
    maxFollowers = 1000,
    heartbeatMs = 20_000,
    onError,
  } = options
  if ((portal as Portal | undefined)?.catalog === undefined)
    throw new CallboardError('invalid-options', 'createHandler() needs a portal; `createPortal` makes one')
  const mount = basePath.replace(/^\/+|\/+$/g, '')
  const base = mount === '' ? '' : `/${mount}`
  const followers: Followers = { most: maxFollowers, heartbeatMs, streams: new Set() }
  const ownRoutes = callboardRoutes(followers)
  const enter = gate(portal, options)
  const policy = pagePolicy(frameAncestors)
  const html = (body: string): Reply => ({
    status: 200,
    body,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': policy, 'referrer-policy': 'no-referrer' },
  })

  /** A page can only show a picture: what a badge needs is said by one. */
  const answerBadgeTo = async (request: Request, path: string): Promise<Reply> => {
    try {
      const { see } = publicBadges ? enter.asAnybody : await enter(request)
      return answerBadge(await see(portal.catalog.snapshot.internals), path)
    } catch (error) {
      if (problemOf(error)?.status !== 401) throw error
      return refusedBadge()
    }
  }

  const answer = async (request: Request, path: string, search: string): Promise<Reply> => {
    if (isBelow(path, backstageApi))
      return answerRoute({
        style: 'backstage',
        routes: backstageRoutes,
        portal,
        request,
        path: path.slice(backstageApi.length),
        search,
        maxBodyBytes,
        access: await enter(request),
      })
    if (isBelow(path, callboardApi))
      return answerRoute({
        style: 'callboard',
        routes: ownRoutes,
        portal,
        request,
        path: path.slice(callboardApi.length),
        search,
        maxBodyBytes,
        access: await enter(request),
      })
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuseMethod({ method: request.method, url: `${path}${search}` }, 'GET, HEAD')
    const embed = /^\/embed\/([a-z-]+)(\/?)$/.exec(path)
    if (embed !== null && embedElements.includes(embed[1] ?? '') && assets !== undefined)
      return html(embedPage(embed[1] ?? '', embed[2] === '/' ? '../../' : '../', portal.title))
    if (path === '/callboard.js' || path.startsWith('/callboard/')) return readAsset(assets, path.slice(1))
    const isBadge = path.startsWith('/badge/')
    if (!isBadge && path !== '/callboard.json' && path !== '/' && path !== '/index.html')
      throw new HttpProblem('NotFoundError', 'There is nothing at this address')
    if (isBadge) return answerBadgeTo(request, path.slice('/badge/'.length))
    const access = await enter(request)
    const graph = await access.see(portal.catalog.snapshot.internals)
    if (path === '/callboard.json') {
      const manifest: PortalManifest = {
        callboard: 1,
        type: 'handler',
        title: portal.title,
        revision: graph.revision,
        entities: graph.nodes.size,
      }
      return json(manifest)
    }
    return html(indexPage(graph, portal.title, assets !== undefined))
  }

  return async request => {
    const { pathname, href, host } = new URL(request.url)
    const query = href.indexOf('?')
    // `search` would lose a question mark that nothing follows.
    const search = query === -1 ? '' : href.slice(query).replace(/#.*$/, '')
    const inside = base === '' || pathname === base || pathname.startsWith(`${base}/`)
    const path = inside ? pathname.slice(base.length) || '/' : undefined
    // A stranger without a name may read only what needs none.
    const sandboxed =
      authenticate === undefined && assets !== undefined && frameAncestors.length > 0 && path !== undefined && embedQuestions.has(path)
    const isPublic = publicBadges && path?.startsWith('/badge/') === true
    const rules = { cors, personal: authenticate !== undefined && !isPublic, sandboxed }
    if (isPreflight(request, rules)) return preflight(request, rules)
    try {
      if (path === undefined) throw new HttpProblem('NotFoundError', `This portal is at ${base}/`)
      if (allowedHosts !== undefined && !isAllowedHost(host, allowedHosts)) throw new HttpProblem('NotAllowedError', refusedHost(host))
      if (href.length > mostAddressLetters)
        throw new HttpProblem('InputError', `The address has more than ${String(mostAddressLetters)} letters; ask with POST`)
      // Relative addresses of the page start from the folder.
      if (path === '/' && pathname === base && base !== '')
        return sendReply(request, { status: 301, headers: { location: `${base}/` } }, rules)
      return sendReply(request, await answer(request, path, search), rules)
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) onError?.(error, request)
      const shown = problem ?? new HttpProblem('Error', 'The portal could not answer')
      const body = errorBody(shown, { method: request.method, url: `${mountedPath(path ?? pathname)}${search}` })
      return sendReply(request, { ...json(body), status: shown.status }, rules)
    }
  }
}

async function readAsset(assets: HandlerOptions['assets'], path: string): Promise<Reply> {
  const asset = await assets?.read(path)
  if (asset === undefined) throw new HttpProblem('NotFoundError', 'There is no such file of the widgets')
  // A name with a hash in it changes with its content.
  const forEver = /-[\w-]{8,}\.(?:js|css|map)$/.test(path)
  return {
    status: 200,
    body: asset.body,
    type: asset.type,
    etag: asset.etag,
    headers: { ...forEveryOrigin, 'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'public, no-cache' },
  }
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`)
}

/** Errors name the address as the API sees it, below where it is mounted. */
function mountedPath(path: string): string {
  const root = [backstageApi, callboardApi].find(api => isBelow(path, api))
  return root === undefined ? path : path.slice(root.length) || '/'
}
