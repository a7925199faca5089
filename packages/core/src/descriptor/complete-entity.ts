import type { Entity } from '../entity.ts'
import type { Kind } from '../kinds/types.ts'
import type { ItemOrigin } from '../source/types.ts'
import { isPlainObject, type PlainObject } from './check/complaints.ts'
import { scmUrls } from './scm-urls.ts'

const rejected = 'https://backstage.io/annotation-rejected-for-security-reasons'

// oxlint-disable-next-line no-control-regex -- browsers skip these
const script = /^[\u0000-\u001f ]*j[\r\n\t]*a[\r\n\t]*v[\r\n\t]*a[\r\n\t]*s[\r\n\t]*c[\r\n\t]*r[\r\n\t]*i[\r\n\t]*p[\r\n\t]*t[\r\n\t]*:/i

/** Lists of references that Backstage's catalog stores sorted, for every kind; lists of a kind's own relations are sorted too. */
const sorted = ['providesApis', 'consumesApis', 'dependsOn', 'dependencyOf', 'memberOf', 'children', 'members']

/**
 * Turns valid data into an entity, in place, as Backstage's catalog stores it: the namespace is filled in, lists of references are sorted,
 * location annotations are added unless the author wrote them, and URLs with scripts among them are removed.
 */
export function completeEntity(data: PlainObject, { relations }: Kind, origin: ItemOrigin): Entity {
  const metadata = data['metadata'] as Record<string, unknown>
  if (metadata['namespace'] === undefined) metadata['namespace'] = 'default'
  const spec = data['spec']
  if (isPlainObject(spec)) {
    for (const field of sorted) sortTexts(spec[field])
    for (const { field } of relations) if (!sorted.includes(field)) sortTexts(spec[field])
  }
  if (metadata['annotations'] === null) delete metadata['annotations']
  const own = (metadata['annotations'] as Record<string, unknown> | undefined)?.['backstage.io/managed-by-location']
  const additions = locationAnnotations(origin, typeof own === 'string' ? own : undefined)
  if (additions.length > 0 && metadata['annotations'] === undefined) metadata['annotations'] = {}
  const annotations = metadata['annotations'] as Record<string, string> | undefined
  if (annotations !== undefined) {
    for (const [key, value] of additions) annotations[key] ??= value
    for (const key of ['backstage.io/view-url', 'backstage.io/edit-url']) {
      const value = annotations[key]
      if (value !== undefined && script.test(value)) annotations[key] = rejected
    }
  }
  return data as unknown as Entity
}

function sortTexts(list: unknown): void {
  if (Array.isArray(list) && list.length > 1 && list.every(item => typeof item === 'string')) list.sort()
}

function locationAnnotations({ location, viewUrl, editUrl }: ItemOrigin, own: string | undefined): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  if (location !== undefined) {
    found.push(['backstage.io/managed-by-location', location], ['backstage.io/managed-by-origin-location', location])
  }
  const managed = own ?? location
  const scm = managed?.startsWith('url:') === true ? scmUrls(managed.slice('url:'.length)) : undefined
  const view = viewUrl ?? scm?.viewUrl
  const edit = editUrl ?? scm?.editUrl
  if (view !== undefined) found.push(['backstage.io/view-url', view])
  if (edit !== undefined) found.push(['backstage.io/edit-url', edit])
  if (scm?.sourceLocation !== undefined) found.push(['backstage.io/source-location', scm.sourceLocation])
  return found
}
