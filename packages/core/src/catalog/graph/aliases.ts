import { aliasText } from '../../descriptor/alias-text.ts'
import type { Descriptor } from '../../descriptor/types.ts'
import { parseRef, stringifyRef, tryParseRef } from '../../ref.ts'

/** One claim that an old reference means a current entity. */
export interface AliasClaim {
  readonly old: string
  readonly present: string
  /** The entity whose annotation makes the claim; absent for the options. */
  readonly by?: string | undefined
}

/** Why an alias is not used. */
export interface AliasConflict extends AliasClaim {
  readonly reason: 'is-an-entity' | 'claimed-twice' | 'unknown-target' | 'unreadable'
  /** The entity that an alias claimed twice refers to. */
  readonly stays?: string | undefined
}

/** The old references in an entity's annotation, parsed with the entity's own kind and namespace as defaults. */
export function aliasesOf(descriptor: Descriptor): readonly (AliasClaim | AliasConflict)[] {
  const text = aliasText(descriptor)
  if (text === '') return []
  const { kind, namespace } = parseRef(descriptor.ref)
  const parts = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  return parts.map(part => {
    const ref = tryParseRef(part, { defaultKind: kind, defaultNamespace: namespace })
    const claim = { present: descriptor.ref, by: descriptor.ref }
    return typeof ref === 'string' ? { ...claim, old: part, reason: 'unreadable' as const } : { ...claim, old: stringifyRef(ref) }
  })
}

/**
 * Decides which entity each old reference means. The options win over annotations, then the entity that sorts first; an entity's own name
 * wins over any alias.
 */
export function settleAliases(
  claims: readonly (AliasClaim | AliasConflict)[],
  exists: (ref: string) => boolean,
): { readonly aliases: ReadonlyMap<string, string>; readonly conflicts: readonly AliasConflict[] } {
  const wanted = new Map<string, string>()
  const conflicts: AliasConflict[] = []
  for (const claim of claims) {
    const stays = wanted.get(claim.old)
    if ('reason' in claim) conflicts.push(claim)
    else if (exists(claim.old)) {
      if (claim.old !== claim.present) conflicts.push({ ...claim, reason: 'is-an-entity' })
    } else if (stays === undefined) wanted.set(claim.old, claim.present)
    else if (stays !== claim.present) conflicts.push({ ...claim, reason: 'claimed-twice', stays })
  }
  const aliases = new Map<string, string>()
  for (const [old, first] of wanted) {
    let present: string | undefined = first
    for (const seen = new Set([old]); present !== undefined && !exists(present); present = wanted.get(present)) {
      if (seen.has(present)) break
      seen.add(present)
    }
    if (present !== undefined && exists(present)) aliases.set(old, present)
    else conflicts.push({ old, present: first, reason: 'unknown-target' })
  }
  return { aliases, conflicts }
}
