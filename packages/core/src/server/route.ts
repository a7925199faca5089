import type { CatalogGraph } from '../catalog/graph/graph.ts'
import type { BodyShape } from '../http/check-body.ts'
import { HttpProblem } from '../http/problem.ts'
import type { ParameterTypes, QueryValues } from '../http/read-query.ts'
import type { Portal } from '../portal.ts'
import type { Reply } from './reply.ts'
import type { PortalAction } from './types.ts'

/** Everything a route may know about a request. */
export interface RouteContext {
  readonly portal: Portal
  /** The graph that the one who asks may see. */
  readonly graph: CatalogGraph
  /** Path and query below the address of the API, as they came. */
  readonly url: string
  readonly request: Request
  /** The parts of the path that the pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: QueryValues
  /** Checked against the route's shape. */
  readonly body: unknown
  /** True when something may be hidden from the caller. */
  readonly isLimited: boolean
  /** The part of a later graph that the caller may see. */
  see(graph: CatalogGraph): Promise<CatalogGraph>
  /** Refuses with 401 where nobody can be known, and with 403 what is not allowed. */
  demand(action: PortalAction, ref?: string): Promise<void>
}

/** What one method of one address does. */
export interface Operation {
  /** Query parameters; others are refused. */
  readonly parameters?: ParameterTypes | undefined
  readonly required?: readonly string[] | undefined
  readonly body?: { readonly shape: BodyShape; readonly optional: boolean } | undefined
  readonly answer: (context: RouteContext) => Reply | Promise<Reply>
}

/** One address. Patterns are `/`-joined words and `:names`; words match in any letter case, and a slash at the end does not matter. */
export interface Route {
  readonly pattern: string
  /** In the order that `Allow` names them. */
  readonly methods: Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Operation>>>
}

/** A route that a path leads to, and the parts of the path that it names. */
export interface RouteMatch {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The routes for a path, in their order. Throws `InputError` for a part that is no percent-encoding. */
export function findRoutes(routes: readonly Route[], path: string): readonly RouteMatch[] {
  const parts = (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  return routes.flatMap(route => {
    const named = match(route.pattern.split('/'), parts)
    return named === undefined ? [] : [{ route, params: Object.fromEntries(named.map(([name, part]) => [name, decodePart(part)])) }]
  })
}

/** The value of `Allow` at an address. */
export function allowOf(routes: readonly Route[]): string {
  const methods = routes.flatMap(route => Object.keys(route.methods)).flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].join(',')
}

function match(pattern: readonly string[], parts: readonly string[]): (readonly [string, string])[] | undefined {
  if (pattern.length !== parts.length) return undefined
  const named: (readonly [string, string])[] = []
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i] ?? ''
    if (wanted.startsWith(':')) {
      if (part === '') return undefined
      named.push([wanted.slice(1), part])
    } else if (wanted.toLowerCase() !== part.toLowerCase()) return undefined
  }
  return named
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new HttpProblem('InputError', "malformed uri'")
  }
}
