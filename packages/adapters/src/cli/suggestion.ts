import type { Resolution } from '@callboard/core'
import { sourceArguments } from './what-to-read.ts'
import { visible } from './output/visible.ts'
import type { CommandContext } from './types.ts'

/** What an unknown reference may have meant, as the end of a message; empty when nothing is close. */
export function suggestion({ ref, candidates }: Resolution, context: CommandContext): string {
  const near = ref === undefined ? candidates : [ref, ...candidates]
  return near.length === 0
    ? ` See \`${['callboard query kind', ...sourceArguments(context)].join(' ')}\` for what there is.`
    : ` Did you mean ${near.slice(0, 3).map(visible).join(' or ')}?`
}
