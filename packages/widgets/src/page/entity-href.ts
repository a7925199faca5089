import { safeUrl, type Entity } from '@callboard/core/client'
import { fillHref } from './ref-href.ts'

/** The URL of an entity's page: from the pattern that the page sets, else where its descriptor can be viewed. `undefined` without either. */
export function entityHref({ kind, metadata }: Entity, pattern: string | undefined): string | undefined {
  const { namespace = 'default', name, annotations } = metadata
  if (pattern !== undefined && pattern !== '') return fillHref(pattern, { kind, namespace, name })
  const seen = annotations?.['backstage.io/view-url']
  return seen === undefined ? undefined : safeUrl(seen)
}
