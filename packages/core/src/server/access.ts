import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import { HttpProblem } from '../http/problem.ts'
import type { HandlerOptions, PortalAction } from './types.ts'
import { visibleGraphs } from './visible-graph.ts'

/** What one request may see and do. */
export interface Access {
  /** True when something may be hidden from the caller: nothing may change for them when only that changes. */
  readonly isLimited: boolean
  /** The part of a graph that the caller may see. */
  see(graph: CatalogGraph): Promise<CatalogGraph>
  /** Refuses with 401 where nobody can be known, and with 403 what is not allowed. */
  demand(action: PortalAction, node?: CatalogNode): Promise<void>
}

/** Lets people in. */
export interface Gate {
  /** Throws `AuthenticationError` for a request of nobody. */
  (request: Request): Promise<Access>
  /** For what everybody may have: nobody is asked who they are. */
  readonly asAnybody: Access
}

/** A gate as the options say. */
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
  let principal: Principal | undefined
  try {
    principal = await authenticate(request)
  } catch {
    // What it says may hold the credential.
    principal = undefined
  }
  if (principal === undefined || principal === null) throw new HttpProblem('AuthenticationError', 'Sign in to read this portal')
  return principal
}
