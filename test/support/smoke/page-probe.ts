/** The state of a badge: `open` with visible details, `shut` without; any other text says how the two signs disagree. */
export type Look = 'open' | 'shut' | 'said open, shows nothing' | 'said shut, shows details'

/** What a test can ask of a page under test. */
export interface Probe {
  /** Waits until every element has its answer; resolves to the names of elements without one. */
  ready(ms: number): Promise<readonly string[]>
  /** The centre of what `selector` finds inside the element that `host` finds, in window coordinates. */
  middle(host: string, selector: string): readonly [number, number]
  /** Waits until the badge has a state and keeps it; resolves to its state then, or at the timeout. */
  settle(wanted: Look, ms: number): Promise<Look>
  /** Waits until the focus is inside what `selector` finds; resolves to whether it is. */
  focusIn(selector: string, ms: number): Promise<boolean>
  /** The element of the page with the focus, and the focused element within. */
  focused(): string
  /** Focuses the button before the first element. */
  focusStart(): void
  /** The visible text of an element. */
  text(host: string): string
  /** Its accessible name, if an attribute sets it. */
  label(host: string, selector: string): string
  /** The lightness of the text and the surface, from 0 to 1. */
  lightness(host: string, selector: string): readonly [text: number, surface: number]
  /** The smallest size of visible text, in CSS pixels. */
  smallestText(host: string): number
  /** For each `callboard-toggle` event since the page was loaded, whether it reported an opening. */
  toggles(): readonly boolean[]
  /** Waits for this many contacts to be chosen; resolves to their kinds. The browser never follows them. */
  contacts(count: number, ms: number): Promise<readonly string[]>
  /** Waits for this many other links to be pressed; resolves to their paths. The browser never follows them. */
  followed(count: number, ms: number): Promise<readonly string[]>
  /** Console messages, errors and policy violations in this page and its frame. */
  complaints(): readonly string[]
}

declare global {
  interface Window {
    probe: Probe & {
      readonly own: { readonly complaints: string[]; readonly toggles: boolean[]; readonly contacts: string[]; readonly followed: string[] }
    }
  }
}

/** Runs in the page before everything else, from a file of the page's own origin. Refers to nothing outside this function. */
export function installProbe(): void {
  const own = { complaints: [] as string[], toggles: [] as boolean[], contacts: [] as string[], followed: [] as string[] }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    console[method] = (...args: unknown[]) => void own.complaints.push(`console.${method}: ${args.map(String).join(' ')}`)
  }
  window.addEventListener('error', ({ message }) => own.complaints.push(`error: ${message}`))
  window.addEventListener('unhandledrejection', ({ reason }) => own.complaints.push(`unhandled: ${String(reason)}`))
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    if (!blockedURI.endsWith('/favicon.ico')) own.complaints.push(`policy: ${violatedDirective} ${blockedURI} ${sample}`)
  })
  document.addEventListener('callboard-toggle', ({ detail }) => own.toggles.push(detail.open))
  document.addEventListener('callboard-contact', event => {
    event.preventDefault()
    own.contacts.push(event.detail.contact.kind)
  })

  document.addEventListener('click', event => {
    const link = event.composedPath().find(at => at instanceof HTMLAnchorElement)
    if (link === undefined || event.defaultPrevented) return
    event.preventDefault()
    own.followed.push(link.pathname)
  })

  const names = 'owner-badge, entity-link, entity-card'
  const frame = (): HTMLIFrameElement | null => document.querySelector('iframe')
  const view = (): Window => frame()?.contentWindow ?? window
  const find = (host: string): Element => {
    const found = view().document.querySelector(host)
    if (found === null) throw new Error(`the page has no ${host}`)
    return found
  }
  const within = (host: string, selector: string): Element | null => find(host).shadowRoot?.querySelector(selector) ?? null
  const need = (host: string, selector: string): Element => {
    const found = within(host, selector)
    if (found === null) throw new Error(`${host} has no ${selector}: ${find(host).shadowRoot?.innerHTML ?? 'not defined'}`)
    return found
  }
  const isSeen = (element: Element | null): boolean =>
    element !== null && element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0
  const look = (): Look => {
    const isSaid = within('owner-badge', '[part~="badge"]')?.getAttribute('aria-expanded') === 'true'
    const isShown = isSeen(within('owner-badge', '[part~="details"]'))
    if (isSaid !== isShown) return isSaid ? 'said open, shows nothing' : 'said shut, shows details'
    return isShown ? 'open' : 'shut'
  }
  const nextFrame = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
  const until = async (holds: () => boolean, ms: number): Promise<boolean> => {
    const end = performance.now() + ms
    while (!holds()) {
      if (performance.now() > end) return false
      await nextFrame()
    }
    return true
  }
  const collect = async (list: () => readonly string[], count: number, ms: number): Promise<readonly string[]> => {
    await until(() => list().length >= count, ms)
    return list()
  }
  const activePath = (): readonly Element[] => {
    const path: Element[] = []
    for (let active = view().document.activeElement; active !== null; active = active.shadowRoot?.activeElement ?? null) path.push(active)
    return path
  }
  /** The colours painted on a page in the colour scheme of `element`, blended. */
  const paint = (element: Element, colors: readonly string[]): number => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (context === null) throw new Error('no canvas')
    const sheet = document.createElement('span')
    sheet.style.backgroundColor = 'Canvas'
    element.ownerDocument.body.append(sheet)
    for (const color of [getComputedStyle(sheet).backgroundColor, ...colors]) {
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
    }
    sheet.remove()
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
  }
  const surfacesOf = (element: Element): readonly string[] => {
    const surfaces: string[] = []
    for (let at: Element | null = element; at !== null; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null)
      surfaces.unshift(getComputedStyle(at).backgroundColor)
    return surfaces
  }

  window.probe = {
    own,
    ready: async ms => {
      const waiting = (): Element[] =>
        [...view().document.querySelectorAll(names)].filter(element => !('status' in element) || element.status === 'loading')
      await until(
        () => view().document.readyState === 'complete' && view().document.querySelector(names) !== null && waiting().length === 0,
        ms,
      )
      return waiting().map(element => element.localName)
    },
    middle: (host, selector) => {
      const element = need(host, selector)
      element.scrollIntoView({ block: 'nearest' })
      // The centre of a link over two lines may not be on the link.
      const { left, top, width, height } = [...element.getClientRects()].find(rect => rect.width > 0) ?? element.getBoundingClientRect()
      const around = frame()?.getBoundingClientRect()
      return [Math.round((around?.left ?? 0) + left + width / 2), Math.round((around?.top ?? 0) + top + height / 2)]
    },
    settle: async (wanted, ms) => {
      await until(() => look() === wanted, ms)
      await nextFrame()
      await nextFrame()
      return look()
    },
    focusIn: (selector, ms) => until(() => activePath().some(element => element.matches(selector)), ms),
    focused: () =>
      activePath()
        .map(element => element.id || element.getAttribute('part') || element.localName)
        .join(' '),
    focusStart: () => view().document.querySelector<HTMLElement>('#start')?.focus(),
    text: host => find(host).shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
    label: (host, selector) => need(host, selector).getAttribute('aria-label') ?? '',
    lightness: (host, selector) => {
      const element = need(host, selector)
      const surfaces = surfacesOf(element)
      return [paint(element, [...surfaces, getComputedStyle(element).color]), paint(element, surfaces)]
    },
    smallestText: host => {
      const texts = [...(find(host).shadowRoot?.querySelectorAll('*') ?? [])].filter(
        element =>
          isSeen(element) && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ''),
      )
      return Math.min(...texts.map(element => Number.parseFloat(getComputedStyle(element).fontSize)))
    },
    toggles: () => view().probe.own.toggles,
    contacts: (count, ms) => collect(() => view().probe.own.contacts, count, ms),
    followed: (count, ms) => collect(() => view().probe.own.followed, count, ms),
    complaints: () => (view() === window ? own.complaints : [...own.complaints, ...view().probe.own.complaints]),
  }
}
