import { tryParseRef, type Client, type Entity, type OwnerAnswer } from '@callboard/core/client'
import { specText } from '../page/entity-words.ts'
import { isUnread } from '../page/is-unread.ts'

/** More members or teams than this are counted, not listed. */
export const mostNamed = 8

/** The other entities in a card, by canonical reference. `undefined` for an entity that the catalog certainly does not have. */
export type Beside = ReadonlyMap<string, Entity | undefined>

/** The members of a group, or the teams of a person, as canonical references. */
export function peopleOf(entity: Entity): readonly string[] {
  return relatedTo(entity, entity.kind === 'Group' ? 'hasMember' : entity.kind === 'User' ? 'memberOf' : undefined)
}

/** The group that a group is part of. */
export function parentOf(entity: Entity): string | undefined {
  return entity.kind === 'Group' ? relatedTo(entity, 'childOf')[0] : undefined
}

/** The system that an entity is part of, as a canonical reference. */
export function systemOf(entity: Entity): string | undefined {
  const named = specText(entity, 'system')
  const related = relatedTo(entity, 'partOf').find(ref => ref.startsWith('system:'))
  return related ?? (named === undefined ? undefined : systemRef(named, entity.metadata.namespace))
}

/** Every other entity in a card. */
export function refsBeside(entity: Entity, { owner, coOwners }: OwnerAnswer): readonly string[] {
  const owners = owner === undefined ? [] : [owner, ...coOwners].map(({ ref }) => ref)
  const others = [systemOf(entity), parentOf(entity), ...peopleOf(entity).slice(0, mostNamed)]
  return [...new Set([...owners, ...others.filter(ref => ref !== undefined)])]
}

/** Fetches them in one request. An entity that is not found counts as missing only if every source that may contain it can be read. */
export async function askBeside(client: Client, refs: readonly string[]): Promise<Beside> {
  const found = await client.getMany(refs)
  const pairs = refs.map(async (ref, i) => {
    const entity = found[i]
    return entity === undefined && isUnread(await client.owner(ref)) ? [] : ([[ref, entity]] as const)
  })
  return new Map((await Promise.all(pairs)).flat())
}

/** The name in a reference, used without a title. */
export function nameIn(ref: string): string {
  const parsed = tryParseRef(ref, { defaultKind: 'system' })
  return typeof parsed === 'string' ? ref : parsed.name
}

function relatedTo({ relations = [] }: Entity, type: string | undefined): readonly string[] {
  return relations.filter(relation => relation.type === type).map(({ targetRef }) => targetRef)
}

/** A reference to a system, with optional kind and namespace. */
function systemRef(text: string, namespace = 'default'): string {
  const parsed = tryParseRef(text, { defaultKind: 'system', defaultNamespace: namespace })
  return typeof parsed === 'string' ? text : `${parsed.kind}:${parsed.namespace}/${parsed.name}`.toLowerCase()
}
