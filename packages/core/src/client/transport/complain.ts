import { CallboardError } from '../../errors.ts'

type Words = typeof import('./refusal.ts')

/** The error for an answer that cannot be used. Its words are fetched when they are needed: pages that see no such answer do without. */
export async function complain(shown: string, find: (words: Words) => CallboardError | Promise<CallboardError>): Promise<CallboardError> {
  const words = await import('./refusal.ts').catch(() => undefined)
  return words === undefined ? new CallboardError('unreachable', `${shown} returned no usable answer`) : find(words)
}
