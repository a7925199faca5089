import type { Client } from '@callboard/core/client'
import { findPortal } from './find-portal.ts'
import { nearestProvider } from './nearest-provider.ts'

/** What an element will look up about its entity. */
export type Question = 'owner' | 'entity'

/**
 * Starts the look-ups that elements will need once they are defined, so that answers and code load in parallel. Resolves when all answers have arrived; the
 * element retries what fails, and reports it.
 */
export async function prefetch(elements: Iterable<readonly [element: HTMLElement, questions: readonly Question[]]>): Promise<void> {
  const wanted = new Map<Client, Readonly<Record<Question, Set<string>>>>()
  // Neighbours without their own URL use the same portal.
  const ofParents = new Map<Node | null, Client | undefined>()
  for (const [element, questions] of elements) {
    const entity = element.getAttribute('entity')?.trim() ?? ''
    if (entity === '') continue
    const parent = element.assignedSlot ?? element.parentNode
    const isPlain = !element.hasAttribute('src')
    const client = isPlain && ofParents.has(parent) ? ofParents.get(parent) : clientOf(element)
    if (isPlain) ofParents.set(parent, client)
    if (client === undefined) continue
    let lists = wanted.get(client)
    if (lists === undefined) {
      wanted.set(client, (lists = { owner: new Set(), entity: new Set() }))
    }
    for (const question of questions) lists[question].add(entity)
  }
  await Promise.allSettled([...wanted].flatMap(([client, { owner, entity }]) => [client.owners([...owner]), client.getMany([...entity])]))
}

/** Finds out what kind of portal answers, while the look-ups are still being collected. */
export function greetPortal(element: HTMLElement): void {
  clientOf(element)
    ?.type()
    .catch(() => {
      // The actual look-up reports errors.
    })
}

function clientOf(element: HTMLElement): Client | undefined {
  const src = element.getAttribute('src') ?? undefined
  // A provider without a URL gets its client from the page, perhaps later.
  const provider = nearestProvider(element)
  if (src === undefined && provider?.hasAttribute('src') === false) return undefined
  try {
    return findPortal(element, src, provider)?.client
  } catch {
    // Not a portal URL: the element reports it.
    return undefined
  }
}
