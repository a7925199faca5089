import { findSimilar } from '../../similar.ts'
import type { CodeownersOwner } from '../../codeowners/types.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { lowerAscii } from '../resolve/lower-ascii.ts'

/** The groups and users of a graph, by their handles in CODEOWNERS files. */
interface Handles {
  readonly teams: ReadonlyMap<string, string>
  readonly users: ReadonlyMap<string, string>
  readonly emails: ReadonlyMap<string, string>
  /** Groups whose annotation includes their organisation: they are not a team of another one. */
  readonly inOrganisation: ReadonlySet<string>
}

/** The part of a graph that is needed here. */
type Nodes = Pick<CatalogGraph, 'sorted'>

const known = new WeakMap<Nodes, Handles>()

/**
 * The entity of an owner in a CODEOWNERS file. A team is the group with that `github.com/team-slug` (with or without the organisation) or
 * `gitlab.com/group-path`, else with that name. A user is the one with that `github.com/user-login`, else with that name. An e-mail address
 * is the one of a profile. `undefined` when the catalog has none.
 */
export function codeownerEntity(graph: Nodes, owner: CodeownersOwner): string | undefined {
  const handles = handlesOf(graph)
  const value = lowerAscii(owner.value)
  if (owner.type === 'email') return handles.emails.get(value)
  if (owner.type === 'user') return handles.users.get(value) ?? handles.teams.get(value)
  if (owner.type === 'team') {
    const ref = handles.teams.get(value.slice(value.lastIndexOf('/') + 1))
    return handles.teams.get(value) ?? (ref !== undefined && handles.inOrganisation.has(ref) ? undefined : ref)
  }
  return undefined
}

/** The canonical reference for an owner that is not in the catalog, built from its name. */
export function unknownOwnerRef(owner: CodeownersOwner): string {
  const name = owner.value.slice(owner.value.lastIndexOf('/') + 1).toLowerCase()
  return `${owner.type === 'team' ? 'group' : 'user'}:default/${name}`
}

/** The owner that a file probably means by one that is not in the catalog, as the file would write it. */
export function similarCodeowner(graph: Nodes, { type, value }: CodeownersOwner): string | undefined {
  const { teams, users, emails, inOrganisation } = handlesOf(graph)
  const wanted = lowerAscii(value)
  if (type === 'email') return findSimilar(wanted, emails.keys())
  if (type === 'user') {
    const similar = findSimilar(wanted, [...users.keys(), ...[...teams.keys()].filter(handle => !handle.includes('/'))])
    return similar === undefined ? undefined : `@${similar}`
  }
  const slash = value.lastIndexOf('/')
  const name = wanted.slice(slash + 1)
  const whole = [...teams.keys()].filter(handle => handle.includes('/'))
  const elsewhere = whole.find(handle => handle.endsWith(`/${name}`)) ?? findSimilar(wanted, whole)
  if (elsewhere !== undefined) return `@${elsewhere}`
  const free = [...teams].flatMap(([handle, ref]) => (handle.includes('/') || inOrganisation.has(ref) ? [] : handle))
  const similar = findSimilar(name, free)
  return similar === undefined ? undefined : `@${value.slice(0, slash)}/${similar}`
}

function handlesOf(graph: Nodes): Handles {
  let handles = known.get(graph)
  if (handles === undefined) known.set(graph, (handles = readHandles(graph)))
  return handles
}

function readHandles(graph: Nodes): Handles {
  const teams = new Map<string, string>()
  const users = new Map<string, string>()
  const emails = new Map<string, string>()
  const inOrganisation = new Set<string>()
  const owners = graph.sorted.filter(({ ref }) => ref.startsWith('group:') || ref.startsWith('user:'))
  for (const node of owners) {
    const isGroup = node.ref.startsWith('group:')
    for (const handle of annotated(
      node,
      isGroup ? ['github.com/team-slug', 'gitlab.com/group-path'] : ['github.com/user-login', 'gitlab.com/user-login'],
    )) {
      setNew(isGroup ? teams : users, lowerAscii(handle), node.ref)
      if (isGroup && handle.includes('/')) inOrganisation.add(node.ref)
    }
    const profile = node.descriptor.entity.spec?.['profile']
    const email = typeof profile === 'object' && profile !== null && 'email' in profile ? profile.email : undefined
    if (typeof email === 'string') setNew(emails, lowerAscii(email), node.ref)
  }
  for (const [handle, ref] of [...teams]) setNew(teams, handle.slice(handle.lastIndexOf('/') + 1), ref)
  for (const node of owners) {
    setNew(node.ref.startsWith('group:') ? teams : users, node.descriptor.entity.metadata.name.toLowerCase(), node.ref)
  }
  return { teams, users, emails, inOrganisation }
}

function annotated(node: CatalogNode, names: readonly string[]): readonly string[] {
  const annotations = node.descriptor.entity.metadata.annotations
  return names.flatMap(name => (annotations !== undefined && Object.hasOwn(annotations, name) ? (annotations[name] ?? []) : []))
}

function setNew(map: Map<string, string>, key: string, ref: string): void {
  if (!map.has(key)) map.set(key, ref)
}
