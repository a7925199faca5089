/**
 * Whether a request may be answered under a host name: a name that leads to the machine itself, an address, or a name that is allowed. Otherwise a page of
 * anybody could give its own name the address of this machine, and read what is served here (DNS rebinding). `.example.com` allows the name and everything
 * below it, `*` allows all.
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

/** What is said to a request for another host. */
export function refusedHost(host: string): string {
  return `This server does not accept requests for the host ${JSON.stringify(host.slice(0, 100))}. To allow it, add it to allowedHosts or --allowed-hosts`
}
