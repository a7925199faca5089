/**
 * A channel to the other pages of this origin that use the same portal; `undefined` in a frame with an origin of its own, or if the browser lacks or forbids
 * channels.
 */
export function openChannel(src: string): BroadcastChannel | undefined {
  if (self.origin === 'null' || typeof BroadcastChannel !== 'function') return undefined
  try {
    return new BroadcastChannel(`callboard 1 ${src}`)
  } catch {
    return undefined
  }
}

/**
 * Whether this page may keep a connection to the portal open. A browser allows six HTTP/1.1 connections per host, over all tabs. So only pages of the portal's
 * own origin may, which elect one of them; with HTTP/2 and later, every page may.
 */
export function mayHoldStream(src: string, isShared: boolean): boolean {
  const { origin } = new URL(src)
  return isMultiplexed(origin) || (isShared && origin === self.origin && isOwnWindow())
}

/** False in a frame in a page of another origin: frames in different pages may not receive each other's messages. */
function isOwnWindow(): boolean {
  try {
    return window.top?.location.origin === self.origin
  } catch {
    return false
  }
}

function isMultiplexed(origin: string): boolean {
  const entries = performance.getEntriesByType('resource').filter(entry => entry instanceof PerformanceResourceTiming)
  const latest = entries.findLast(({ name, nextHopProtocol }) => nextHopProtocol !== '' && name.startsWith(`${origin}/`))
  return latest !== undefined && /^h[23]/.test(latest.nextHopProtocol)
}
