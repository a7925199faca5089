import type { CatalogGraph } from '../catalog/graph/graph.ts'
import { HttpProblem } from '../http/problem.ts'
import type { Portal } from '../portal.ts'
import type { HandlerOptions, PortalAction } from './types.ts'
import { visibleGraphs } from './visible-graph.ts'

/** What one request may see and do. */
export interface Access {
  /** True when something may be hidden from the caller: nothing may change for them when only that changes. */
  readonly isLimited: boolean
  /** The part of a graph that the one who asks may see. */
  see(graph: CatalogGraph): Promise<CatalogGraph>
  demand(action: PortalAction, ref?: string): Promise<void>
}

/** Lets people in. */
export interface Gate {
  /** Throws `AuthenticationError` for a request of nobody. */
  (request: Request): Promise<Access>
  /** For what everybody may have: nobody is asked who they are. */
  readonly asAnybody: Access
}

/** Makes the one that lets people in, as the options say. */
export function gate<Principal>(portal: Portal, options: HandlerOptions<Principal>): Gate {
  const { authenticate, authorize } = options
  const views = visibleGraphs()
  const accessOf = (principal: Principal | undefined): Access => {
    const may = (action: PortalAction, ref: string): boolean | Promise<boolean> => {
      const node = portal.catalog.snapshot.internals.nodes.get(ref)
      if (authorize === undefined || node === undefined) return true
      return authorize(principal, action, node.descriptor.entity)
    }
    return {
      isLimited: authorize !== undefined,
      see: async graph => (authorize === undefined ? graph : views.of(graph, node => authorize(principal, 'read', node.descriptor.entity))),
      async demand(action, ref) {
        if (authenticate === undefined) throw new HttpProblem('AuthenticationError', 'This portal is read-only: it cannot tell who asks')
        if (ref !== undefined && !(await may(action, ref))) throw new HttpProblem('NotAllowedError', `You may not ${action} ${ref}`)
      },
    }
  }
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
