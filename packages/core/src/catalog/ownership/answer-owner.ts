import { deepFreeze } from '../../plain-data.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import type { Contact, OwnerAnswer, OwnerSummary } from './types.ts'
import type { Resolution } from '../resolve/types.ts'
import { contactsOf, joinContacts } from './contacts.ts'
import { escalationOf } from './escalation.ts'
import { findFileOwner, findOwner, type FoundOwner } from './find-owner.ts'
import { summarizeOwner, titleOf } from './owner-summary.ts'
import { understand } from '../resolve/resolve-entity.ts'
import type { FilePlace } from '../resolve/look-at-path.ts'
import { resolvePlace } from '../resolve/resolve-file.ts'
import type { SimilarityBudget } from '../resolve/similar-names.ts'

type Answer = Omit<OwnerAnswer, 'query' | 'match'>

const none: readonly never[] = Object.freeze([])

const answers = new WeakMap<CatalogGraph, Map<string, Answer>>()

/**
 * Who owns what a text refers to, how to reach them, and why they are the owner. Nothing is guessed: what the catalog lacks is in
 * `missing`. The same question to the same graph has the same answer; `budget` limits only the suggestions for unknown names. `at` is the
 * file that the text means, if known.
 */
export function answerOwner(graph: CatalogGraph, query: string, at?: FilePlace, budget?: SimilarityBudget): OwnerAnswer {
  const exact = at === undefined ? graph.nodes.get(query) : undefined
  if (exact !== undefined)
    return { query, match: { ref: query, how: 'ref', confidence: 'exact', candidates: [] }, ...entityAnswer(graph, exact) }
  const { resolution, place } = at === undefined ? understand(graph, query, budget) : resolvePlace(graph, query, at)
  const { query: _, ...match } = resolution
  if (place !== undefined) return { query, match, ...fileAnswer(graph, place, resolution) }
  const node = resolution.ref === undefined ? undefined : graph.nodes.get(resolution.ref)
  if (node !== undefined) return { query, match, ...entityAnswer(graph, node) }
  const [unread] = graph.unread ?? []
  return {
    query,
    match,
    state: 'not-found',
    coOwners: [],
    reach: [],
    missing: ['owner'],
    because: [],
    escalation: [],
    ...(unread === undefined ? {} : { stale: { source: unread.source, since: unread.since, because: unread.because } }),
    revision: graph.revision,
  }
}

function entityAnswer(graph: CatalogGraph, node: CatalogNode): Answer {
  let known = answers.get(graph)
  if (known === undefined) answers.set(graph, (known = new Map()))
  let answer = known.get(node.ref)
  if (answer === undefined) known.set(node.ref, (answer = compose(graph, node, findOwner(graph, node))))
  return answer
}

function fileAnswer(graph: CatalogGraph, place: FilePlace, { ref }: Resolution): Answer {
  const nearest = ref === undefined ? undefined : graph.nodes.get(ref)
  return { ...compose(graph, nearest, findFileOwner(graph, place, nearest)), file: place.path }
}

function compose(graph: CatalogGraph, node: CatalogNode | undefined, found: FoundOwner): Answer {
  const [owner, ...coOwners] = found.owners
  const side = owner === undefined ? undefined : ownerSide(graph, owner)
  const own = node === undefined || node.ref === owner ? none : contactsOf(node.descriptor.entity)
  const theirs = side?.reach ?? none
  const reach = own.length === 0 ? theirs : theirs.length === 0 ? own : joinContacts([own, theirs])
  const stale = node === undefined ? undefined : graph.stale?.(node.ref)
  // Frozen part by part, because parts shared between answers are frozen already.
  for (const evidence of found.because) {
    const place: unknown = Object.getOwnPropertyDescriptor(Object.freeze(evidence), 'at')?.value
    Object.freeze(place)
  }
  return Object.freeze({
    ...(node === undefined ? {} : { entity: Object.freeze(describe(node)) }),
    state: found.state,
    ...(side === undefined ? {} : { owner: side.summary }),
    coOwners: coOwners.length === 0 ? none : Object.freeze(coOwners.map(ref => ownerSide(graph, ref).summary)),
    reach: Object.freeze(reach),
    missing: Object.freeze(missingFrom(side?.summary.exists === true, reach, node)),
    because: Object.freeze(found.because),
    escalation: side?.escalation ?? none,
    ...(stale === undefined ? {} : { stale: Object.freeze(stale) }),
    revision: graph.revision,
  })
}

/** The part of an answer about the owner: the same for everything it owns. */
interface OwnerSide {
  readonly summary: OwnerSummary
  readonly reach: readonly Contact[]
  readonly escalation: OwnerAnswer['escalation']
}

const sides = new WeakMap<CatalogGraph, Map<string, OwnerSide>>()

function ownerSide(graph: CatalogGraph, ref: string): OwnerSide {
  let known = sides.get(graph)
  if (known === undefined) sides.set(graph, (known = new Map()))
  let side = known.get(ref)
  if (side === undefined) {
    const entity = graph.nodes.get(ref)?.descriptor.entity
    const reach = entity === undefined ? [] : contactsOf(entity)
    known.set(ref, (side = deepFreeze({ summary: summarizeOwner(graph, ref), reach, escalation: escalationOf(graph, ref) })))
  }
  return side
}

function missingFrom(hasOwner: boolean, reach: OwnerAnswer['reach'], node: CatalogNode | undefined): OwnerAnswer['missing'] {
  const has = (kind: OwnerAnswer['reach'][number]['kind']): boolean => reach.some(contact => contact.kind === kind)
  const isOwner = node !== undefined && /^(?:group|user):/.test(node.ref)
  return [
    ...(hasOwner ? [] : ['owner' as const]),
    ...(['chat', 'on-call', 'email', 'runbook'] as const).filter(kind => !has(kind) && !(isOwner && kind === 'runbook')),
  ]
}

function describe(node: CatalogNode): NonNullable<OwnerAnswer['entity']> {
  const { kind, metadata, spec } = node.descriptor.entity
  const type = spec?.['type']
  const lifecycle = spec?.['lifecycle']
  return {
    ref: node.ref,
    kind,
    name: metadata.name,
    title: titleOf(node),
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof lifecycle === 'string' ? { lifecycle } : {}),
    ...(metadata.description === undefined ? {} : { description: metadata.description }),
  }
}
