import type { Contact, Entity, OwnerAnswer } from '@callboard/core/client'

/** An answer has arrived. Does not bubble. */
export type CallboardLoadEvent = CustomEvent<{ readonly answer?: OwnerAnswer | undefined; readonly entity?: Entity | undefined }>

/** There is no answer. Does not bubble. */
export type CallboardErrorEvent = CustomEvent<{ readonly error: Error }>

/** The details of a badge were opened or closed. Bubbles. */
export type CallboardToggleEvent = CustomEvent<{ readonly open: boolean; readonly answer?: OwnerAnswer | undefined }>

/** A contact was chosen; preventing it keeps the browser from following the link. Bubbles. */
export type CallboardContactEvent = CustomEvent<{ readonly contact: Contact; readonly answer?: OwnerAnswer | undefined }>

declare global {
  interface GlobalEventHandlersEventMap {
    'callboard-load': CallboardLoadEvent
    'callboard-error': CallboardErrorEvent
    'callboard-toggle': CallboardToggleEvent
    'callboard-contact': CallboardContactEvent
  }
}
