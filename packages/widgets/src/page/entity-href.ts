import { safeUrl, type Entity } from '@callboard/core/client'

/** Where an entity's page is: as the pattern of the page around it says, else where its descriptor can be seen. `undefined` when there is no such place. */
export function entityHref(entity: Entity, pattern: string | undefined): string | undefined {
  if (pattern !== undefined && pattern !== '') return safeHref(fill(pattern, entity))
  const seen = entity.metadata.annotations?.['backstage.io/view-url']
  return seen === undefined ? undefined : safeUrl(seen)
}

/** Where the page of what a reference names is, as the pattern of the page around it says. */
export function refHref(ref: string, pattern: string | undefined): string | undefined {
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(ref) ?? []
  if (pattern === undefined || pattern === '' || kind === undefined || namespace === undefined || name === undefined) return undefined
  return safeHref(fillIn(pattern, { kind, namespace, name }))
}

/** The address for a link, when a link may go there. Relative ones belong to the page itself. */
export function safeHref(href: string): string | undefined {
  return safeUrl(href) ?? (URL.canParse(href) || /^[\s\\]|^\/[/\\]/.test(href) || /^[^/?#]*:/.test(href) ? undefined : href)
}

function fill(pattern: string, { kind, metadata: { namespace = 'default', name } }: Entity): string {
  return fillIn(pattern, { kind, namespace, name })
}

function fillIn(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(kind|namespace|name)\}/g, (_, part: string) => encodeURIComponent(parts[part]?.toLowerCase() ?? ''))
}
