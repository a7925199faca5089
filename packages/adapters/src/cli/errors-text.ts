import type { Catalog } from '@callboard/core'
import { counted } from './output/counted.ts'
import type { CommandContext } from './types.ts'
import { sourceArguments } from './what-to-read.ts'

/** How many errors keep entities out of the catalog, and how to list them: a sentence without its period. `undefined` when there are none. */
export function errorsText(context: CommandContext, { diagnostics }: Catalog, args?: readonly string[]): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (errors === 0) return undefined
  const validate = [validateCommand(context), ...sourceArguments(context, args)].join(' ')
  return `${counted(errors, 'error')} in the descriptors; see \`${validate}\``
}

/** How to start `validate` from the same shell. npm puts the command in the `PATH` of what it starts, but not in that of the shell. */
export function validateCommand({ io }: Pick<CommandContext, 'io'>): string {
  return io.env['npm_command'] === undefined ? 'callboard validate' : 'npx callboard validate'
}
