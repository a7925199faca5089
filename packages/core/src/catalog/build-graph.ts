import { hashText } from '../hash.ts'
import type { ParsedFile, Descriptor } from '../descriptor/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import type { SourceState } from '../source/types.ts'
import { aliasesOf, settleAliases, type AliasClaim, type AliasConflict } from './graph/aliases.ts'
import { codeownersProblems } from './codeowners-problems.ts'
import type { CodeownersFile } from '../codeowners/types.ts'
import type { CatalogGraph, Repository, Staleness, Unread } from './graph/graph.ts'
import { digestFile } from '../reading/digest-file.ts'
import { fileKey, positionOf, type GraphParts } from './graph/graph-parts.ts'
import { graphProblems } from './graph-problems.ts'
import { linkAll, patchLinks } from './graph/link-nodes.ts'
import { compareUnits } from '../compare-text.ts'
import { selectAll, selectChanged } from './graph/select-descriptors.ts'

export interface BuildInput {
  /** In order of precedence: if two documents define one entity, the earlier file wins. */
  readonly files: readonly ParsedFile[]
  readonly kinds: readonly Kind[]
  /** From old canonical references to current ones. */
  readonly aliases?: ReadonlyMap<string, string> | undefined
  readonly fallbackOwner?: string | undefined
  readonly codeowners?: readonly CodeownersFile[] | undefined
  readonly repositories?: readonly Repository[] | undefined
  readonly sources?: readonly SourceState[] | undefined
  /** Files whose last good reading is used, by `fileKey`. */
  readonly stale?: ReadonlyMap<string, Staleness> | undefined
  /** Files that cannot be read now, whether or not they were read before. */
  readonly unread?: readonly Unread[] | undefined
  /** Problems that belong to no file: an unreachable source, a path that cannot be read. */
  readonly problems?: readonly Diagnostic[] | undefined
  /** An earlier build, whose unchanged parts are reused. The result is the same without it. */
  readonly previous?: GraphBuild | undefined
}

/** A graph, its problems, and the parts that the next build reuses. */
export interface GraphBuild {
  readonly graph: CatalogGraph
  /** Sorted by source, path and line. Computed on first use, because positions need a second parse of the files concerned. */
  readonly diagnostics: readonly Diagnostic[]
  readonly parts: GraphParts
}

/** What a build keeps of its input: not the earlier build, which would keep every earlier state alive. */
type ShownInput = Omit<BuildInput, 'previous'>

/**
 * Builds the graph. A pure function: with `previous` it is faster, and unchanged entities stay the same objects.
 */
export function buildGraph(input: BuildInput): GraphBuild {
  const { files, kinds } = input
  const before = sameOrder(input.previous?.parts, files, kinds)
  const selection = before === undefined ? selectAll(files) : selectChanged(before, files)
  const changed = selection.changed
  const claims = claimAliases(before, selection.winners, changed)
  const settled = settleAliases([...optionClaims(input.aliases), ...sortedClaims(claims)], ref => selection.winners.has(ref))
  const keepAliases = input.previous !== undefined && sameMap(input.previous.parts.aliases, settled.aliases)
  const aliases = keepAliases ? input.previous.parts.aliases : settled.aliases
  const links =
    before !== undefined && keepAliases
      ? patchLinks(before, selection.winners, changed ?? new Set(selection.winners.keys()), aliases)
      : linkAll(selection.winners, aliases, input.previous?.parts)
  const parts: GraphParts = {
    ...selection,
    ...links,
    files,
    kinds,
    aliases,
    aliasClaims: claims,
    aliasConflicts: settled.conflicts,
    digests: input.previous?.parts.digests ?? new WeakMap(),
    fileOf: fileFinder(files),
  }
  const { previous, ...shown } = input
  const since =
    previous === undefined || links.touched === undefined ? undefined : { graph: new WeakRef(previous.graph), touched: links.touched }
  const graph = showGraph(shown, parts, since)
  let diagnostics: readonly Diagnostic[] | undefined
  return {
    graph,
    parts,
    get diagnostics() {
      return (diagnostics ??= collectDiagnostics(shown, parts))
    },
  }
}

function showGraph(input: ShownInput, parts: GraphParts, since: CatalogGraph['since']): CatalogGraph {
  const { fallbackOwner, codeowners = [], sources = [], stale = new Map<string, Staleness>() } = input
  const byName = new Map(sources.map(source => [source.name, source]))
  return {
    revision: revisionOf(input, parts),
    nodes: parts.nodes,
    sorted: parts.sorted,
    kinds: parts.kinds,
    aliases: parts.aliases,
    codeowners,
    repositories: input.repositories,
    fallbackOwner,
    sources,
    files: parts.files,
    unread: [
      ...sources.flatMap(({ name, staleSince, because = 'it cannot be read' }) =>
        staleSince === undefined ? [] : { source: name, since: staleSince, because },
      ),
      ...(input.unread ?? []),
    ],
    since,
    staleFiles: stale,
    stale(ref) {
      const descriptor = parts.nodes.get(ref)?.descriptor
      if (descriptor === undefined) return undefined
      const source = byName.get(descriptor.source)
      if (source?.staleSince !== undefined) {
        return { source: source.name, since: source.staleSince, because: source.because ?? 'it cannot be read' }
      }
      return stale.get(fileKey(descriptor.source, descriptor.path))
    },
    locate: (ref, field) => {
      const node = parts.nodes.get(ref)
      return node === undefined ? undefined : positionOf(parts, node.descriptor, field)
    },
  }
}

function revisionOf(input: ShownInput, parts: GraphParts): string {
  const remember = <T extends object>(thing: T, make: (thing: T) => string): string => {
    let digest = 'digest' in thing && typeof thing.digest === 'string' ? thing.digest : parts.digests.get(thing)
    if (digest === undefined) parts.digests.set(thing, (digest = make(thing)))
    return digest
  }
  const digests = parts.files.map(file => remember(file, digestFile))
  const trouble = (input.sources ?? []).filter(source => source.state === 'stale' || source.state === 'failed')
  const rest = [
    parts.kinds.map(kind => [kind.kind, kind.apiVersions]),
    [...(input.aliases ?? [])],
    input.fallbackOwner,
    (input.codeowners ?? []).map(file =>
      remember(file, ({ source, path, root, rules, diagnostics }) => hashText(JSON.stringify([source, path, root, rules, diagnostics]))),
    ),
    (input.repositories ?? []).flatMap(({ source, root }) => (root === '' ? [] : [source, root])),
    trouble.map(({ name, state, staleSince, because }) => [name, state, staleSince, because]),
    [...(input.stale ?? [])],
    input.problems,
  ]
  return hashText(`${digests.join(' ')}\n${JSON.stringify(rest)}`)
}

/** The earlier parts, if they can be patched: the kinds are the same, and the remaining files are in the same order. */
function sameOrder(before: GraphParts | undefined, files: readonly ParsedFile[], kinds: readonly Kind[]): GraphParts | undefined {
  if (before === undefined || before.kinds !== kinds) return undefined
  const now = new Set(files)
  const earlier = new Set(before.files)
  const stayed = before.files.filter(file => now.has(file))
  const staying = files.filter(file => earlier.has(file))
  return stayed.every((file, i) => file === staying[i]) ? before : undefined
}

function claimAliases(
  before: GraphParts | undefined,
  winners: ReadonlyMap<string, Descriptor>,
  changed: ReadonlySet<string> | undefined,
): ReadonlyMap<string, readonly (AliasClaim | AliasConflict)[]> {
  const claims = new Map(before?.aliasClaims)
  for (const ref of changed ?? winners.keys()) {
    const winner = winners.get(ref)
    const found = winner === undefined ? [] : aliasesOf(winner)
    if (found.length > 0) claims.set(ref, found)
    else if (before !== undefined) claims.delete(ref)
  }
  return claims
}

function sortedClaims(claims: ReadonlyMap<string, readonly (AliasClaim | AliasConflict)[]>): readonly (AliasClaim | AliasConflict)[] {
  return [...claims].sort(([a], [b]) => compareUnits(a, b)).flatMap(([, list]) => list)
}

function optionClaims(aliases: ReadonlyMap<string, string> | undefined): readonly AliasClaim[] {
  return [...(aliases ?? [])].map(([old, present]) => ({ old, present }))
}

function sameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}

function fileFinder(files: readonly ParsedFile[]): (descriptor: Descriptor) => ParsedFile | undefined {
  let byKey: Map<string, ParsedFile> | undefined
  return ({ source, path }) => {
    byKey ??= new Map(files.map(file => [fileKey(file.source, file.origin.path), file]))
    return byKey.get(fileKey(source, path))
  }
}

function collectDiagnostics(input: ShownInput, parts: GraphParts): readonly Diagnostic[] {
  const sources = new Map(
    [...new Set([...(input.sources ?? []).map(source => source.name), ...parts.files.map(file => file.source)])].map((name, i) => [
      name,
      i,
    ]),
  )
  const all = [
    ...(input.problems ?? []),
    ...parts.files.flatMap(file => file.diagnostics),
    ...(input.codeowners ?? []).flatMap(file => file.diagnostics),
    ...codeownersProblems(parts, input.codeowners ?? []),
    ...graphProblems(parts),
  ]
  const rank = (name: string): number => sources.get(name) ?? sources.size
  return Object.freeze(
    all.sort(
      (a, b) =>
        rank(a.at.source) - rank(b.at.source) ||
        compareUnits(a.at.path, b.at.path) ||
        (a.at.line ?? 0) - (b.at.line ?? 0) ||
        (a.at.column ?? 0) - (b.at.column ?? 0) ||
        compareUnits(a.code, b.code) ||
        compareUnits(a.message, b.message),
    ),
  )
}
