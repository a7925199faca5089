import type { ElementClass } from '../define-element.ts'
import type { Question } from '../page/prefetch.ts'

export interface ElementEntry {
  readonly load: () => Promise<ElementClass>
  /** What it looks up about its `entity`. An element that looks something up has an embed page. */
  readonly asks: readonly Question[]
}

/**
 * Every element, and how to load it: one row for each. Nothing else is ever loaded, whatever tags a page contains. The build, the tests, the embed
 * pages and the flow of imports read it, and `npm run public-api` derives the exports of the package from it.
 */
export const elementTable: Readonly<Record<string, ElementEntry>> = {
  'owner-badge': { load: async () => (await import('../owner-badge/owner-badge.ts')).OwnerBadge, asks: ['owner'] },
  'entity-link': { load: async () => (await import('../entity-link/entity-link.ts')).EntityLink, asks: ['entity'] },
  'entity-card': { load: async () => (await import('../entity-card/entity-card.ts')).EntityCard, asks: ['owner', 'entity'] },
  'callboard-provider': { load: async () => (await import('../callboard-provider/callboard-provider.ts')).CallboardProvider, asks: [] },
}
