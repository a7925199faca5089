import type { Entity, EntityLink } from '../../entity.ts'
import { deepFreeze } from '../../plain-data.ts'
import { safeUrl } from '../../safe-url.ts'
import { stringifyRef } from '../../ref.ts'
import type { Contact } from './types.ts'
import { annotationConventions, contactOrder, linkConventions, secretAnnotations } from './contact-conventions.ts'

const known = new WeakMap<Entity, readonly Contact[]>()

/** Every way to reach somebody that an entity itself names: annotations, links, profile. The best now first. */
export function contactsOf(entity: Entity): readonly Contact[] {
  let contacts = known.get(entity)
  if (contacts === undefined) known.set(entity, (contacts = deepFreeze(readContacts(entity))))
  return contacts
}

/** The contacts of several entities in one list: each address once, the best now first, earlier entities before later ones. */
export function joinContacts(lists: readonly (readonly Contact[])[]): readonly Contact[] {
  const seen = new Set<string>()
  const all = lists.flat().filter(({ kind, value }) => {
    const key = `${kind} ${value}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
  return all.sort((a, b) => contactOrder.indexOf(a.kind) - contactOrder.indexOf(b.kind))
}

function readContacts(entity: Entity): readonly Contact[] {
  const { metadata, spec } = entity
  const ref = stringifyRef({ kind: entity.kind, namespace: metadata.namespace, name: metadata.name })
  const contacts: Contact[] = []
  for (const { annotation, kind, label, isAddress } of annotationConventions) {
    const annotations = metadata.annotations
    const value = annotations !== undefined && Object.hasOwn(annotations, annotation) ? annotations[annotation] : undefined
    if (typeof value !== 'string' || value === '') continue
    const from = { ref, field: `metadata.annotations["${annotation}"]` }
    if (secretAnnotations.has(annotation)) contacts.push({ kind, label, value: 'set up, its key is not shown', from })
    else contacts.push(contact(kind, label, value, isAddress, from))
  }
  for (const [i, link] of (metadata.links ?? []).entries()) contacts.push(linkContact(link, { ref, field: `metadata.links[${String(i)}]` }))
  const email = profileEmail(spec)
  if (email !== undefined) contacts.push(contact('email', 'E-mail', email, true, { ref, field: 'spec.profile.email' }))
  return contacts.length < 2 ? contacts : joinContacts([contacts])
}

function profileEmail(spec: Entity['spec']): string | undefined {
  const profile = spec?.['profile']
  const email = typeof profile === 'object' && profile !== null && 'email' in profile ? profile.email : undefined
  return typeof email === 'string' && email !== '' ? email : undefined
}

function linkContact(link: EntityLink, from: Contact['from']): Contact {
  const { url, title } = link
  const address = URL.canParse(url) ? new URL(url) : undefined
  const href = safeUrl(url)
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
  const words = [type, icon].flatMap(word => (word === undefined ? [] : [word.toLowerCase()]))
  const host = hostOf(address)
  const found =
    linkConventions.find(row => words.some(word => row.words.includes(word))) ??
    linkConventions.find(row => title !== undefined && row.title.test(title)) ??
    linkConventions.find(row => row.hosts.some(name => host === name || host?.endsWith(`.${name}`) === true))
  return found?.kind ?? 'link'
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
