import { defaultSrc } from './default-src.ts'
import { nearestProvider } from './nearest-provider.ts'
import { portalAt, portalOf, type PagePortal } from './page-portal.ts'

/**
 * The portal that an element asks: its own `src`, else that of the nearest provider, else `<meta name="callboard-src">`, else the folder of the script. `undefined`
 * when none of them is there.
 */
export function findPortal(element: HTMLElement, src: string | undefined): PagePortal | undefined {
  if (src !== undefined && src !== '') return portalAt(element.ownerDocument, src)
  const provider = nearestProvider(element)
  if (provider?.client !== undefined) return portalOf(provider.client)
  const given = provider?.getAttribute('src') ?? metaContent(element, 'callboard-src') ?? defaultSrc()
  return given === undefined || given === null ? undefined : portalAt(element.ownerDocument, given === '' ? './' : given)
}

/** The pattern of addresses of entities' own pages, such as `/catalog/{namespace}/{kind}/{name}`, from the nearest provider or `<meta name="callboard-entity-url">`. */
export function findEntityUrl(element: HTMLElement): string | undefined {
  return nearestProvider(element)?.getAttribute('entity-url') ?? metaContent(element, 'callboard-entity-url') ?? undefined
}

const metas = new WeakMap<Document, Map<string, string | undefined>>()

/** Read once for all elements of a task: a thousand of them ask the same. */
function metaContent({ ownerDocument }: HTMLElement, name: string): string | undefined {
  let known = metas.get(ownerDocument)
  if (known === undefined) {
    metas.set(ownerDocument, (known = new Map()))
    setTimeout(() => metas.delete(ownerDocument))
  }
  if (!known.has(name)) known.set(name, ownerDocument.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content)
  return known.get(name)
}
