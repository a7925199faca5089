import type { Descriptor } from './types.ts'

/** The annotation in which an entity lists its old references: `old-name, component:default/older`. */
export const aliasAnnotation = 'callboard.dev/aliases'

/** The text of the annotation, or `''`. A descriptor from a snapshot has it without parsing its entity. */
export function aliasText(descriptor: Descriptor): string {
  if ('aliases' in descriptor && typeof descriptor.aliases === 'string') return descriptor.aliases
  const text: unknown = descriptor.entity.metadata.annotations?.[aliasAnnotation]
  return typeof text === 'string' ? text : ''
}
