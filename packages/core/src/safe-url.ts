/** The protocols of URLs that may become links. */
export const linkProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The URL if it is safe as a link: http, https, mailto or tel, without a password. `undefined` for anything else. */
export function safeUrl(text: string): string | undefined {
  const url = parseUrl(text)
  return url && safeHref(url)
}

/**
 * The URL in a text; `undefined` if it is not one. `URL.canParse` cannot decide: Node 22 starts to reject URLs with letters such as `ü` once
 * the call is optimized.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** The same of a URL that was parsed. */
export function safeHref(url: URL): string | undefined {
  return linkProtocols.has(url.protocol) && url.username === '' && url.password === '' ? url.href : undefined
}
