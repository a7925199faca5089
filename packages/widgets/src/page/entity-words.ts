import type { Entity } from '@callboard/core/client'

/** What people call an entity: its title, the display name of its profile, or its name. */
export function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.['profile']
  const shown = typeof profile === 'object' && profile !== null && 'displayName' in profile ? profile['displayName'] : undefined
  return metadata.title ?? (typeof shown === 'string' && shown !== '' ? shown : metadata.name)
}

/** A field of the spec, when it is a text. */
export function specText(entity: Entity, field: string): string | undefined {
  const value = entity.spec?.[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
