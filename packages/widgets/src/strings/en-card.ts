import { enShared } from './en-shared.ts'
import type { CardStrings } from './strings.ts'

/** English for a card. */
export const enCard: CardStrings = {
  ...enShared,
  andMore: count => `and ${String(count)} more`,
  reach: 'How to reach them',
  system: 'System',
  members: 'Members',
  teams: 'Teams',
  tags: 'Tags',
  links: 'Links',
}
