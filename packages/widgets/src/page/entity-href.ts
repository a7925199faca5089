import { parseRef, safeUrl, type Entity } from '@callboard/core/client'

/**
 * Where an entity's page is: the pattern of the page around it, else the portal's own (a Backstage has pages), else where its descriptor can be seen. `undefined`
 * when there is no such place.
 */
export function entityHref(entity: Entity | undefined, ref: string, pattern: string | undefined): string | undefined {
  if (pattern !== undefined && pattern !== '') return safeHref(fill(pattern, ref))
  const seen = entity?.metadata.annotations?.['backstage.io/view-url']
  return seen === undefined ? undefined : safeUrl(seen)
}

/** The address for a link, when a link may go there. Relative ones belong to the page itself. */
export function safeHref(href: string): string | undefined {
  return safeUrl(href) ?? (URL.canParse(href) || /^[\s\\]|^\/[/\\]/.test(href) || /^[^/?#]*:/.test(href) ? undefined : href)
}

function fill(pattern: string, ref: string): string {
  const { kind, namespace, name } = parseRef(ref)
  const parts: Readonly<Record<string, string>> = { kind, namespace, name }
  return pattern.replace(/\{(kind|namespace|name)\}/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''))
}
