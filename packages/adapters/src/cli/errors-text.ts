import type { Catalog } from '@callboard/core'
import type { CommandContext } from './types.ts'
import { sourceArguments } from './what-to-read.ts'

/** How many errors keep entities out of the catalog, and how to list them: a sentence without its period. `undefined` when there are none. */
export function errorsText(context: CommandContext, { diagnostics }: Catalog, args?: readonly string[]): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (errors === 0) return undefined
  const validate = ['callboard validate', ...sourceArguments(context, args)].join(' ')
  return `${String(errors)} error${errors === 1 ? '' : 's'} in the descriptors; see \`${validate}\``
}
