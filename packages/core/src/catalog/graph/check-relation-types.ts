import type { EntityRelation } from '../../entity.ts'
import { CallboardError } from '../../errors.ts'
import type { Kind } from '../../kinds/types.ts'
import { findSimilar } from '../../similar.ts'

/** Throws `invalid-query` for a relation type that no kind and no entity has: an empty answer would mean that there are no relations. */
export function checkRelationTypes(
  kinds: readonly Kind[],
  entities: Iterable<{ readonly relations?: readonly EntityRelation[] | undefined }>,
  types: readonly string[] | undefined,
): void {
  if (types === undefined || types.length === 0) return
  const known = new Set(kinds.flatMap(({ relations }) => relations.flatMap(({ type, inverse }) => [type, inverse])))
  let wrong = types.find(type => !known.has(type))
  if (wrong === undefined) return
  for (const { relations = [] } of entities) for (const { type } of relations) known.add(type)
  wrong = types.find(type => !known.has(type))
  if (wrong === undefined) return
  const shown = wrong.slice(0, 100)
  const meant = findSimilar(shown, known)
  const hint = meant === undefined ? `Known types: ${[...known].sort().slice(0, 50).join(', ')}` : `Did you mean "${meant}"?`
  throw new CallboardError('invalid-query', `There is no relation type "${shown}". ${hint}`)
}
