import { enShared } from './en-shared.ts'
import type { CardStrings } from './strings.ts'

/** English for a card. */
export const enCard: CardStrings = {
  ...enShared,
  andMore: count => `and ${String(count)} more`,
  reach: 'Contact',
  system: 'System',
  partOf: name => `part of ${name}`,
  members: 'Members',
  teams: 'Teams',
  tags: 'Tags',
  links: 'Links',
}
