import { backstageStage } from './backstage/routes.ts'
import { callboardStage } from './callboard/routes.ts'
import { pagesStage } from './pages/routes.ts'
import type { Route } from './route.ts'
import type { Root, RouteSetup, Stage } from './stage.ts'

/** Every stage of a portal. A new stage is a folder with `routes.ts`, and a name in this list. */
export const stages: readonly Stage[] = [backstageStage, callboardStage, pagesStage]

/** The routes of every stage for one handler, by root. Stages may share a root. */
export function routesByRoot(setup: RouteSetup, every: readonly Stage[] = stages): ReadonlyMap<Root, readonly Route[]> {
  const routes = new Map<Root, readonly Route[]>()
  for (const stage of every) routes.set(stage.root, [...(routes.get(stage.root) ?? []), ...stage.routes(setup)])
  return routes
}
