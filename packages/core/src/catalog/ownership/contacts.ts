import type { Entity, EntityLink } from '../../entity.ts'
import { deepFreeze } from '../../plain-data.ts'
import { parseUrl, safeHref, safeUrl } from '../../safe-url.ts'
import { stringifyRef } from '../../ref.ts'
import type { Contact } from './types.ts'
import {
  annotationConventions,
  contactLabels,
  contactOrder,
  linkConventions,
  secretAnnotations,
  type AnnotationConvention,
  type LinkConvention,
} from './contact-conventions.ts'

const known = new WeakMap<Entity, readonly Contact[]>()

/** Every contact of an entity itself: annotations, links, profile. The fastest first. */
export function contactsOf(entity: Entity): readonly Contact[] {
  let contacts = known.get(entity)
  if (contacts === undefined) known.set(entity, (contacts = deepFreeze(readContacts(entity))))
  return contacts
}

/** The contacts of several entities in one list: each once, the fastest first, earlier entities before later ones. */
export function joinContacts(lists: readonly (readonly Contact[])[]): readonly Contact[] {
  // By value, then kind: one key of both would be a new text for each contact of each answer.
  const seen = new Map<string, Contact['kind'][]>()
  const all = lists.flat().filter(({ kind, value }) => {
    const kinds = seen.get(value)
    if (kinds === undefined) seen.set(value, [kind])
    else if (kinds.includes(kind)) return false
    else kinds.push(kind)
    return true
  })
  return all.sort((a, b) => contactOrder.indexOf(a.kind) - contactOrder.indexOf(b.kind))
}

function readContacts(entity: Entity): readonly Contact[] {
  const { metadata, spec } = entity
  const ref = stringifyRef({ kind: entity.kind, namespace: metadata.namespace, name: metadata.name })
  const contacts: Contact[] = []
  for (const { annotation, kind, label, isAddress } of conventionsIn(metadata.annotations)) {
    const value = metadata.annotations?.[annotation]
    if (typeof value !== 'string' || value === '') continue
    const from = { ref, field: `metadata.annotations["${annotation}"]` }
    if (secretAnnotations.has(annotation)) contacts.push({ kind, label, value: 'set up; its key is not shown', from })
    else contacts.push(contact(kind, label, value, isAddress, from))
  }
  for (const [i, link] of (metadata.links ?? []).entries()) contacts.push(linkContact(link, { ref, field: `metadata.links[${String(i)}]` }))
  const email = profileEmail(spec)
  if (email !== undefined) contacts.push(contact('email', contactLabels.email, email, true, { ref, field: 'spec.profile.email' }))
  return contacts.length < 2 ? contacts : joinContacts([contacts])
}

const conventionsByName: ReadonlyMap<string, AnnotationConvention> = new Map(annotationConventions.map(row => [row.annotation, row]))

/** The conventions that annotations follow, in the order of the list. Looked for by name: most entities follow one or none. */
function conventionsIn(annotations: Readonly<Record<string, unknown>> = {}): readonly AnnotationConvention[] {
  const found: AnnotationConvention[] = []
  for (const name of Object.keys(annotations)) {
    const convention = conventionsByName.get(name)
    if (convention !== undefined) found.push(convention)
  }
  return found.length < 2 ? found : annotationConventions.filter(convention => found.includes(convention))
}

function profileEmail(spec: Entity['spec']): string | undefined {
  const profile = spec?.['profile']
  const email = typeof profile === 'object' && profile !== null && 'email' in profile ? profile.email : undefined
  return typeof email === 'string' && email !== '' ? email : undefined
}

function linkContact(link: EntityLink, from: Contact['from']): Contact {
  const { url, title } = link
  const address = parseUrl(url)
  const href = address === undefined ? undefined : safeHref(address)
  return {
    kind: linkKind(link, address),
    label: title ?? link.type ?? hostOf(address) ?? url,
    value: url,
    ...(href === undefined ? {} : { href }),
    from,
  }
}

function linkKind({ title, type, icon }: EntityLink, address: URL | undefined): Contact['kind'] {
  if (address?.protocol === 'mailto:') return 'email'
  if (address?.protocol === 'tel:') return 'phone'
  const byType = type === undefined ? undefined : conventionsByWord.get(type.toLowerCase())
  const byIcon = icon === undefined ? undefined : conventionsByWord.get(icon.toLowerCase())
  const byWord =
    byType === undefined || byIcon === undefined ? (byType ?? byIcon) : linkConventions.find(row => row === byType || row === byIcon)
  return (byWord ?? conventionOfTitle(title) ?? conventionOfHost(hostOf(address)))?.kind ?? 'link'
}

const conventionsByWord: ReadonlyMap<string, LinkConvention> = new Map(
  linkConventions.flatMap(row => row.words.map(word => [word, row] as const)),
)

const conventionsByHost: ReadonlyMap<string, LinkConvention> = new Map(
  linkConventions.flatMap(row => row.hosts.map(host => [host, row] as const)),
)

function conventionOfTitle(title: string | undefined): LinkConvention | undefined {
  return title === undefined ? undefined : linkConventions.find(row => row.title.test(title))
}

/** The convention of a host, or of the nearest domain above it. */
function conventionOfHost(host: string | undefined): LinkConvention | undefined {
  let domain = host
  while (domain !== undefined) {
    const found = conventionsByHost.get(domain)
    if (found !== undefined) return found
    const dot = domain.indexOf('.')
    domain = dot === -1 ? undefined : domain.slice(dot + 1)
  }
  return undefined
}

function contact(kind: Contact['kind'], label: string, value: string, isAddress: boolean, from: Contact['from']): Contact {
  const href = isAddress ? (safeUrl(value) ?? addressOf(kind, value)) : undefined
  return { kind, label, value, ...(href === undefined ? {} : { href }), from }
}

function addressOf(kind: Contact['kind'], value: string): string | undefined {
  if (kind === 'email' && /^[^\s@<>,?&]+@[^\s@<>,?&]+$/.test(value)) return safeUrl(`mailto:${value}`)
  if (kind === 'phone' && /^[+\d][\d\s()./-]{3,30}$/.test(value)) return safeUrl(`tel:${value.replace(/[^+\d]/g, '')}`)
  return undefined
}

function hostOf(address: URL | undefined): string | undefined {
  return address === undefined || address.hostname === '' ? undefined : address.hostname
}
