import type { ElementClass } from '../define-element.ts'
import type { Question } from '../page/prefetch.ts'

export interface ElementEntry {
  readonly load: () => Promise<ElementClass>
  /** What it asks about its `entity`. One that asks something has an embed page. */
  readonly asks: readonly Question[]
}

/**
 * Every element there is, and how to fetch it: one row for each. Nothing else is ever fetched, whatever tags a page holds. The build, the tests, the embed
 * pages and the flow of imports read it, and `npm run public-api` writes the exports of the package from it.
 */
export const elementTable: Readonly<Record<string, ElementEntry>> = {
  'owner-badge': { load: async () => (await import('../owner-badge/owner-badge.ts')).OwnerBadge, asks: ['owner'] },
  'entity-link': { load: async () => (await import('../entity-link/entity-link.ts')).EntityLink, asks: ['entity'] },
  'entity-card': { load: async () => (await import('../entity-card/entity-card.ts')).EntityCard, asks: ['owner', 'entity'] },
  'callboard-provider': { load: async () => (await import('../callboard-provider/callboard-provider.ts')).CallboardProvider, asks: [] },
}
