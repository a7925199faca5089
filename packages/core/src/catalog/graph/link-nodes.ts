import type { Descriptor } from '../../descriptor/types.ts'
import { sameData } from '../../plain-data.ts'
import { compareUnits } from '../../compare-text.ts'
import { GraphNode } from './node.ts'

/** The entities with their relations. */
export interface Links {
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly sorted: readonly GraphNode[]
  /** The documents that refer to an entity that no source defines, by its reference. */
  readonly dangling: ReadonlyMap<string, readonly Descriptor[]>
  /** The references whose nodes differ from the earlier ones; `undefined` means any may. */
  readonly touched: ReadonlySet<string> | undefined
}

const nothing: readonly Descriptor[] = []

/** Links all entities. A node that is the same as in `before` stays the same object. */
export function linkAll(winners: ReadonlyMap<string, Descriptor>, aliases: ReadonlyMap<string, string>, before?: Links): Links {
  const aliased = aliases.size > 0
  const incoming = new Map<string, Descriptor[]>()
  for (const descriptor of winners.values()) {
    for (const edge of descriptor.edges) {
      const target = aliased ? (aliases.get(edge.target) ?? edge.target) : edge.target
      const list = incoming.get(target)
      if (list === undefined) incoming.set(target, [descriptor])
      else if (list[list.length - 1] !== descriptor) list.push(descriptor)
    }
  }
  const nodes = new Map<string, GraphNode>()
  for (const [ref, descriptor] of winners) {
    const list = incoming.get(ref) ?? nothing
    const node = new GraphNode(descriptor, list, { aliases })
    const earlier = before?.nodes.get(ref)
    const same = earlier !== undefined && sameData(earlier.content.raw, descriptor.entity) && sameData(earlier.relations, node.relations)
    nodes.set(ref, same ? new GraphNode(descriptor, list, earlier.content) : node)
  }
  const dangling = new Map<string, readonly Descriptor[]>()
  for (const [target, list] of incoming) {
    if (!nodes.has(target)) dangling.set(target, list)
  }
  return { nodes, dangling, sorted: sortNodes([...nodes.values()]), touched: undefined }
}

/** Like `linkAll`, but visits only the entities of `changed` and their targets. Kinds and aliases must not have changed. */
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
  const touched = new Set<string>()

  for (const ref of changed) {
    const old = before.nodes.get(ref)
    const now = winners.get(ref)
    if (old === undefined && now === undefined) continue
    if (old !== undefined && now !== undefined && sameDocument(old, now)) {
      if (old.descriptor !== now) nodes.set(ref, new GraphNode(now, old.incoming, old.content))
      touched.add(ref)
      continue
    }
    rewritten.add(ref)
    editEdges(edits, ref, old?.descriptor, now, aliases)
  }
  for (const ref of new Set([...edits.keys(), ...rewritten])) {
    const earlier = before.nodes.get(ref)?.incoming ?? before.dangling.get(ref) ?? nothing
    const edit = edits.get(ref)
    const incoming = edit === undefined ? earlier : [...earlier.filter(descriptor => !edit.gone.has(descriptor.ref)), ...edit.come]
    const descriptor = winners.get(ref)
    touched.add(ref)
    if (descriptor === undefined) {
      nodes.delete(ref)
      if (incoming.length > 0) dangling.set(ref, incoming)
      else dangling.delete(ref)
    } else {
      dangling.delete(ref)
      const node = new GraphNode(descriptor, incoming, { aliases })
      const old = before.nodes.get(ref)
      const same = old !== undefined && !rewritten.has(ref) && (edit?.differs !== true || sameData(old.relations, node.relations))
      nodes.set(ref, same ? new GraphNode(descriptor, incoming, old.content) : node)
    }
  }
  return { nodes, dangling, sorted: mergeNodes(before, nodes, touched), touched }
}

/** The change in the list of documents that refer to one entity. */
interface EdgeEdit {
  readonly gone: Set<string>
  readonly come: Descriptor[]
  /** False if the relations are the same, and only the documents are newer. */
  differs: boolean
}

function sameDocument(node: GraphNode, descriptor: Descriptor): boolean {
  if (node.descriptor === descriptor) return true
  const { edges } = node.descriptor
  return (
    edges.length === descriptor.edges.length &&
    sameData(node.descriptor.entity, descriptor.entity) &&
    edges.every((edge, i) => sameEdge(edge, descriptor.edges[i]))
  )
}

function sameEdge(a: Descriptor['edges'][number], b: Descriptor['edges'][number] | undefined): boolean {
  return b !== undefined && a.type === b.type && a.inverse === b.inverse && a.target === b.target
}

function editEdges(
  edits: Map<string, EdgeEdit>,
  ref: string,
  old: Descriptor | undefined,
  now: Descriptor | undefined,
  aliases: ReadonlyMap<string, string>,
): void {
  const was = relationsByTarget(old, aliases)
  const is = relationsByTarget(now, aliases)
  for (const target of new Set([...was.keys(), ...is.keys()])) {
    let edit = edits.get(target)
    if (edit === undefined) edits.set(target, (edit = { gone: new Set(), come: [], differs: false }))
    edit.gone.add(ref)
    if (now !== undefined && is.has(target)) edit.come.push(now)
    edit.differs ||= was.get(target) !== is.get(target)
  }
}

/** For each entity that a document refers to: the relations between them, as one string. */
function relationsByTarget(descriptor: Descriptor | undefined, aliases: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>()
  for (const edge of descriptor?.edges ?? []) {
    const target = aliases.get(edge.target) ?? edge.target
    const types = found.get(target)
    if (types === undefined) found.set(target, [edge.inverse])
    else if (!types.includes(edge.inverse)) types.push(edge.inverse)
  }
  return new Map([...found].map(([target, types]) => [target, types.sort().join(' ')]))
}

/** The earlier order, with the added, removed and changed nodes. */
function mergeNodes(before: Links, nodes: ReadonlyMap<string, GraphNode>, touched: ReadonlySet<string>): readonly GraphNode[] {
  const merged: (GraphNode | undefined)[] = [...before.sorted]
  const come: GraphNode[] = []
  for (const ref of touched) {
    const place = placeOf(before.sorted, ref)
    const node = nodes.get(ref)
    if (before.sorted[place]?.ref === ref) merged[place] = node
    else if (node !== undefined) come.push(node)
  }
  const stayed = merged.filter(node => node !== undefined)
  if (come.length === 0) return stayed
  const sorted: GraphNode[] = []
  let from = 0
  for (const node of sortNodes(come)) {
    const to = placeOf(stayed, node.ref)
    for (; from < to; from++) sorted.push(stayed[from] as GraphNode)
    sorted.push(node)
  }
  for (; from < stayed.length; from++) sorted.push(stayed[from] as GraphNode)
  return sorted
}

/** The index of a reference, or where it would be inserted. */
function placeOf(sorted: readonly GraphNode[], ref: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.ref ?? '') < ref) low = middle + 1
    else high = middle
  }
  return low
}

function sortNodes(nodes: GraphNode[]): readonly GraphNode[] {
  return nodes.sort((a, b) => compareUnits(a.ref, b.ref))
}
