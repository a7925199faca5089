/** The protocols of URLs that may become links. */
export const linkProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The URL if it is safe as a link: http, https, mailto or tel, without a password. `undefined` for anything else. */
export function safeUrl(text: string): string | undefined {
  return URL.canParse(text) ? safeHref(new URL(text)) : undefined
}

/** The same of a URL that was parsed. */
export function safeHref(url: URL): string | undefined {
  return linkProtocols.has(url.protocol) && url.username === '' && url.password === '' ? url.href : undefined
}
