const folder = Symbol.for('callboard.src')
const early = Symbol.for('callboard.early')
const patienceMs = 15_000

/** Asks the portal of the page what it is while the code that will ask for it is still on its way. Takes nothing but the plain case: no provider, no address of its own. */
export function askEarly(element: Element, provider: string): void {
  const page = globalThis as { readonly [folder]?: string; [early]?: { readonly url: string; readonly response: Promise<Response> } }
  const src = document.querySelector<HTMLMetaElement>('meta[name="callboard-src"]')?.content ?? page[folder]
  if (
    page[early] !== undefined ||
    src === undefined ||
    /[?#]|json$/.test(src) ||
    !element.getAttribute('entity') ||
    element.hasAttribute('src') ||
    document.querySelector(provider) !== null
  )
    return
  const { href: url } = new URL(`${src.replace(/\/*$/, '')}/callboard.json`, document.baseURI)
  const response = fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(patienceMs) })
  // Whoever wants it asks again, and tells.
  response.catch(() => {})
  page[early] = { url, response }
}
