import type { ElementClass } from '../define-element.ts'
import type { Question } from '../page/prefetch.ts'

export interface ElementEntry {
  readonly load: () => Promise<ElementClass>
  /** What it asks about its `entity`. */
  readonly asks: readonly Question[]
}

/** Every element there is, and how to fetch it. Nothing else is ever fetched, whatever tags a page holds. */
export const elementTable: Readonly<Record<string, ElementEntry>> = {
  'callboard-provider': { load: async () => (await import('../callboard-provider/callboard-provider.ts')).CallboardProvider, asks: [] },
  'owner-badge': { load: async () => (await import('../owner-badge/owner-badge.ts')).OwnerBadge, asks: ['owner'] },
  'entity-link': { load: async () => (await import('../entity-link/entity-link.ts')).EntityLink, asks: ['entity'] },
  'entity-card': { load: async () => (await import('../entity-card/entity-card.ts')).EntityCard, asks: ['owner', 'entity'] },
}
