import { defaultSrc } from './default-src.ts'
import { nearestProvider, type ProviderElement } from './nearest-provider.ts'
import { portalAt, portalOf, type PagePortal } from './page-portal.ts'

/**
 * The portal of an element: its own `src`, else that of `provider`, the nearest around it, else `<meta name="callboard-src">`, else the folder of the script.
 * `undefined` without any of them.
 */
export function findPortal(element: HTMLElement, src: string | undefined, provider: ProviderElement | undefined): PagePortal | undefined {
  const { ownerDocument } = element
  if (src !== undefined && src !== '') return portalAt(ownerDocument, src)
  // Frameworks may set null or undefined at first.
  const client = provider?.client ?? undefined
  if (client !== undefined) return portalOf(client, () => provider?.checkedClient?.() ?? client)
  const given = provider?.getAttribute('src')
  return given === undefined || given === null ? ofPage(ownerDocument) : portalAt(ownerDocument, given === '' ? './' : given)
}

/** The URL pattern of entity pages, such as `/catalog/{namespace}/{kind}/{name}`, from the nearest provider or `<meta name="callboard-entity-url">`. */
export function findEntityUrl(element: HTMLElement): string | undefined {
  return nearestProvider(element)?.getAttribute('entity-url') ?? metaContent(element.ownerDocument, 'callboard-entity-url')
}

const pages = new WeakMap<Document, { readonly portal: PagePortal | undefined }>()

/** The portal that the page itself sets. Computed once per task, because a thousand elements may need it. */
function ofPage(page: Document): PagePortal | undefined {
  let found = pages.get(page)
  if (found === undefined) {
    const src = metaContent(page, 'callboard-src') ?? defaultSrc()
    pages.set(page, (found = { portal: src === undefined ? undefined : portalAt(page, src === '' ? './' : src) }))
    setTimeout(() => pages.delete(page))
  }
  return found.portal
}

function metaContent(page: Document, name: string): string | undefined {
  return page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
}
