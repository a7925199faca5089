import type { ElementClass } from '../define-element.ts'

/** Every element there is, and how to fetch it. Nothing else is ever fetched, whatever tags a page holds. */
export const elementTable: Readonly<Record<string, () => Promise<ElementClass>>> = {
  'callboard-provider': async () => (await import('../callboard-provider/callboard-provider.ts')).CallboardProvider,
  'owner-badge': async () => (await import('../owner-badge/owner-badge.ts')).OwnerBadge,
  'entity-link': async () => (await import('../entity-link/entity-link.ts')).EntityLink,
  'entity-card': async () => (await import('../entity-card/entity-card.ts')).EntityCard,
}
