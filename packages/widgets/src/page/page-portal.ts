import { createClient, type Client } from '@callboard/core/client'

/** Following starts this long after the first look-up, so that a page that is closed quickly costs no connection. Milliseconds. */
const followAfter = 1000

/** Notified when anything in a portal may have changed. */
export interface Follower {
  portalChanged(): void
}

/** A portal shared by the elements of a page. */
export interface PagePortal {
  readonly client: Client
  follow(follower: Follower): void
  leave(follower: Follower): void
}

const ofPages = new WeakMap<Document, Map<string, PagePortal>>()
const ofClients = new WeakMap<Client, PagePortal>()

/** The portal at a URL: one client for the whole page. */
export function portalAt(page: Document, src: string): PagePortal {
  let portals = ofPages.get(page)
  if (portals === undefined) ofPages.set(page, (portals = new Map()))
  let portal = portals.get(src)
  if (portal !== undefined) return portal
  // Another spelling of the same URL.
  const address = new URL(src, page.baseURI).href
  portal = portals.get(address) ?? share(createClient({ src: address }), false)
  portals.set(address, portal)
  portals.set(src, portal)
  return portal
}

/** The portal of a client that a page created itself. `checked` returns the same client with its answers checked. */
export function portalOf(client: Client, checked: () => Client): PagePortal {
  let portal = ofClients.get(client)
  if (portal === undefined) ofClients.set(client, (portal = share(checked(), true)))
  return portal
}

function share(client: Client, isOwn: boolean): PagePortal {
  const followers = new Set<Follower>()
  let stop: AbortController | undefined
  /** The elements show data of this revision or a later one. */
  let known: string | undefined
  const start = (): void => {
    stop = new AbortController()
    const { signal } = stop
    const tell = (): void => [...followers].forEach(follower => follower.portalChanged())
    const timer = setTimeout(() => {
      import('./follow-portal.ts').then(
        ({ followPortal }) => followPortal({ client, isOwn, known: known ?? client.revision, signal, tell }),
        () => {
          // A portal that cannot be followed can still answer look-ups.
        },
      )
    }, followAfter)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }
  return {
    client,
    follow(follower) {
      followers.add(follower)
      known ??= client.revision
      if (stop === undefined) start()
    },
    leave(follower) {
      followers.delete(follower)
      if (followers.size > 0) return
      // Moving an element removes and inserts it: wait for that.
      queueMicrotask(() => {
        if (followers.size > 0 || stop === undefined) return
        stop.abort()
        stop = undefined
        known = undefined
      })
    },
  }
}
