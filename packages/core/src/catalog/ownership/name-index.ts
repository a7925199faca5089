import { parseRef } from '../../ref.ts'
import type { CatalogGraph, CatalogNode } from '../graph.ts'
import { lowerAscii } from './lower-ascii.ts'

/** Entities by what people call them. Made on first use, kept as long as the graph is. */
export interface NameIndex {
  /** By name, the likeliest kind first; `default` before other namespaces. */
  byName(name: string, namespace?: string): readonly CatalogNode[]
  /** By a former name. */
  byOldName(name: string, namespace?: string): CatalogNode | undefined
  /** By title or display name, as written but for the case of A to Z. */
  byTitle(title: string): readonly CatalogNode[]
  /** By name without regard to separators and camel case: `PaymentsAPI` is `payments-api`. */
  byWords(words: string): readonly CatalogNode[]
  /** Every name there is. */
  readonly names: readonly string[]
}

/** When a name is all that is asked for, an earlier kind is meant before a later one, and any other kind last. */
export const kindPreference: readonly string[] = ['component', 'api', 'resource', 'system', 'domain', 'group', 'user', 'template', 'airesource', 'location']

const indexes = new WeakMap<CatalogGraph, NameIndex>()

/** The name index of a graph. */
export function nameIndex(graph: CatalogGraph): NameIndex {
  let index = indexes.get(graph)
  if (index === undefined) indexes.set(graph, (index = buildIndex(graph)))
  return index
}

/** The words of a name joined by `-`: separators and camel case mean the same. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[\s_.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

/** A title in the form that titles are compared in. */
export function titleKey(title: string): string {
  return lowerAscii(title.normalize('NFC').trim().replace(/\s+/g, ' '))
}

function buildIndex(graph: CatalogGraph): NameIndex {
  const names = new Map<string, CatalogNode[]>()
  const titles = new Map<string, CatalogNode[]>()
  const words = new Map<string, CatalogNode[]>()
  const oldNames = new Map<string, CatalogNode[]>()
  for (const node of graph.sorted) {
    const { metadata, spec } = node.descriptor.entity
    push(names, metadata.name.toLowerCase(), node)
    push(words, wordsOf(metadata.name), node)
    const profile = spec?.['profile']
    const shown = typeof profile === 'object' && profile !== null && 'displayName' in profile ? profile.displayName : undefined
    for (const title of new Set([metadata.title, shown])) {
      if (typeof title === 'string') push(titles, titleKey(title), node)
    }
  }
  for (const [old, present] of graph.aliases) {
    const node = graph.nodes.get(present)
    if (node !== undefined) push(oldNames, parseRef(old).name, node)
  }
  for (const map of [names, titles, words, oldNames]) {
    for (const list of map.values()) if (list.length > 1) list.sort(byPreference)
  }
  const within = (list: readonly CatalogNode[], namespace: string | undefined): readonly CatalogNode[] =>
    namespace === undefined ? list : list.filter(node => node.descriptor.entity.metadata.namespace === namespace)
  return {
    byName: (name, namespace) => within(names.get(name) ?? [], namespace),
    byOldName: (name, namespace) => within(oldNames.get(name) ?? [], namespace)[0],
    byTitle: title => titles.get(titleKey(title)) ?? [],
    byWords: text => words.get(text) ?? [],
    names: [...names.keys()],
  }
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
