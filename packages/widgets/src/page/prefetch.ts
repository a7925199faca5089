import type { Client } from '@callboard/core/client'
import { findPortal } from './find-portal.ts'
import { nearestProvider } from './nearest-provider.ts'

/** What an element will ask about its entity. */
export type Question = 'owner' | 'entity'

/**
 * Asks what elements will ask when they are defined, so that the answers come while their code does. Resolves when all answers are there; what fails is asked again
 * by the element, which tells.
 */
export async function prefetch(elements: Iterable<readonly [element: HTMLElement, questions: readonly Question[]]>): Promise<void> {
  const wanted = new Map<Client, Readonly<Record<Question, Set<string>>>>()
  // Neighbours without an address of their own ask the same portal.
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

/** Finds out what answers where an element asks: that can be done while the questions are gathered. */
export function greetPortal(element: HTMLElement): void {
  clientOf(element)
    ?.type()
    .catch(() => {
      // Whoever asks in earnest is told.
    })
}

function clientOf(element: HTMLElement): Client | undefined {
  const src = element.getAttribute('src') ?? undefined
  // A provider without an address gets its client from the page, perhaps later.
  const provider = nearestProvider(element)
  if (src === undefined && provider?.hasAttribute('src') === false) return undefined
  try {
    return findPortal(element, src, provider)?.client
  } catch {
    // No address of a portal: the element says so.
    return undefined
  }
}
