import { coreKinds, kindJsonSchema, kindsJsonSchema } from '@callboard/core'
import { closest } from '../closest.ts'
import { printJson } from '../output/print-json.ts'
import { openPortal } from '../open-portal.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

export const schema: Command = {
  usage: '[--kind KIND] [--config FILE]',
  options: {
    kind: { type: 'string', value: 'KIND', help: 'only this kind (default: all kinds)' },
    config: { type: 'string', value: 'FILE', help: 'include the kinds of this portal' },
  },
  examples: ['callboard schema > catalog.schema.json', 'callboard schema --kind Component'],
  async run(context) {
    const name = context.text('kind')
    if (context.args.length > 0) throw new UsageError('schema takes no arguments.', `Did you mean --kind ${context.args[0] ?? ''}?`)
    const portal = context.text('config') === undefined ? undefined : await openPortal(context)
    const kinds = portal?.catalog.kinds ?? coreKinds
    await portal?.close()
    const kind = kinds.find(known => known.kind.toLowerCase() === name?.toLowerCase())
    if (name !== undefined && kind === undefined) {
      const meant = closest(
        name.toLowerCase(),
        kinds.map(known => known.kind.toLowerCase()),
      )
      throw new UsageError(
        `There is no kind "${name}".`,
        meant === undefined ? `The kinds are ${kinds.map(known => known.kind).join(', ')}.` : `Did you mean ${meant}?`,
      )
    }
    const made = kind === undefined ? kindsJsonSchema(kinds) : kindJsonSchema(kind)
    if (context.json) printJson(context.io, made)
    else context.io.out(`${JSON.stringify(made, undefined, 2)}\n`)
    return 0
  },
}
