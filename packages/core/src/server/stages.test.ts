import { expect, test } from 'vitest'
import { createPortal } from '../portal.ts'
import { backstageRoot, siteRoot } from './roots.ts'
import type { Stage } from './stage.ts'
import { routesByRoot, stages } from './stages.ts'

const stageOf = (root: Stage['root'], ...patterns: readonly string[]): Stage => ({
  root,
  routes: () => patterns.map(pattern => ({ pattern, methods: {} })),
})

test('stages with the same root keep their routes, in the order of the stages', async () => {
  const setup = { portal: await createPortal({ sources: [] }), options: {} }
  const routes = routesByRoot(setup, [stageOf(siteRoot, '/a', '/b'), stageOf(backstageRoot, '/c'), stageOf(siteRoot, '/d')])
  expect([...routes].map(([root, list]) => [root, list.map(({ pattern }) => pattern)])).toEqual([
    [siteRoot, ['/a', '/b', '/d']],
    [backstageRoot, ['/c']],
  ])
})

test('every stage has routes at its root', async () => {
  const routes = routesByRoot({ portal: await createPortal({ sources: [] }), options: {} })
  expect([...routes.keys()]).toEqual(stages.map(({ root }) => root))
})
