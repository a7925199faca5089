import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import { badgePath } from '../../http/static-layout.ts'
import type { FileSetup } from '../stage.ts'
import type { PortalFile } from '../types.ts'
import { embedElements, embedPage } from './embed-page.ts'
import { indexPage } from './index-page.ts'
import { renderBadge } from './render-badge.ts'

/** The pages of a static portal: a badge for each entity and for each old name, the widgets with their embed pages, and the index. */
export async function* siteFiles({ graph, title, assets }: FileSetup): AsyncGenerator<PortalFile, void, undefined> {
  for (const { ref } of graph.sorted) yield { path: badgePath(ref), body: renderBadge(answerOwner(graph, ref)) }
  for (const alias of oldNames(graph)) yield { path: badgePath(alias), body: renderBadge(answerOwner(graph, alias)) }
  if (assets !== undefined) {
    for (const path of await assets.list()) {
      const asset = await assets.read(path)
      if (asset !== undefined) yield { path, body: asset.body }
    }
    for (const element of await embedElements(assets))
      yield { path: `embed/${element}/index.html`, body: embedPage(element, '../../', title) }
  }
  yield { path: 'index.html', body: indexPage(graph, title, assets !== undefined) }
}

/** Old references that resolve to an entity and can be a path, sorted. */
function oldNames({ aliases, nodes }: CatalogGraph): readonly string[] {
  return [...aliases]
    .filter(([alias, ref]) => nodes.has(ref) && !nodes.has(alias) && /^[\w-]+:\w[\w.-]{0,62}\/\w[\w.-]{0,62}$/.test(alias))
    .map(([alias]) => alias)
    .sort()
}
