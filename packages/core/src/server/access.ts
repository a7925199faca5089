import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import { HttpProblem } from '../http/problem.ts'
import type { HandlerOptions, PortalAction } from './types.ts'
import { visibleGraphs } from './visible-graph.ts'

/** What the caller of a request may see and do. */
export interface Access {
  /** True when something may be hidden from the caller: changes of hidden data must not be visible to them. */
  readonly isLimited: boolean
  /** The part of a graph that the caller may see. */
  see(graph: CatalogGraph): Promise<CatalogGraph>
  /** Throws for 401 when callers cannot be authenticated, and for 403 when the action is not allowed. */
  demand(action: PortalAction, node?: CatalogNode): Promise<void>
}

/** Authenticates and authorizes callers. */
export interface Gate {
  /** Throws `AuthenticationError` for a request without a known caller. */
  (request: Request): Promise<Access>
  /** For data that everyone may see, without authentication. */
  readonly asAnybody: Access
}

/** Creates the gate for the options of a handler. */
export function gate<Principal>(options: HandlerOptions<Principal>): Gate {
  const { authenticate, authorize } = options
  const views = visibleGraphs()
  const accessOf = (principal: Principal | undefined): Access => ({
    isLimited: authorize !== undefined,
    see: async graph => (authorize === undefined ? graph : views.of(graph, node => authorize(principal, 'read', node.descriptor.entity))),
    async demand(action, node) {
      if (authenticate === undefined)
        throw new HttpProblem('AuthenticationError', 'This portal is read-only: it does not authenticate callers')
      if (node === undefined || authorize === undefined) return
      if (!(await authorize(principal, action, node.descriptor.entity)))
        throw new HttpProblem('NotAllowedError', `You may not ${action} ${node.ref}`)
    },
  })
  const enter = async (request: Request): Promise<Access> =>
    accessOf(authenticate === undefined ? undefined : await whoAsks(authenticate, request))
  return Object.assign(enter, { asAnybody: accessOf(undefined) })
}

async function whoAsks<Principal>(
  authenticate: NonNullable<HandlerOptions<Principal>['authenticate']>,
  request: Request,
): Promise<Principal> {
  let principal: Principal | null | false | '' | undefined
  try {
    principal = await authenticate(request)
  } catch {
    // The message may contain the credential.
  }
  // What `name && find(name)` returns for nobody, too.
  if (principal === undefined || principal === null || principal === false || principal === '')
    throw new HttpProblem('AuthenticationError', 'Sign in to read this portal')
  return principal
}
