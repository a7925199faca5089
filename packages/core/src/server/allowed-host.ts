/**
 * Whether a host name is accepted: localhost, an IP address, or an allowed name. Otherwise any site could point its own name to this
 * machine and read what is served here (DNS rebinding). `.example.com` allows the name and everything below it, `*` allows all.
 */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
  if (name.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return true
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return allowed.some(entry => {
    const wanted = entry.toLowerCase().replace(/\.$/, '')
    return wanted === '*' || name === wanted || (wanted.startsWith('.') && (name === wanted.slice(1) || name.endsWith(wanted)))
  })
}

/** The message for a request for another host. */
export function refusedHost(host: string): string {
  return `This server does not accept requests for the host ${JSON.stringify(host.slice(0, 100))}. To allow it, add it to allowedHosts or --allowed-hosts`
}
