import type { Position } from '../../diagnostics.ts'
import { matchCodeowners } from '../../codeowners/match-codeowners.ts'
import { writtenOwner } from '../../codeowners/parse-owner.ts'
import type { CodeownersFile, CodeownersOwner, CodeownersRule } from '../../codeowners/types.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import type { OwnerEvidence } from './types.ts'
import { codeownersOf } from '../resolve/codeowners-of.ts'
import { codeownerEntity, unknownOwnerRef } from './codeowner-entities.ts'
import { kindPreference } from '../resolve/name-index.ts'
import type { FilePlace } from '../resolve/look-at-path.ts'

/** Who owns something, with each step of the search. */
export interface FoundOwner {
  readonly state: 'owned' | 'unowned' | 'unmatched'
  /** Canonical references; the first is the main owner. */
  readonly owners: readonly string[]
  readonly because: readonly OwnerEvidence[]
}

/**
 * Searches for the owner of an entity: `spec.owner`, CODEOWNERS for its file, its system, the domains above, then the fallback. The first
 * step with an owner in the catalog ends the search; an unknown owner is used only if no other is found.
 */
export function findOwner(graph: CatalogGraph, node: CatalogNode): FoundOwner {
  const search = newSearch(graph)
  if (/^(?:group|user):/.test(node.ref)) {
    search.because.push({
      step: 'spec.owner',
      outcome: 'owner',
      message: `${node.ref} is an owner itself`,
      entity: node.ref,
      ref: node.ref,
    })
    return { state: 'owned', owners: [node.ref], because: search.because }
  }
  if (askEntity(search, node, 'spec.owner')) return search.result()
  const { path, source } = node.descriptor
  for (const file of codeownersOf(graph, path, source)) if (askCodeowners(search, file, path, node.ref)) return search.result()
  if (askParents(search, node)) return search.result()
  askFallback(search)
  return search.result()
}

/** Searches for the owner of a file: CODEOWNERS, then the entity whose folder contains it, then the fallback. */
export function findFileOwner(graph: CatalogGraph, { path, source }: FilePlace, nearest: CatalogNode | undefined): FoundOwner {
  const search = newSearch(graph)
  for (const file of codeownersOf(graph, path, source)) if (askCodeowners(search, file, path, undefined)) return search.result()
  if (nearest !== undefined) {
    if (askEntity(search, nearest, 'spec.owner')) return search.result()
    if (askParents(search, nearest)) return search.result()
  }
  askFallback(search)
  return search.result()
}

interface Search {
  readonly graph: CatalogGraph
  readonly because: OwnerEvidence[]
  readonly owners: string[]
  readonly unknown: string[]
  explicit: boolean
  result(): FoundOwner
}

function newSearch(graph: CatalogGraph): Search {
  const search: Search = {
    graph,
    because: [],
    owners: [],
    unknown: [],
    explicit: false,
    result() {
      const owners = search.owners.length > 0 ? search.owners : search.unknown
      const state = search.explicit ? 'unowned' : owners.length > 0 ? 'owned' : 'unmatched'
      return { state, owners: search.explicit ? [] : owners, because: search.because }
    },
  }
  return search
}

function askEntity(search: Search, node: CatalogNode, step: OwnerEvidence['step']): boolean {
  const { graph, because } = search
  const [owner] = node.targets('ownedBy')
  const what = step === 'spec.owner' ? node.ref : `its ${step} ${node.ref}`
  if (owner === undefined) {
    because.push({ step, outcome: 'not-set', message: `${what} has no spec.owner`, entity: node.ref, at: placeOf(node) })
    return false
  }
  if (thingKinds.has(owner.slice(0, owner.indexOf(':')))) {
    const message = `spec.owner of ${what} is ${owner}, which is neither a group nor a user`
    const at = graph.locate(node.ref, ['spec', 'owner']) ?? placeOf(node)
    because.push({ step, outcome: 'unknown-entity', message, entity: node.ref, ref: owner, at })
    return false
  }
  if (graph.nodes.has(owner)) {
    const found = { step, outcome: 'owner', message: `spec.owner of ${what} is ${owner}`, entity: node.ref, ref: owner } as const
    because.push(locatedLater(found, () => graph.locate(node.ref, ['spec', 'owner']) ?? placeOf(node)))
    search.owners.push(owner)
    return true
  }
  const at = graph.locate(node.ref, ['spec', 'owner']) ?? placeOf(node)
  because.push({
    step,
    outcome: 'unknown-entity',
    message: `spec.owner of ${what} is ${owner}, which no source defines`,
    entity: node.ref,
    ref: owner,
    at,
  })
  keepUnknown(search, [owner])
  return false
}

/** Keeps the unknown owners of the first step that has any: those of later steps contradict them and are not co-owners. */
function keepUnknown({ unknown }: Search, refs: readonly string[]): void {
  if (unknown.length === 0) unknown.push(...refs)
}

/** Built-in kinds whose entities own nothing. Other kinds may be owners: a remote portal does not say. */
const thingKinds: ReadonlySet<string> = new Set(kindPreference.filter(kind => kind !== 'group' && kind !== 'user'))

function askCodeowners(search: Search, file: CodeownersFile, path: string, entity: string | undefined): boolean {
  const { graph, because } = search
  const { state, rules } = matchCodeowners(file, path)
  const rule = rules[0]
  const about = { step: 'codeowners' as const, ...(entity === undefined ? {} : { entity }) }
  if (rule === undefined) {
    because.push({
      ...about,
      outcome: 'no-match',
      message: `No rule in ${file.path} matches ${path}`,
      at: { source: file.source, path: file.path },
    })
    return false
  }
  const place = { source: file.source, path: file.path }
  if (state === 'unowned') {
    const message = `${ruleText(file, rule)} leaves ${path} without an owner`
    because.push({ ...about, outcome: 'explicitly-unowned', message, at: { ...place, line: rule.line } })
    search.explicit = search.unknown.length === 0
    return search.explicit
  }
  const before = search.owners.length
  const strangers: string[] = []
  for (const { owner, line, rule: named } of namedOwners(rules)) {
    const ref = codeownerEntity(graph, owner)
    const at = { ...place, line }
    const section = line === named.line ? '' : ` with the owners of its section on line ${String(line)},`
    const gives = `${ruleText(file, named)}${section} gives ${path} to`
    if (owner.type === 'role') {
      const message = `${gives} the role ${owner.value}, which has no entity in the catalog`
      because.push({ ...about, outcome: 'unknown-entity', message, at })
    } else if (ref !== undefined) {
      because.push({ ...about, outcome: 'owner', message: `${gives} ${writtenOwner(owner)}, which is ${ref}`, ref, at })
      if (!search.owners.includes(ref)) search.owners.push(ref)
    } else {
      const unknown = unknownOwnerRef(owner)
      // Another team may have the same name.
      const isFree = !graph.nodes.has(unknown)
      if (isFree) strangers.push(unknown)
      const message = `${gives} ${writtenOwner(owner)}, which is not in the catalog`
      because.push({ ...about, outcome: 'unknown-entity', message, ...(isFree ? { ref: unknown } : {}), at })
    }
  }
  keepUnknown(search, [...new Set(strangers)])
  return search.owners.length > before
}

function ruleText(file: CodeownersFile, rule: CodeownersRule): string {
  return `Line ${String(rule.line)} of ${file.path}, \`${rule.pattern}\`,`
}

/** Every owner in the deciding rules, each once, with its line. */
function namedOwners(
  rules: readonly CodeownersRule[],
): readonly { readonly owner: CodeownersOwner; readonly line: number; readonly rule: CodeownersRule }[] {
  const seen = new Set<string>()
  return rules
    .flatMap(rule => rule.owners.map((owner, i) => ({ owner, line: rule.places[i]?.line ?? rule.line, rule })))
    .filter(({ owner: { type, value } }) => {
      const key = `${type} ${value}`
      return !seen.has(key) && seen.add(key) !== undefined
    })
}

/** The system, then its domain, then the domains above. */
function askParents(search: Search, node: CatalogNode): boolean {
  const seen = new Set([node.ref])
  let at: CatalogNode | undefined = node
  while (at !== undefined) {
    const child: CatalogNode = at
    const parent = child
      .targets('partOf')
      .find(ref => /^(?:system|domain):/.test(ref) && (ref.startsWith('system:') || !/^component:|^api:|^resource:/.test(child.ref)))
    if (parent === undefined) return false
    const step = parent.startsWith('system:') ? 'system' : 'domain'
    if (seen.has(parent)) {
      search.because.push({
        step,
        outcome: 'cycle',
        message: `${child.ref} is part of ${parent}, which closes a cycle`,
        entity: child.ref,
        ref: parent,
        at: placeOf(child),
      })
      return false
    }
    seen.add(parent)
    at = search.graph.nodes.get(parent)
    if (at === undefined) {
      search.because.push({
        step,
        outcome: 'unknown-entity',
        message: `${child.ref} is part of ${parent}, which no source defines`,
        entity: child.ref,
        ref: parent,
        at: placeOf(child),
      })
      return false
    }
    if (askEntity(search, at, step)) return true
  }
  return false
}

function askFallback(search: Search): void {
  const { graph, because } = search
  const owner = graph.fallbackOwner
  if (owner === undefined) return
  const exists = graph.nodes.has(owner)
  because.push({
    step: 'fallback',
    outcome: exists ? 'owner' : 'unknown-entity',
    message: `The catalog's fallback owner is ${owner}${exists ? '' : ', which no source defines'}`,
    ref: owner,
  })
  if (exists) search.owners.push(owner)
  else keepUnknown(search, [owner])
}

/** Evidence whose position is found on first use: that parses the document again, and most callers do not need it. */
function locatedLater(evidence: Omit<OwnerEvidence, 'at'>, locate: () => Position): OwnerEvidence {
  let place: Position | undefined
  return {
    ...evidence,
    get at() {
      return (place ??= Object.freeze(locate()))
    },
  }
}

function placeOf({ descriptor: { source, path, line } }: CatalogNode): Position {
  return { source, path, line }
}
