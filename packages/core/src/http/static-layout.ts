import { hashText } from '../hash.ts'

/**
 * The files of a static portal, relative to its root:
 *
 *     callboard.json                              PortalManifest, `type: 'static'`
 *     data/<content hash>.json                    StaticFile; the name changes with the content, so it may be cached for ever
 *     badge/<kind>/<namespace>/<name>.svg         the badge of each entity
 *     embed/<element>/index.html                  the embed pages; they read `?entity=` in the browser
 *     callboard.js  callboard/…                   the widgets
 *     index.html                                  a list of everything
 *
 * A catalog whose index, owner answers and entities fit `smallCatalogBytes` is one data file: a page needs the manifest and that file. A larger one has
 * the index in a file of its own, and as many files of owner answers and of entities as it takes to keep each near `shardBytes`.
 */
export const smallCatalogBytes: number = 1_000_000

/** How large a data file of a large catalog is meant to be. */
export const shardBytes: number = 1_000_000

/** Which of `count` files holds what belongs to a canonical reference. */
export function shardOf(ref: string, count: number): number {
  return count <= 1 ? 0 : Number.parseInt(hashText(ref).slice(-7), 36) % count
}

/** The path of the badge of an entity: reference parts in lower case, percent-encoded. */
export function badgePath(ref: string): string {
  const colon = ref.indexOf(':')
  const slash = ref.indexOf('/', colon)
  const parts = [ref.slice(0, colon), ref.slice(colon + 1, slash), ref.slice(slash + 1)]
  return `badge/${parts.map(part => encodeURIComponent(part.toLowerCase())).join('/')}.svg`
}
