export { defineElement, type DefineOptions, type ElementClass } from './define-element.ts'
export { addTranslation } from './strings/localize.ts'
export type { Strings, Words } from './strings/strings.ts'
export type { CallboardContactEvent, CallboardErrorEvent, CallboardLoadEvent, CallboardToggleEvent } from './events.ts'
export type { LookupStatus } from './page/lookup-controller.ts'
export { version } from './version.ts'
// Elements of loader/element-table.ts, written by `npm run public-api`.
export { OwnerBadge } from './owner-badge/owner-badge.ts'
export { EntityLink } from './entity-link/entity-link.ts'
export { EntityCard } from './entity-card/entity-card.ts'
export { CallboardProvider } from './callboard-provider/callboard-provider.ts'
// Languages of strings/languages.ts, written by `npm run public-api`.
export { ar } from './strings/ar.ts'
export { de } from './strings/de.ts'
