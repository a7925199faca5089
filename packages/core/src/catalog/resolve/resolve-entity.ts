import { parseRef, stringifyRef, tryParseRef } from '../../ref.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import type { Resolution } from './types.ts'
import { cleanedNames, wordsIn } from './clean-name.ts'
import { lookUp } from './look-up.ts'
import { lowerAscii } from './lower-ascii.ts'
import { kindPreference, nameIndex, wordsOf } from './name-index.ts'
import type { FilePlace } from './look-at-path.ts'
import { resolveFile } from './resolve-file.ts'
import { similarNames, type SimilarityBudget } from './similar-names.ts'

const longest = 500

/** What may precede a name: the built-in kinds, the kinds of the entities, and their namespaces. */
interface Prefixes {
  readonly kinds: ReadonlySet<string>
  readonly namespaces: ReadonlySet<string>
}

const knownPrefixes = new WeakMap<CatalogGraph, Prefixes>()

/**
 * What a text refers to: a reference, a name, an old name, a title, a file, or the noisy form of a name in logs and alerts. Never guesses:
 * a similar name is only a candidate, and `ref` stays empty. The questions of one request share `budget`.
 */
export function resolveEntity(graph: CatalogGraph, query: string, budget?: SimilarityBudget): Resolution {
  return understand(graph, query, budget).resolution
}

/** What a text refers to; `place` is the file, if it refers to one. */
export interface Understanding {
  readonly resolution: Resolution
  readonly place?: FilePlace | undefined
}

/** Like `resolveEntity`, with the file. */
export function understand(graph: CatalogGraph, query: string, budget?: SimilarityBudget): Understanding {
  const text = query.trim()
  if (text === '' || text.length > longest) {
    const note = text === '' ? 'The query is empty.' : 'The text is too long to be a name.'
    return { resolution: { query, how: 'none', confidence: 'none', candidates: [], note } }
  }
  const named = byReference(graph, query, text) ?? byTitle(graph, query, text)
  if (named !== undefined) return { resolution: named }
  const file = resolveFile(graph, query, text, 'sure')
  if (file !== undefined) return file
  const noisy = byNoisyName(graph, query, text)
  if (noisy !== undefined) return { resolution: noisy }
  return resolveFile(graph, query, text, 'any') ?? { resolution: bySimilarity(graph, query, text, budget) }
}

function byReference(graph: CatalogGraph, query: string, text: string): Resolution | undefined {
  const node = lookUp(graph, text)
  if (node === undefined) return undefined
  const { name } = parseRef(node.ref)
  if (isOldName(node, text)) return { ...renamed(query, node, text), confidence: 'exact' }
  if (text.includes(':')) return { query, ref: node.ref, how: 'ref', confidence: 'exact', candidates: [] }
  return among(query, nameIndex(graph).byName(name), node, 'name')
}

function byTitle(graph: CatalogGraph, query: string, text: string): Resolution | undefined {
  const found = nameIndex(graph).byTitle(text)
  const [first] = found
  return first === undefined ? undefined : among(query, found, first, 'title')
}

/** The most likely of several entities with the same name or title; the note lists the others. */
function among(query: string, found: readonly CatalogNode[], chosen: CatalogNode, how: 'name' | 'title'): Resolution {
  const others = found.filter(node => node !== chosen).map(node => node.ref)
  const rivals = others.filter(ref => ref.startsWith(`${chosen.descriptor.entity.kind.toLowerCase()}:`))
  return {
    query,
    ref: chosen.ref,
    how,
    confidence: rivals.length === 0 ? 'exact' : 'high',
    ...(others.length === 0 ? {} : { note: `Other entities with this ${how}: ${others.slice(0, 5).join(', ')}.` }),
    candidates: others.slice(0, 5),
  }
}

function byNoisyName(graph: CatalogGraph, query: string, text: string): Resolution | undefined {
  // Letters of other scripts may look like A to Z: nothing is removed, nothing is folded.
  if (/[^\x20-\x7e]/.test(text)) return undefined
  const words = wordsIn(text)
  const found = new Map<CatalogNode, Resolution>()
  const direct = cleaned(graph, query, text)
  if (direct !== undefined || words[0] === text) return direct
  for (const word of words.slice(0, 40)) {
    const node = lookUp(graph, word)
    const resolution = node === undefined ? cleaned(graph, query, word) : wordOf(query, node, word)
    const meant = graph.nodes.get(resolution?.ref ?? '')
    if (resolution !== undefined && meant !== undefined) found.set(meant, resolution)
  }
  const [only, ...more] = found.values()
  if (only === undefined) return undefined
  return more.length === 0 ? only : several(query, [...found.keys()])
}

function cleaned(graph: CatalogGraph, query: string, text: string): Resolution | undefined {
  const index = nameIndex(graph)
  const fits = fitsWritten(graph, text)
  const spaced = /\s/.test(text) ? index.byWords(wordsOf(text))[0] : undefined
  if (spaced !== undefined) return named(query, spaced, [])
  for (const { name, removed, version, labels = [] } of cleanedNames(text)) {
    const lower = lowerAscii(name)
    const words = wordsOf(name)
    const same = [...index.byName(lower), ...index.byWords(words)].filter(fits)
    const [found] = same
    if (found !== undefined) {
      const rivals = [...siblings(graph, found, version), ...labels.flatMap(label => sameKind(index.byName(lowerAscii(label)), found))]
      return rivals.length === 0 ? named(query, found, removed, same) : several(query, [found, ...rivals])
    }
    const former = index.byOldName(lower) ?? index.byOldWords(words)
    if (former !== undefined && fits(former)) return renamed(query, former, name)
  }
  return undefined
}

/** A text with a kind, or with a namespace of this catalog, does not mean entities of another one. */
function fitsWritten(graph: CatalogGraph, text: string): (node: CatalogNode) => boolean {
  const [, kind, namespace] = /^(?:([a-z]\w*):)?(?:([\w.-]+)\/)?[^/]+$/.exec(lowerAscii(text)) ?? []
  if (kind === undefined && namespace === undefined) return () => true
  const { kinds, namespaces } = prefixesOf(graph)
  const isKind = kind !== undefined && kinds.has(kind)
  const isNamespace = namespace !== undefined && (isKind || namespaces.has(namespace))
  return node => (!isKind || node.ref.startsWith(`${kind}:`)) && (!isNamespace || namespaceOf(node) === namespace)
}

function prefixesOf(graph: CatalogGraph): Prefixes {
  let prefixes = knownPrefixes.get(graph)
  if (prefixes === undefined) {
    const kinds = new Set([...kindPreference, ...graph.sorted.map(({ ref }) => ref.slice(0, ref.indexOf(':')))])
    knownPrefixes.set(graph, (prefixes = { kinds, namespaces: new Set(graph.sorted.map(namespaceOf)) }))
  }
  return prefixes
}

function namespaceOf({ ref }: CatalogNode): string {
  return ref.slice(ref.indexOf(':') + 1, ref.indexOf('/'))
}

/** The entities that differ only by their version, if a version was removed: `pay-v3` may be a new sibling of `pay-v2`. */
function siblings(graph: CatalogGraph, node: CatalogNode, version: string | undefined): readonly CatalogNode[] {
  if (version === undefined) return []
  const stem = `${node.ref}-${version.replace(/\d+$/, '')}`
  const found: CatalogNode[] = []
  // References are sorted, so those with the same prefix are adjacent.
  for (let at = firstFrom(graph.sorted, stem); graph.sorted[at]?.ref.startsWith(stem) === true; at++) {
    const sibling = graph.sorted[at]
    if (sibling !== undefined && /^\d+$/.test(sibling.ref.slice(stem.length))) found.push(sibling)
  }
  return found
}

function firstFrom(sorted: readonly CatalogNode[], ref: string): number {
  let from = 0
  for (let to = sorted.length; from < to;) {
    const middle = (from + to) >>> 1
    if ((sorted[middle]?.ref ?? '') < ref) from = middle + 1
    else to = middle
  }
  return from
}

function sameKind(nodes: readonly CatalogNode[], node: CatalogNode): readonly CatalogNode[] {
  const kind = node.ref.slice(0, node.ref.indexOf(':') + 1)
  return nodes.filter(other => other !== node && other.ref.startsWith(kind)).slice(0, 1)
}

function several(query: string, nodes: readonly CatalogNode[]): Resolution {
  const candidates = [...new Set(nodes.map(node => node.ref))].slice(0, 5)
  return { query, how: 'none', confidence: 'none', candidates, note: 'The text refers to several entities.' }
}

function named(query: string, node: CatalogNode, removed: readonly string[], same: readonly CatalogNode[] = []): Resolution {
  const note = removed.length === 0 ? `Read as ${node.ref}.` : `Read as ${node.ref}, without ${removed.join(', ')}.`
  const others = new Set(same.map(other => other.ref).filter(ref => ref !== node.ref))
  return { query, ref: node.ref, how: 'noisy-name', confidence: 'high', note, candidates: [...others].slice(0, 5) }
}

/** The resolution of a text by one of its words. */
function wordOf(query: string, node: CatalogNode, word: string): Resolution {
  if (isOldName(node, word)) return renamed(query, node, word)
  return { ...named(query, node, []), note: `Read as ${node.ref}, from the word "${word}".` }
}

function isOldName({ ref, descriptor: { entity } }: CatalogNode, text: string): boolean {
  const read = tryParseRef(lowerAscii(text), { defaultKind: entity.kind, defaultNamespace: entity.metadata.namespace })
  return typeof read !== 'string' && stringifyRef(read) !== ref
}

function renamed(query: string, node: CatalogNode, old: string): Resolution {
  return { query, ref: node.ref, how: 'alias', confidence: 'high', note: `${old} is an old name of ${node.ref}.`, candidates: [] }
}

function bySimilarity(graph: CatalogGraph, query: string, text: string, budget: SimilarityBudget | undefined): Resolution {
  const similar = similarNames(graph, wordsOf(text), budget)
  const candidates = (similar ?? []).flatMap(name => nameIndex(graph).byName(name)[0]?.ref ?? [])
  const doubt = unreadNote(graph)
  if (candidates.length === 0) {
    const skipped = similar === undefined ? ['Similar names were not searched: the request has too many unknown names.'] : []
    const note = [`Nothing in the catalog is called "${text.slice(0, 80)}".`, ...doubt, ...skipped].join(' ')
    return { query, how: 'none', confidence: 'none', candidates, note }
  }
  const meant = `Did you mean ${candidates.slice(0, 3).join(' or ')}?`
  return {
    query,
    how: 'similar',
    confidence: 'low',
    candidates,
    note: [`Nothing is called "${text.slice(0, 80)}".`, ...doubt, meant].join(' '),
  }
}

/** The note for an answer that found nothing while a source cannot be read: the entity may be there. */
function unreadNote({ unread = [] }: CatalogGraph): readonly string[] {
  const [first, ...more] = unread
  if (first === undefined) return []
  const what = first.path === undefined ? `the source ${first.source}` : `${first.path} of the source ${first.source}`
  const others = more.length === 0 ? '' : `, like ${more.length === 1 ? 'another one' : `${String(more.length)} others`}`
  return [`It may be in ${what}, which cannot be read now${others}: ${first.because.slice(0, 200).replace(/\.$/, '')}.`]
}
