import { HttpProblem } from '../../http/problem.ts'
import type { PortalManifest } from '../../http/wire.ts'
import { json } from '../reply.ts'
import { siteRoot } from '../roots.ts'
import type { FileRoute, Operation, Route } from '../route.ts'
import type { RouteSetup, Stage } from '../stage.ts'
import { answerBadge, refusedBadge } from './answer-badge.ts'
import { embedElements, embedPage } from './embed-page.ts'
import { indexPage } from './index-page.ts'
import { readAsset } from './read-asset.ts'
import { showPage } from './show-page.ts'
import { siteFiles } from './site-files.ts'

/** The index, the manifest, badges, the widgets and their embed pages. */
export const pagesStage: Stage = { root: siteRoot, routes: pageRoutes, files: siteFiles }

function pageRoutes({ portal, options: { assets, frameAncestors, publicBadges = false } }: RouteSetup): readonly Route[] {
  const { title } = portal
  const index: Operation = {
    parameters: 'any',
    answer: ({ graph }) => showPage(indexPage(graph, title, assets !== undefined), frameAncestors),
  }
  const manifest: Operation = {
    parameters: 'any',
    answer: ({ graph }) =>
      json({ callboard: 1, type: 'handler', title, revision: graph.revision, entities: graph.nodes.size } satisfies PortalManifest),
  }
  const embed =
    (up: string): FileRoute['file'] =>
    async ({ params: { element = '' } }) => {
      if (!(await embedElements(assets)).includes(element)) throw new HttpProblem('NotFoundError', 'There is no element with this name')
      return showPage(embedPage(element, up, title), frameAncestors)
    }
  return [
    { pattern: '/', methods: { GET: index } },
    { pattern: '/index.html', methods: { GET: index } },
    { pattern: '/callboard.json', methods: { GET: manifest }, isForEmbeds: true },
    // A page can only show an image, so the request to sign in is one too.
    {
      pattern: '/badge/*path',
      methods: { GET: answerBadge },
      audience: publicBadges ? 'anybody' : 'caller',
      refused: refusedBadge,
    },
    { pattern: '/callboard.js', file: () => readAsset(assets, 'callboard.js') },
    { pattern: '/callboard/*path', file: ({ params }) => readAsset(assets, `callboard/${params['path'] ?? ''}`) },
    { pattern: '/embed/:element', file: embed('../') },
    { pattern: '/embed/:element/', file: embed('../../') },
  ]
}
