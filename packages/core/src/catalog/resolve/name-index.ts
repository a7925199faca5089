import { parseRef } from '../../ref.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { lowerAscii } from './lower-ascii.ts'
import { displayNameOf } from '../ownership/owner-summary.ts'

/** Entities by name, old name and title. Created on first use; lives as long as the graph. */
export interface NameIndex {
  /** Entities by name, the most likely kind first; `default` before other namespaces. */
  byName(name: string, namespace?: string): readonly CatalogNode[]
  /** The entity with an old name. */
  byOldName(name: string, namespace?: string): CatalogNode | undefined
  /** The entity with an old name, ignoring separators and camel case. */
  byOldWords(words: string): CatalogNode | undefined
  /** Entities by title or display name, ignoring the case of A to Z. */
  byTitle(title: string): readonly CatalogNode[]
  /** Entities by name, ignoring separators and camel case: `PaymentsAPI` is `payments-api`. */
  byWords(words: string): readonly CatalogNode[]
  /** Every name. */
  readonly names: readonly string[]
}

/** The order of kinds for a name without a kind; kinds that are not listed come last. */
export const kindPreference: readonly string[] = [
  'component',
  'api',
  'resource',
  'system',
  'domain',
  'group',
  'user',
  'template',
  'airesource',
  'location',
]

const indexes = new WeakMap<CatalogGraph, NodeTables>()

/** The name index of a graph. */
export function nameIndex(graph: CatalogGraph): NameIndex {
  let tables = indexes.get(graph)
  if (tables === undefined) indexes.set(graph, (tables = makeTables(graph)))
  return showIndex(graph, tables)
}

/** The words of a name joined by `-`, whether they were separated or in camel case. */
export function wordsOf(name: string): string {
  const joined = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[\s_.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return lowerAscii(joined)
}

/** A title, normalized for comparison. */
export function titleKey(title: string): string {
  return lowerAscii(title.normalize('NFC').trim().replace(/\s+/g, ' '))
}

/** The title and the display name of an entity, normalized for comparison. */
export function titlesOf(node: CatalogNode): readonly string[] {
  const titles = [node.descriptor.entity.metadata.title, displayNameOf(node)]
  return [...new Set(titles.flatMap(title => (title === undefined || title === '' ? [] : [titleKey(title)])))]
}

/** The entities under each of their keys, by kind of key. */
interface NodeTables {
  /** Those created so far. */
  readonly made: ReadonlyMap<KeyKind, NodeTable>
  table(kind: KeyKind): NodeTable
}

type NodeTable = ReadonlyMap<string, readonly CatalogNode[]>
type KeyKind = keyof typeof keysOf

const keysOf = {
  name: (node: CatalogNode): readonly string[] => [node.ref.slice(node.ref.indexOf('/') + 1)],
  words: (node: CatalogNode): readonly string[] => [wordsOf(node.descriptor.entity.metadata.name)],
  title: titlesOf,
}

/** The tables of a graph, each created on first use, from the table of the earlier graph if there is one. */
function makeTables(graph: CatalogGraph): NodeTables {
  const { since } = graph
  const earlier = since?.graph.deref()
  const before = earlier === undefined ? undefined : indexes.get(earlier)?.made
  const patch = before === undefined || earlier === undefined ? undefined : { made: new Map(before), nodes: earlier.nodes }
  const made = new Map<KeyKind, NodeTable>()
  return {
    made,
    table(kind) {
      let table = made.get(kind)
      if (table === undefined) {
        const known = patch?.made.get(kind)
        table =
          known === undefined || since === undefined ? buildTable(graph, kind) : patchTable(known, kind, patch?.nodes, graph, since.touched)
        made.set(kind, table)
      }
      return table
    },
  }
}

function buildTable(graph: CatalogGraph, kind: KeyKind): NodeTable {
  const table = new Map<string, CatalogNode[]>()
  for (const node of graph.sorted) for (const key of keysOf[kind](node)) push(table, key, node)
  for (const list of table.values()) if (list.length > 1) list.sort(byPreference)
  return table
}

function patchTable(
  before: NodeTable,
  kind: KeyKind,
  nodes: CatalogGraph['nodes'] | undefined,
  graph: CatalogGraph,
  touched: ReadonlySet<string>,
): NodeTable {
  const table = new Map(before)
  for (const ref of touched) {
    const old = nodes?.get(ref)
    const now = graph.nodes.get(ref)
    for (const key of new Set([...(old === undefined ? [] : keysOf[kind](old)), ...(now === undefined ? [] : keysOf[kind](now))])) {
      const list = (table.get(key) ?? []).filter(node => node !== old)
      if (now !== undefined && keysOf[kind](now).includes(key)) list.push(now)
      if (list.length === 0) table.delete(key)
      else table.set(key, list.sort(byPreference))
    }
  }
  return table
}

function showIndex(graph: CatalogGraph, tables: NodeTables): NameIndex {
  const within = (list: readonly CatalogNode[], namespace: string | undefined): readonly CatalogNode[] =>
    namespace === undefined ? list : list.filter(node => node.descriptor.entity.metadata.namespace === namespace)
  return {
    byName: (name, namespace) => within(tables.table('name').get(name) ?? [], namespace),
    byOldName: (name, namespace) =>
      oldNames(graph)
        .byName.get(name)
        ?.find(old => (namespace ?? old.namespace) === old.namespace)?.node,
    byOldWords: words => oldNames(graph).byWords.get(words)?.[0]?.node,
    byTitle: title => tables.table('title').get(titleKey(title)) ?? [],
    byWords: text => tables.table('words').get(text) ?? [],
    get names() {
      return [...tables.table('name').keys()]
    },
  }
}

/** The entities with an old name, the most likely first. */
interface OldNames {
  readonly byName: ReadonlyMap<string, readonly OldName[]>
  readonly byWords: ReadonlyMap<string, readonly OldName[]>
}

interface OldName {
  readonly namespace: string
  readonly node: CatalogNode
}

const oldNameIndexes = new WeakMap<CatalogGraph, OldNames>()

function oldNames(graph: CatalogGraph): OldNames {
  let index = oldNameIndexes.get(graph)
  if (index === undefined) {
    const known = [...graph.aliases].flatMap(([old, present]) => {
      const node = graph.nodes.get(present)
      return node === undefined ? [] : [{ ...parseRef(old), node }]
    })
    known.sort((a, b) => byPreference(a.node, b.node))
    index = { byName: Map.groupBy(known, old => old.name), byWords: Map.groupBy(known, old => wordsOf(old.name)) }
    oldNameIndexes.set(graph, index)
  }
  return index
}

function push(map: Map<string, CatalogNode[]>, key: string, node: CatalogNode): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [node])
  else if (!list.includes(node)) list.push(node)
}

function byPreference(a: CatalogNode, b: CatalogNode): number {
  return rank(a) - rank(b) || (a.ref < b.ref ? -1 : 1)
}

function rank({ descriptor: { entity } }: CatalogNode): number {
  const kind = kindPreference.indexOf(entity.kind.toLowerCase())
  return (kind === -1 ? kindPreference.length : kind) * 2 + (entity.metadata.namespace === 'default' ? 0 : 1)
}
