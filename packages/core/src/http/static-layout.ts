import { hashText } from '../hash.ts'

/**
 * The files of a static portal, relative to its root:
 *
 *     callboard.json                              PortalManifest, `type: 'static'`
 *     data/<content hash>.json                    StaticFile; the name changes with the content, so it can be cached forever
 *     badge/<kind>/<namespace>/<name>.svg         the badge of each entity
 *     embed/<element>/index.html                  the embed pages; they read `?entity=` in the browser
 *     callboard.js  callboard/…                   the widgets
 *     index.html                                  a list of everything
 *
 * A catalog whose index, owner answers and entities fit in `smallCatalogBytes` is one data file: a page needs the manifest and that file. A
 * larger one has a file for the index, and enough files for owner answers and entities to keep each near `shardBytes`.
 */
export const smallCatalogBytes: number = 1_000_000

/** The target size of a data file of a large catalog. */
export const shardBytes: number = 1_000_000

/** Which of `count` files has the data of a canonical reference. */
export function shardOf(ref: string, count: number): number {
  return count <= 1 ? 0 : Number.parseInt(hashText(ref).slice(-7), 36) % count
}

/** The path of the badge of an entity: the parts of its reference in lowercase, percent-encoded. */
export function badgePath(ref: string): string {
  const colon = ref.indexOf(':')
  const slash = ref.indexOf('/', colon)
  const parts = [ref.slice(0, colon), ref.slice(colon + 1, slash), ref.slice(slash + 1)]
  return `badge/${parts.map(part => encodeURIComponent(part.toLowerCase())).join('/')}.svg`
}
