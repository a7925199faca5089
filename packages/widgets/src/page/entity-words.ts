import type { Entity } from '@callboard/core/client'

/** The display name of an entity: its title, the display name in its profile, or its name. */
export function titleOf(entity: Entity): string {
  const { title, name } = entity.metadata
  return [title, profileText(entity, 'displayName')].find(text => text !== undefined && text.trim() !== '') ?? name
}

/** A field in the profile of a person or a group, if it is a string. */
export function profileText({ spec }: Entity, field: 'displayName' | 'picture'): string | undefined {
  const profile = spec?.['profile']
  const value = typeof profile === 'object' && profile !== null ? (profile as Readonly<Record<string, unknown>>)[field] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A field of the spec, if it is a string. */
export function specText(entity: Entity, field: string): string | undefined {
  const value = entity.spec?.[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
