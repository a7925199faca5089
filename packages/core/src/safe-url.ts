const linkProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** A URL that may become a link: http, https, mailto or tel, and without a password in it. `undefined` for anything else. */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return linkProtocols.has(url.protocol) && url.username === '' && url.password === '' ? url.href : undefined
}
