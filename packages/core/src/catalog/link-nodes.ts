import type { Descriptor } from '../descriptor/types.ts'
import { sameData } from '../plain-data.ts'
import { compare, GraphNode, NodeContent, type IncomingEdge } from './node.ts'

/** The entities with their relations. */
export interface Links {
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly sorted: readonly GraphNode[]
  /** What would stand on entities that no source defines, by their references. */
  readonly dangling: ReadonlyMap<string, readonly IncomingEdge[]>
}

const nothing: readonly IncomingEdge[] = []

/** Links every entity anew. What comes out the same as in `before` keeps its identity. */
export function linkAll(winners: ReadonlyMap<string, Descriptor>, aliases: ReadonlyMap<string, string>, before?: Links): Links {
  const incoming = new Map<string, IncomingEdge[]>()
  for (const { ref, edges } of winners.values()) {
    for (const edge of edges) {
      const target = aliases.get(edge.target) ?? edge.target
      const list = incoming.get(target)
      if (list === undefined) incoming.set(target, [{ type: edge.inverse, from: ref }])
      else list.push({ type: edge.inverse, from: ref })
    }
  }
  const nodes = new Map<string, GraphNode>()
  for (const [ref, descriptor] of winners) {
    const list = incoming.get(ref) ?? nothing
    const content = new NodeContent(descriptor, list, aliases)
    const earlier = before?.nodes.get(ref)
    const same = earlier !== undefined && sameData(earlier.content.raw, content.raw) && sameData(earlier.relations, content.relations)
    nodes.set(ref, new GraphNode(descriptor, same ? earlier.content : content, list))
  }
  const dangling = new Map<string, readonly IncomingEdge[]>()
  for (const [target, list] of incoming) {
    if (!nodes.has(target)) dangling.set(target, list)
  }
  return { nodes, dangling, sorted: sortNodes([...nodes.values()]) }
}

/** The same as `linkAll`, looking only at the entities of `changed` and what they name. Kinds and aliases must be the earlier ones. */
export function patchLinks(
  before: Links,
  winners: ReadonlyMap<string, Descriptor>,
  changed: ReadonlySet<string>,
  aliases: ReadonlyMap<string, string>,
): Links {
  const nodes = new Map(before.nodes)
  const dangling = new Map(before.dangling)
  const edits = new Map<string, EdgeEdit>()
  const rewritten = new Set<string>()
  let comeOrGone = false

  for (const ref of changed) {
    const old = before.nodes.get(ref)
    const now = winners.get(ref)
    if (old === undefined && now === undefined) continue
    if (old !== undefined && now !== undefined && sameDocument(old, now)) {
      if (old.descriptor !== now) nodes.set(ref, new GraphNode(now, old.content, old.incoming))
      continue
    }
    rewritten.add(ref)
    comeOrGone ||= old === undefined || now === undefined
    editEdges(edits, ref, old?.descriptor, now, aliases)
  }
  for (const ref of new Set([...edits.keys(), ...rewritten])) {
    const earlier = before.nodes.get(ref)?.incoming ?? before.dangling.get(ref) ?? nothing
    const incoming = applyEdit(earlier, edits.get(ref))
    const descriptor = winners.get(ref)
    if (descriptor === undefined) {
      nodes.delete(ref)
      if (incoming.length > 0) dangling.set(ref, incoming)
      else dangling.delete(ref)
    } else {
      dangling.delete(ref)
      const content = new NodeContent(descriptor, incoming, aliases)
      const old = before.nodes.get(ref)
      const same = old !== undefined && !rewritten.has(ref) && sameData(old.relations, content.relations)
      nodes.set(ref, new GraphNode(descriptor, same ? old.content : content, incoming))
    }
  }
  const sorted = comeOrGone ? mergeNodes(before.sorted, nodes) : before.sorted.map(node => nodes.get(node.ref) ?? node)
  return { nodes, dangling, sorted }
}

interface EdgeEdit {
  readonly gone: Set<string>
  readonly come: IncomingEdge[]
}

function sameDocument(node: GraphNode, descriptor: Descriptor): boolean {
  if (node.descriptor === descriptor) return true
  const { edges } = node.descriptor
  return edges.length === descriptor.edges.length
    && sameData(node.content.raw, descriptor.entity)
    && edges.every((edge, i) => sameEdge(edge, descriptor.edges[i]))
}

function sameEdge(a: Descriptor['edges'][number], b: Descriptor['edges'][number] | undefined): boolean {
  return b !== undefined && a.type === b.type && a.inverse === b.inverse && a.target === b.target
}

function editEdges(
  edits: Map<string, EdgeEdit>,
  from: string,
  old: Descriptor | undefined,
  now: Descriptor | undefined,
  aliases: ReadonlyMap<string, string>,
): void {
  const was = outgoing(old, aliases)
  const is = outgoing(now, aliases)
  const editOf = (target: string): EdgeEdit => {
    let edit = edits.get(target)
    if (edit === undefined) edits.set(target, edit = { gone: new Set(), come: [] })
    return edit
  }
  for (const [key, { type, target }] of was) {
    if (!is.has(key)) editOf(target).gone.add(edgeKey({ type, from }))
  }
  for (const [key, { type, target }] of is) {
    if (!was.has(key)) editOf(target).come.push({ type, from })
  }
}

function outgoing(descriptor: Descriptor | undefined, aliases: ReadonlyMap<string, string>): Map<string, { type: string; target: string }> {
  const found = new Map<string, { type: string; target: string }>()
  for (const edge of descriptor?.edges ?? []) {
    const target = aliases.get(edge.target) ?? edge.target
    found.set(`${edge.inverse}\n${target}`, { type: edge.inverse, target })
  }
  return found
}

function applyEdit(incoming: readonly IncomingEdge[], edit: EdgeEdit | undefined): readonly IncomingEdge[] {
  if (edit === undefined) return incoming
  const kept = edit.gone.size === 0 ? incoming : incoming.filter(edge => !edit.gone.has(edgeKey(edge)))
  return [...kept, ...edit.come]
}

function edgeKey(edge: IncomingEdge): string {
  return `${edge.type}\n${edge.from}`
}

function mergeNodes(sorted: readonly GraphNode[], nodes: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  const known = new Set(sorted.map(node => node.ref))
  const kept = sorted.flatMap(({ ref }) => nodes.get(ref) ?? [])
  const come = [...nodes.values()].filter(node => !known.has(node.ref))
  return sortNodes([...kept, ...come])
}

function sortNodes(nodes: GraphNode[]): readonly GraphNode[] {
  return nodes.sort((a, b) => compare(a.ref, b.ref))
}
