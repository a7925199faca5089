const linkProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** A URL that may become a link: http, https, mailto or tel, and without a password in it. `undefined` for anything else. */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return linkProtocols.has(url.protocol) && url.username === '' && url.password === '' ? url.href : undefined
}

/**
 * The protocol of a text that reads as a URL, with its colon; a relative or broken one has none. Reads as a browser would: tabs and
 * controls are skipped.
 */
export function protocolOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).protocol : undefined
}

/** True for a protocol that may become a link. */
export function isLinkProtocol(protocol: string): boolean {
  return linkProtocols.has(protocol)
}
