import { findPortal } from './find-portal.ts'
import { nearestProvider } from './nearest-provider.ts'

/** What an element will ask about its entity. */
export type Question = 'owner' | 'entity'

/** Asks what elements will ask when they are defined, so that the answers come while their code does. What fails is asked again by the element, which tells. */
export function prefetch(elements: Iterable<readonly [element: HTMLElement, questions: readonly Question[]]>): void {
  for (const [element, questions] of elements) {
    const entity = element.getAttribute('entity')
    if (entity === null || entity.trim() === '') continue
    const src = element.getAttribute('src') ?? undefined
    // A provider without an address gets its client from the page, perhaps later.
    if (src === undefined && nearestProvider(element)?.hasAttribute('src') === false) continue
    try {
      const client = findPortal(element, src)?.client
      for (const question of questions) (question === 'owner' ? client?.owner(entity) : client?.get(entity))?.catch(() => {})
    } catch {
      // No address of a portal: the element says so.
    }
  }
}
