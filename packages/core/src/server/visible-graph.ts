import type { CatalogGraph, CatalogNode } from '../catalog/graph/graph.ts'
import { GraphNode } from '../catalog/graph/node.ts'
import type { Entity } from '../entity.ts'
import { hashText } from '../hash.ts'

/** Whether a caller may see an entity. */
export type MaySee = (node: CatalogNode) => boolean | Promise<boolean>

/** The graphs that different callers see of one graph. Callers that see the same share one graph and its indexes. */
export interface VisibleGraphs {
  /** The graph without hidden entities: as if no source defined them. */
  of(graph: CatalogGraph, maySee: MaySee): Promise<CatalogGraph>
}

const mostViews = 16

/** Creates the views of one handler. */
export function visibleGraphs(): VisibleGraphs {
  const views = new WeakMap<CatalogGraph, Map<string, CatalogGraph>>()
  return {
    async of(graph, maySee) {
      const hidden: CatalogNode[] = []
      const shown: CatalogNode[] = []
      for (const node of graph.sorted) {
        const answer = maySee(node)
        if (typeof answer === 'boolean' ? answer : await answer) shown.push(node)
        else hidden.push(node)
      }
      const key = JSON.stringify(hidden.map(({ ref }) => ref))
      const known = views.get(graph) ?? new Map<string, CatalogGraph>()
      views.set(graph, known)
      let view = known.get(key)
      if (view === undefined) {
        if (known.size >= mostViews) known.clear()
        known.set(key, (view = without(graph, shown, hidden)))
      }
      return view
    },
  }
}

function without(graph: CatalogGraph, shown: readonly CatalogNode[], hiddenNodes: readonly CatalogNode[]): CatalogGraph {
  const hidden = new Set(hiddenNodes.map(({ ref }) => ref))
  const aliases = new Map([...graph.aliases].filter(([, present]) => !hidden.has(present)))
  const near = besideHidden(graph, hiddenNodes)
  const sorted = shown.map(node => (near.has(node.ref) && node instanceof GraphNode ? withoutIncoming(node, hidden, aliases) : node))
  return {
    revision: revisionOf(graph, sorted, aliases),
    nodes: new Map(sorted.map(node => [node.ref, node])),
    sorted,
    kinds: graph.kinds,
    aliases,
    codeowners: graph.codeowners,
    repositories: graph.repositories,
    unread: graph.unread?.filter(({ path }) => path === undefined),
    fallbackOwner: graph.fallbackOwner,
    sources: graph.sources,
    files: undefined,
    stale: ref => (hidden.has(ref) ? undefined : graph.stale?.(ref)),
    locate: (ref, field) => (hidden.has(ref) ? undefined : graph.locate(ref, field)),
  }
}

const digests = new WeakMap<Entity, string>()

/** The revision of the visible data alone: otherwise hidden data could be guessed, and its changes would show. */
function revisionOf(graph: CatalogGraph, shown: readonly CatalogNode[], aliases: ReadonlyMap<string, string>): string {
  const { codeowners, fallbackOwner, sources } = graph
  const digestOf = ({ entity }: CatalogNode): string => {
    let digest = digests.get(entity)
    if (digest === undefined) digests.set(entity, (digest = hashText(JSON.stringify(entity))))
    return digest
  }
  const trouble = sources.map(({ name, staleSince }) => [name, staleSince])
  const stale = shown.map(({ ref }) => graph.stale?.(ref))
  const rest = hashText(JSON.stringify([codeowners, fallbackOwner, trouble, stale, [...aliases]]))
  return hashText([rest, ...shown.map(digestOf)].join())
}

/**
 * The neighbours of hidden entities: their targets have a relation back, and entities may refer to them by old names that no longer
 * resolve.
 */
function besideHidden(graph: CatalogGraph, hidden: readonly CatalogNode[]): ReadonlySet<string> {
  const near = new Set<string>()
  for (const node of hidden) {
    for (const { target } of node.descriptor.edges) near.add(graph.aliases.get(target) ?? target)
    if (node instanceof GraphNode) for (const { ref: from } of node.incoming) near.add(from)
  }
  return near
}

function withoutIncoming(node: GraphNode, hidden: ReadonlySet<string>, aliases: ReadonlyMap<string, string>): CatalogNode {
  return new GraphNode(
    node.descriptor,
    node.incoming.filter(({ ref }) => !hidden.has(ref)),
    { aliases },
  )
}
