/**
 * Whether a host name is accepted: localhost, an IP address, or an allowed name. Otherwise any site could point its own name to this
 * machine and read what is served here (DNS rebinding). `.example.com` allows the name and everything below it, `*` allows all.
 */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
  if (name.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return true
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return allowed.some(entry => {
    const wanted = plainHost(entry)
    if (wanted === undefined) return false
    return wanted === '*' || name === wanted || (wanted.startsWith('.') && (name === wanted.slice(1) || name.endsWith(wanted)))
  })
}

/**
 * An allowed name as requests have it: in lower case, with other letters encoded, without a dot at the end. `undefined` for text that is
 * not a host name, such as a URL or a name with a port: it would never match.
 */
export function plainHost(entry: string): string | undefined {
  if (entry === '*') return entry
  const [dot, name] = entry.startsWith('.') ? ['.', entry.slice(1)] : ['', entry]
  // With a colon, only an IPv6 address is a name.
  const address = `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}/`
  if (/[\s/\\?#@*]/.test(name) || !URL.canParse(address)) return undefined
  return dot + new URL(address).hostname.replace(/\.$/, '')
}

/** The message for a request for another host. */
export function refusedHost(host: string): string {
  return `This server does not accept requests for the host ${JSON.stringify(host.slice(0, 100))}. To allow it, add it to allowedHosts or --allowed-hosts`
}
