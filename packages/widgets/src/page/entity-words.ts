import type { Entity } from '@callboard/core/client'

/** What people call an entity: its title, the display name of its profile, or its name. */
export function titleOf(entity: Entity): string {
  const { title, name } = entity.metadata
  return [title, profileText(entity, 'displayName')].find(text => text !== undefined && text.trim() !== '') ?? name
}

/** A field of the profile of a person or a group, when it is a text. */
export function profileText({ spec }: Entity, field: 'displayName' | 'picture'): string | undefined {
  const profile = spec?.['profile']
  const value = typeof profile === 'object' && profile !== null ? (profile as Readonly<Record<string, unknown>>)[field] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A field of the spec, when it is a text. */
export function specText(entity: Entity, field: string): string | undefined {
  const value = entity.spec?.[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
