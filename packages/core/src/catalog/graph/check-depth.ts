import { CallboardError } from '../../errors.ts'

/** Throws `invalid-query` for a number of steps that is none: an empty answer would say that nothing hangs together. */
export function checkDepth(depth: unknown): void {
  if (typeof depth !== 'number' || !(depth >= 0))
    throw new CallboardError('invalid-query', `\`depth\` must be a number, 0 or more, not ${String(depth)}`)
}
