import { CallboardError } from '../../errors.ts'

type Words = typeof import('./refusal.ts')

/** The error for an unusable answer. Its messages are loaded on first use: pages without such an answer do not need them. */
export async function complain(shown: string, find: (words: Words) => CallboardError | Promise<CallboardError>): Promise<CallboardError> {
  const words = await import('./refusal.ts').catch(() => undefined)
  return words === undefined ? new CallboardError('unreachable', `${shown} returned no usable answer`) : find(words)
}
