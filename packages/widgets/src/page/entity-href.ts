import { safeUrl, type Entity } from '@callboard/core/client'
import { fillHref } from './ref-href.ts'

/** Where an entity's page is: as the pattern of the page around it says, else where its descriptor can be seen. `undefined` when there is no such place. */
export function entityHref({ kind, metadata }: Entity, pattern: string | undefined): string | undefined {
  const { namespace = 'default', name, annotations } = metadata
  if (pattern !== undefined && pattern !== '') return fillHref(pattern, { kind, namespace, name })
  const seen = annotations?.['backstage.io/view-url']
  return seen === undefined ? undefined : safeUrl(seen)
}
