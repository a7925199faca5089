import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import type { BodyShape } from '../http/check-body.ts'
import { HttpProblem } from '../http/problem.ts'
import type { ParameterTypes, QueryValues } from '../http/read-query.ts'
import type { Portal } from '../portal.ts'
import type { Reply } from './reply.ts'
import type { PortalAction } from './types.ts'

/** Everything a route may know about a request. */
export interface RouteContext {
  readonly portal: Portal
  /** The graph that the caller may see. */
  readonly graph: CatalogGraph
  /** Path and query below the root of the route, as they came. */
  readonly url: string
  readonly request: Request
  /** The parts of the path that the pattern names, decoded; those of a `*name` as they came. */
  readonly params: Readonly<Record<string, string>>
  readonly query: QueryValues
  /** Checked against the route's shape. */
  readonly body: unknown
  /** True when something may be hidden from the caller. */
  readonly isLimited: boolean
  /** The part of a later graph that the caller may see. */
  see(graph: CatalogGraph): Promise<CatalogGraph>
  /** Refuses with 401 where nobody can be known, and with 403 what is not allowed. */
  demand(action: PortalAction, node?: CatalogNode): Promise<void>
}

/** What one method of one address does. */
export interface Operation {
  /** Query parameters; others are refused. `any` for a page: its parameters are read in the browser. */
  readonly parameters?: ParameterTypes | 'any' | undefined
  readonly required?: readonly string[] | undefined
  readonly body?: { readonly shape: BodyShape; readonly optional: boolean } | undefined
  readonly answer: (context: RouteContext) => Reply | Promise<Reply>
}

interface Address {
  /** `/`-joined words and `:names`; a `*name` at the end is the rest of the path. */
  readonly pattern: string
  /** True for what an embed page asks: in a sandboxed frame, where its origin is `null`, it may ask this, and nothing that lists the catalog. */
  readonly isForEmbeds?: boolean | undefined
}

/** An address that answers from the catalog, with what the caller may see. */
export interface DataRoute extends Address {
  /** In the order that `Allow` names them. */
  readonly methods: Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Operation>>>
  /** `anybody`: nobody is asked who they are, and everybody sees what somebody unknown may see. @default 'caller' */
  readonly audience?: 'caller' | 'anybody' | undefined
  /** What a caller gets who must sign in first, in place of an error body. */
  readonly refused?: (() => Reply) | undefined
}

/** An address whose answer holds nothing of the catalog: everybody may have it. */
export interface FileRoute extends Address {
  readonly file: (context: Pick<RouteContext, 'params' | 'request'>) => Reply | Promise<Reply>
}

/** One address below a root. */
export type Route = DataRoute | FileRoute

/** A route that a path leads to, and the parts of the path that it names. */
export interface RouteMatch {
  readonly route: Route
  /** As they came. */
  readonly params: Readonly<Record<string, string>>
}

/** The routes for a path, in their order. `isLoose`: words match in any letter case, and a slash at the end does not matter. */
export function findRoutes(routes: readonly Route[], path: string, isLoose: boolean): readonly RouteMatch[] {
  const parts = (isLoose && path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  return routes.flatMap(route => {
    const params = match(route.pattern.split('/'), parts, isLoose)
    return params === undefined ? [] : [{ route, params }]
  })
}

/** The value of `Allow` at an address. */
export function allowOf(routes: readonly Route[]): string {
  const methods = routes.flatMap(route => ('file' in route ? ['GET'] : Object.keys(route.methods)))
  return [...new Set(methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].join(',')
}

/** Named parts of a path without their percent-encoding. Throws `InputError` for one that is not valid. */
export function decodeParams({ route, params }: RouteMatch): RouteMatch['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, part]) => [name, route.pattern.endsWith(`*${name}`) ? part : decodePart(part)]),
  )
}

function match(pattern: readonly string[], parts: readonly string[], isLoose: boolean): RouteMatch['params'] | undefined {
  const same = (wanted: string, part: string): boolean => (isLoose ? wanted.toLowerCase() === part.toLowerCase() : wanted === part)
  const named: (readonly [string, string])[] = []
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i]
    if (part === undefined) return undefined
    if (wanted.startsWith('*')) return Object.fromEntries([...named, [wanted.slice(1), parts.slice(i).join('/')]])
    if (wanted.startsWith(':') && part !== '') named.push([wanted.slice(1), part])
    else if (!same(wanted, part)) return undefined
  }
  return pattern.length === parts.length ? Object.fromEntries(named) : undefined
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new HttpProblem('InputError', "malformed uri'")
  }
}
