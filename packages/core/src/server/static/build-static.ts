import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import { forwardTypes } from '../../catalog/graph/graph-around.ts'
import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import { displayNameOf, titleOf } from '../../catalog/ownership/owner-summary.ts'
import { hashText } from '../../hash.ts'
import { shardBytes, shardOf, smallCatalogBytes } from '../../http/static-layout.ts'
import type { PortalManifest, StaticData, StaticFile, StaticIndex } from '../../http/wire.ts'
import type { Portal } from '../../portal.ts'
import { stages } from '../stages.ts'
import type { PortalFile, StaticOptions } from '../types.ts'

/**
 * The files of a static portal, for any file host: data, a badge for each entity and each old name, embed pages and the widgets (see
 * `http/static-layout.ts`). The same catalog leads to the same files. The manifest comes last, after the files that it lists.
 */
export async function* buildStatic(portal: Portal, options: StaticOptions = {}): AsyncGenerator<PortalFile, void, undefined> {
  const graph = portal.catalog.snapshot.internals
  const { data, files } = dataFiles(graph)
  yield* files
  for (const stage of stages) if (stage.files !== undefined) yield* stage.files({ graph, title: portal.title, assets: options.assets })
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
  // Two shards with the same content are one file.
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
