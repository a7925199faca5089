import { stringify } from 'yaml'
import { painter } from '../output/paint.ts'
import { printJson } from '../output/print-json.ts'
import { visible } from '../output/visible.ts'
import { errorsText } from '../errors-text.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions, typedPaths } from '../what-to-read.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'
import { suggestion } from '../suggestion.ts'

export const get: Command = {
  usage: 'REF [--catalog PATH]',
  options: catalogOptions,
  examples: ['callboard get component:default/payments-api --catalog catalog', 'callboard get payments-api --json'],
  async run(context) {
    const { io, args, json } = context
    const [ref, ...more] = args
    if (ref === undefined || more.length > 0)
      throw new UsageError('get takes one entity reference.', 'For example: callboard get component:default/payments-api')
    const portal = await openPortal(context)
    try {
      const entity = portal.catalog.get(ref)
      if (entity === undefined) {
        if (portal.catalog.size === 0) return 1
        io.err(`callboard: There is no entity ${visible(ref)}.${suggestion(portal.catalog.resolve(ref), context)}\n`)
        const errors = errorsText(context, portal.catalog)
        if (errors !== undefined) io.err(`callboard: It may be missing because of ${errors}.\n`)
        return 1
      }
      if (json) printJson(io, entity)
      else {
        const origin = portal.catalog.origin(ref)
        if (origin !== undefined)
          io.out(
            `${painter(io)('dim', visible(`# ${origin.path}:${String(origin.line ?? 1)} in ${typedPaths(context).get(origin.source) ?? origin.source}`))}\n`,
          )
        io.out(stringify(entity, { lineWidth: 0 }))
      }
      return 0
    } finally {
      await portal.close()
    }
  },
}
