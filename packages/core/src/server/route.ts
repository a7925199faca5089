import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import type { BodyShape } from '../http/check-body.ts'
import { HttpProblem } from '../http/problem.ts'
import type { ParameterTypes, QueryValues } from '../http/read-query.ts'
import type { Portal } from '../portal.ts'
import type { Reply } from './reply.ts'
import type { PortalAction } from './types.ts'

/** Everything a route can use of a request. */
export interface RouteContext {
  readonly portal: Portal
  /** The graph that the caller may see. */
  readonly graph: CatalogGraph
  /** Path and query below the root of the route, not decoded. */
  readonly url: string
  readonly request: Request
  /** The named parts of the path, decoded; those of a `*name` not decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: QueryValues
  /** The body, checked against the route's shape. */
  readonly body: unknown
  /** True when something may be hidden from the caller. */
  readonly isLimited: boolean
  /** The part of a later graph that the caller may see. */
  see(graph: CatalogGraph): Promise<CatalogGraph>
  /** Throws for 401 when callers cannot be authenticated, and for 403 when the action is not allowed. */
  demand(action: PortalAction, node?: CatalogNode): Promise<void>
}

/** What one method at one path does. */
export interface Operation {
  /** The query parameters; others are rejected. `any` for a page whose parameters are read in the browser. */
  readonly parameters?: ParameterTypes | 'any' | undefined
  readonly required?: readonly string[] | undefined
  readonly body?: { readonly shape: BodyShape; readonly optional: boolean } | undefined
  readonly answer: (context: RouteContext) => Reply | Promise<Reply>
}

interface Address {
  /** `/`-joined words and `:names`; a `*name` at the end is the rest of the path. */
  readonly pattern: string
  /**
   * True for routes that embed pages use: in a sandboxed frame with the origin `null`, they may call these, but none that lists the
   * catalog.
   */
  readonly isForEmbeds?: boolean | undefined
}

/** A route that answers from the catalog, with what the caller may see. */
export interface DataRoute extends Address {
  /** The methods, in the order of `Allow`. */
  readonly methods: Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Operation>>>
  /** `anybody`: without authentication; everyone sees what an unknown caller may see. @default 'caller' */
  readonly audience?: 'caller' | 'anybody' | undefined
  /** The answer to a caller who must sign in first, instead of an error body. */
  readonly refused?: (() => Reply) | undefined
}

/** A route without data from the catalog: everyone may read it. */
export interface FileRoute extends Address {
  readonly file: (context: Pick<RouteContext, 'params' | 'request'>) => Reply | Promise<Reply>
}

/** One route below a root. */
export type Route = DataRoute | FileRoute

/** A route that matches a path, and the named parts of the path. */
export interface RouteMatch {
  readonly route: Route
  /** The named parts, not decoded. */
  readonly params: Readonly<Record<string, string>>
}

/** The routes for a path, in their order. `isLoose`: ignores letter case and a trailing slash. */
export function findRoutes(routes: readonly Route[], path: string, isLoose: boolean): readonly RouteMatch[] {
  const parts = (isLoose && path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  return routes.flatMap(route => {
    const params = match(route.pattern.split('/'), parts, isLoose)
    return params === undefined ? [] : [{ route, params }]
  })
}

/** The value of `Allow` for these routes. */
export function allowOf(routes: readonly Route[]): string {
  const methods = routes.flatMap(route => ('file' in route ? ['GET'] : Object.keys(route.methods)))
  return [...new Set(methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].join(',')
}

/** The named parts of a path, percent-decoded. Throws `InputError` for invalid encoding. */
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
