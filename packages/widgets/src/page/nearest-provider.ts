import type { Client } from '@callboard/core/client'

/** A provider above an element. Any element can be one: it only needs these properties, and a name that ends in `callboard-provider`. */
export interface ProviderElement extends HTMLElement {
  readonly client?: Client | undefined
  /** The client, with every answer checked. The code for checking loads with the provider. */
  checkedClient?(): Client | undefined
}

/** The nearest provider around an element, through slots and shadow roots. */
export function nearestProvider(element: Element): ProviderElement | undefined {
  for (let above = parentOf(element); above !== undefined; above = parentOf(above)) {
    if (above.localName === 'callboard-provider' || above.localName.endsWith('-callboard-provider')) return above as ProviderElement
  }
  return undefined
}

function parentOf(element: Element): Element | undefined {
  const parent = element.assignedSlot ?? element.parentNode
  if (parent instanceof ShadowRoot) return parent.host
  return parent instanceof Element ? parent : undefined
}
