import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import { forwardTypes } from '../../catalog/graph/graph-around.ts'
import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import { displayNameOf, titleOf } from '../../catalog/ownership/owner-summary.ts'
import { hashText } from '../../hash.ts'
import { badgePath, shardBytes, shardOf, smallCatalogBytes } from '../../http/static-layout.ts'
import type { PortalManifest, StaticData, StaticFile, StaticIndex } from '../../http/wire.ts'
import type { Portal } from '../../portal.ts'
import { embedElements, embedPage } from '../pages/embed-page.ts'
import { indexPage } from '../pages/index-page.ts'
import { renderBadge } from '../pages/render-badge.ts'
import type { PortalFile, StaticOptions } from '../types.ts'

/**
 * The files of a static portal, for any file host: data, a badge for each entity and for each old name, embed pages and the widgets (see `http/static-layout.ts`). The same
 * catalog gives the same files. The manifest comes last: what it names is there before it.
 */
export async function* buildStatic(portal: Portal, options: StaticOptions = {}): AsyncGenerator<PortalFile, void, undefined> {
  const graph = portal.catalog.snapshot.internals
  const { data, files } = dataFiles(graph)
  yield* files
  for (const { ref } of graph.sorted) yield { path: badgePath(ref), body: renderBadge(answerOwner(graph, ref)) }
  for (const alias of oldNames(graph)) yield { path: badgePath(alias), body: renderBadge(answerOwner(graph, alias)) }
  const { assets } = options
  if (assets !== undefined) {
    for (const path of await assets.list()) {
      const asset = await assets.read(path)
      if (asset !== undefined) yield { path, body: asset.body }
    }
    for (const element of embedElements) yield { path: `embed/${element}/index.html`, body: embedPage(element, '../../', portal.title) }
  }
  yield { path: 'index.html', body: indexPage(graph, portal.title, assets !== undefined) }
  const manifest: PortalManifest = {
    callboard: 1,
    type: 'static',
    title: portal.title,
    revision: graph.revision,
    entities: graph.nodes.size,
    data,
  }
  yield { path: 'callboard.json', body: `${JSON.stringify(manifest, null, 2)}\n` }
}

/** Old references that lead to an entity and can be a path, sorted. */
function oldNames({ aliases, nodes }: CatalogGraph): readonly string[] {
  return [...aliases]
    .filter(([alias, ref]) => nodes.has(ref) && !nodes.has(alias) && /^[\w-]+:\w[\w.-]{0,62}\/\w[\w.-]{0,62}$/.test(alias))
    .map(([alias]) => alias)
    .sort()
}

function dataFiles(graph: CatalogGraph): { readonly data: StaticData; readonly files: readonly PortalFile[] } {
  const index = indexOf(graph)
  const owners = graph.sorted.map(({ ref }): Entry => [ref, answerOwner(graph, ref)])
  const entities = graph.sorted.map((node): Entry => [node.ref, node.entity])
  const everything = toFile({ index, owners: Object.fromEntries(owners), entities: Object.fromEntries(entities) } as StaticFile)
  if (everything.body.length <= smallCatalogBytes) {
    return { data: { index: everything.path, owners: [everything.path], entities: [everything.path] }, files: [everything] }
  }
  const indexFile = toFile({ index })
  const ownerFiles = shards('owners', owners)
  const entityFiles = shards('entities', entities)
  const paths = (files: readonly PortalFile[]): readonly string[] => files.map(({ path }) => path)
  // Two shards of the same content are one file.
  const files = new Map([indexFile, ...ownerFiles, ...entityFiles].map(file => [file.path, file]))
  return { data: { index: indexFile.path, owners: paths(ownerFiles), entities: paths(entityFiles) }, files: [...files.values()] }
}

type Entry = readonly [ref: string, value: unknown]

function shards(what: 'owners' | 'entities', entries: readonly Entry[]): readonly (PortalFile & { readonly body: string })[] {
  const bytes = entries.reduce((sum, [, value]) => sum + JSON.stringify(value).length, 0)
  const count = Math.max(1, Math.ceil(bytes / shardBytes))
  const parts = Array.from({ length: count }, (): Entry[] => [])
  for (const entry of entries) parts[shardOf(entry[0], count)]?.push(entry)
  return parts.map(part => toFile({ [what]: Object.fromEntries(part) }))
}

function toFile(content: StaticFile): PortalFile & { readonly body: string } {
  const body = JSON.stringify(content)
  return { path: `data/${hashText(body)}.json`, body }
}

function indexOf(graph: CatalogGraph): StaticIndex {
  return {
    refs: graph.sorted.map(({ ref }) => ref),
    names: graph.sorted.map(({ ref, entity }) => (ref.endsWith(`/${entity.metadata.name}`) ? '' : entity.metadata.name)),
    titles: graph.sorted.map(node => (titleOf(node) === node.entity.metadata.name ? '' : titleOf(node))),
    displayNames: Object.fromEntries(
      graph.sorted.flatMap(node => {
        const shown = displayNameOf(node)
        return shown === '' || shown === titleOf(node) ? [] : [[node.ref, shown]]
      }),
    ),
    aliases: Object.fromEntries(graph.aliases),
    forwardTypes: Object.fromEntries(forwardTypes(graph.kinds)),
  }
}
