import { CallboardError } from '../../errors.ts'

/** Throws `invalid-query` for an invalid depth: an empty answer would mean that there are no relations. */
export function checkDepth(depth: unknown): void {
  if (typeof depth !== 'number' || !(depth >= 0))
    throw new CallboardError('invalid-query', `\`depth\` must be a number, 0 or more, not ${String(depth)}`)
}
