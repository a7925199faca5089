import { tryParseRef, type Client, type Entity, type OwnerAnswer } from '@callboard/core/client'
import { specText } from '../page/entity-words.ts'

/** More members or teams than this are counted, not named. */
export const mostNamed = 8

/** The members of a group, or the teams of a person: canonical references. */
export function peopleOf({ kind, relations = [] }: Entity): readonly string[] {
  const type = kind === 'Group' ? 'hasMember' : kind === 'User' ? 'memberOf' : undefined
  return relations.filter(relation => relation.type === type).map(({ targetRef }) => targetRef)
}

/** The system that an entity is part of, as a reference. */
export function systemOf(entity: Entity): string | undefined {
  const related = entity.relations?.find(({ type, targetRef }) => type === 'partOf' && targetRef.startsWith('system:'))
  return related?.targetRef ?? specText(entity, 'system')
}

/** Every entity that a card names beside its own. */
export function refsBeside(entity: Entity, { owner, coOwners }: OwnerAnswer): readonly string[] {
  const owners = owner === undefined ? [] : [owner, ...coOwners].map(({ ref }) => ref)
  const system = systemOf(entity)
  return [...new Set([...owners, ...(system === undefined ? [] : [systemRef(system)]), ...peopleOf(entity).slice(0, mostNamed)])]
}

/** Asks for them in one request. What cannot be had is shown by its name. */
export async function askBeside(client: Client, refs: readonly string[]): Promise<ReadonlyMap<string, Entity>> {
  if (refs.length === 0) return new Map()
  const found = await client.getMany(refs).catch(() => [])
  return new Map(refs.flatMap((ref, i) => (found[i] === undefined ? [] : [[ref, found[i]] as const])))
}

/** A reference to a system whose kind may be left out. */
export function systemRef(text: string): string {
  return text.includes(':') ? text : `system:${text}`
}

/** The name in a reference, for want of a title. */
export function nameIn(ref: string): string {
  const parsed = tryParseRef(ref, { defaultKind: 'system' })
  return typeof parsed === 'string' ? ref : parsed.name
}
