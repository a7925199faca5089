import { printJson } from '../output/print-json.ts'
import { printTable } from '../output/print-table.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions } from '../what-to-read.ts'
import type { Command } from '../types.ts'

export const relations: Command = {
  usage: '[PATH…]',
  options: catalogOptions,
  examples: ['callboard relations catalog --json'],
  async run(context) {
    const { io, args, json } = context
    const portal = await openPortal(context, { paths: args })
    try {
      const all = [...portal.catalog.snapshot.internals.sorted].flatMap(node =>
        node.relations.map(({ type, targetRef }) => ({ source: node.ref, type, target: targetRef })),
      )
      if (json) printJson(io, all)
      else printTable(io, { heads: ['SOURCE', 'TYPE', 'TARGET'], rows: all.map(({ source, type, target }) => [source, type, target]) })
      return 0
    } finally {
      await portal.close()
    }
  },
}
