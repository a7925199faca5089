import { safeUrl } from '@callboard/core/client'

/** The URL of the page of a referenced entity, from the pattern that the page sets. */
export function refHref(ref: string, pattern: string | undefined): string | undefined {
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(ref) ?? []
  if (pattern === undefined || pattern === '' || kind === undefined || namespace === undefined || name === undefined) return undefined
  return fillHref(pattern, { kind, namespace, name })
}

/** The URL from a pattern for an entity, if a link may go there. */
export function fillHref(pattern: string, parts: Readonly<Record<string, string>>): string | undefined {
  return safeHref(pattern.replace(/\{(kind|namespace|name)\}/g, (_, part: string) => encodeURIComponent(parts[part]?.toLowerCase() ?? '')))
}

/** The URL for a link, if a link may go there. Relative ones belong to the page itself. */
export function safeHref(href: string): string | undefined {
  return safeUrl(href) ?? (URL.canParse(href) || /^[\s\\]|^\/[/\\]/.test(href) || /^[^/?#]*:/.test(href) ? undefined : href)
}
